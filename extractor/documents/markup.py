"""HTML built of elements: every text is escaped unless it is itself markup made here."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
"""Characters that a page may not hold, and those that turn the direction of the text around them."""

_SPECIAL = re.compile(f"[&<>\"']|{_FORBIDDEN.pattern}")
"""All that text may hold and markup may not as it is."""

_VOID = frozenset({"meta", "input", "br"})


class Html(str):
    """Markup. Only this module's functions make it of text."""

    __slots__ = ()


def clean(text: str) -> str:
    """The text without characters that a page may not hold.

    >>> clean("a\\x00b\\u202ec")
    'a\\ufffdb\\ufffdc'
    """
    return _FORBIDDEN.sub("\ufffd", text)


def text(value: str) -> Html:
    """Text, escaped.

    >>> text('<script>"&"')
    '&lt;script&gt;&quot;&amp;&quot;'
    """
    # Most texts are numbers and plain words.
    return Html(value if _SPECIAL.search(value) is None else escape(clean(value), quote=True))


def join(parts: Iterable[str]) -> Html:
    """Parts after one another; what is not markup is escaped."""
    return Html("".join(part if isinstance(part, Html) else text(part) for part in parts))


def tag(name: str, *children: str, **attributes: str | int | bool | None) -> Html:
    """An element. `class_`, `for_` and `data_x` become `class`, `for` and `data-x`; null and false are left out.

    >>> tag("td", "a < b", class_="n", data_u=3, hidden=False)
    '<td class="n" data-u="3">a &lt; b</td>'
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(children)}</{name}>")


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is False:
        return ""
    name = _attribute_name(key)
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'


@cache
def _attribute_name(key: str) -> str:
    name = key.rstrip("_").replace("_", "-")
    return {"viewbox": "viewBox"}.get(name, name)
