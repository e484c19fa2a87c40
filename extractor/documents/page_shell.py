"""A page that holds everything: nothing is loaded, and only its own script and style run.

Its policy of contents names both by their hash, so that a report cannot bring in code or an address,
whatever it prints.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Final, Literal

from extractor.documents.markup import Html, join, tag

Lang = Literal["vi", "en"]
Pair = tuple[str, str]
"""A text in Vietnamese and in English."""

ASSETS: Final = Path(__file__).parent / "assets"
LANGUAGES: Final[Pair] = ("English", "Tiếng Việt")
"""What the switch offers in each language: the other one."""


@cache
def asset(path: Path) -> str:
    """The text of a style or script file."""
    return path.read_text(encoding="utf-8")


def page_document(
    title: Pair, lang: Lang, body: Html, *, style: Path, script: Path | None = None, pictures: bool = False
) -> bytes:
    """The page as a file's bytes. `style` and `script` go on after those that all pages share.

    `pictures`: pictures that stand in the page itself may be shown.
    """
    css = asset(ASSETS / "shell.css") + asset(style)
    code = asset(ASSETS / "shell.js") + ("" if script is None else asset(script))
    policy = f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(code)}'; "
    policy += ("img-src data:; " if pictures else "") + "base-uri 'none'; form-action 'none'"
    first, other = title if lang == "vi" else (title[1], title[0])
    header = join(
        [
            Html('<meta charset="utf-8">'),
            tag("meta", http_equiv="Content-Security-Policy", content=policy),
            tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name_="color-scheme", content="light dark"),
            tag("title", first, data_alt=other if other != first else None),
            Html(f"<style>{css}</style>"),
        ]
    )
    document = tag("html", tag("head", header), tag("body", body, Html(f"<script>{code}</script>")), lang=lang)
    return f"<!doctype html>\n{document}\n".encode()


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
