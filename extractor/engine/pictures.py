"""Pictures of the places that facts were read from, cut by workers out of a dataset's originals.

The judging side opens no PDF: what a page or a trace shows of the paper is made here and handed to it.
"""

import base64
import contextlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.dataset.chain import canonical, digest
from extractor.dataset.derived import Derived
from extractor.dataset.originals import Originals
from extractor.engine.pool import Limits, read_many
from extractor.national.page_pictures import Pictures, place_key
from extractor.national.submissions import Intake
from schemas.anchor import Anchor, Box

CUT = "extractor.engine.pictures:cut_order"
CACHE = ".pictures"
"""Inside a dataset: one file a report, so that a picture is cut once. It may be deleted at any time."""

_FORM = 1
_SMALL = {"dpi": 100.0, "beside": 50.0, "above": 7.0}
_FULL = {"dpi": 150.0, "beside": 36.0, "above": 24.0}


@dataclass(frozen=True, slots=True)
class Order:
    """Places of one original, by keys of the caller's choice."""

    sha256: str
    places: Mapping[str, Sequence[Box]]
    look: str = "full"


def cut_order(path: Path) -> str:
    """A worker's task: the order in a JSON file as JSON of key → PNG in base64. Raises what the readers raise."""
    from extractor.readers.crops import cut

    order = json.loads(path.read_bytes())
    places = {key: [Box(**box) for box in boxes] for key, boxes in order["places"].items()}
    room = _SMALL if order["look"] == "small" else _FULL
    pictures = cut(Path(order["path"]).read_bytes(), order["name"], places, look=order["look"], **room)
    made = {}
    for key, picture in pictures.items():
        sink = io.BytesIO()
        picture.save(sink, "PNG", optimize=False, bits=2 if order["look"] == "small" else 8)
        made[key] = base64.b64encode(sink.getvalue()).decode("ascii")
    return json.dumps(made)


def cut_many(
    originals: Originals, orders: Sequence[Order], *, jobs: int | None = None, limits: Limits = Limits()
) -> Iterator[Mapping[str, str]]:
    """The pictures of each order, as PNG in base64 by its keys; none of an original that is not there or fails."""
    with TemporaryDirectory(prefix="tonghop-") as place:
        paths = []
        for number, order in enumerate(orders):
            paths.append(Path(place) / f"{number}.json")
            places = {key: [box.model_dump() for box in boxes] for key, boxes in order.places.items()}
            path = str(originals.path(order.sha256).resolve())
            body = {"path": path, "name": order.sha256[:12], "places": places, "look": order.look}
            paths[-1].write_text(json.dumps(body), encoding="utf-8")
        with contextlib.closing(read_many(paths, task=CUT, jobs=jobs, limits=limits)) as outcomes:
            for outcome in outcomes:
                yield {} if outcome.payload is None else json.loads(outcome.payload)


class PageCutter:
    """Gives `national.html` its pictures; what was cut before is taken from the dataset's cache."""

    def __init__(self, folder: Path, *, jobs: int | None = None) -> None:
        self._originals = Originals(folder / "originals")
        self._derived = Derived(folder / CACHE)
        self._jobs = jobs

    def __call__(self, intake: Intake) -> Pictures:
        """The pictures of all places of the reports that count, by sha256 and `place_key`."""
        found: dict[str, Mapping[str, str]] = {}
        orders: list[tuple[Order, str]] = []
        for one in intake.current:
            sha256 = one.report.source.sha256
            anchors = [*(figure.anchor for figure in one.report.figures), *(t.anchor for t in one.report.targets)]
            places = {place_key(anchor): anchor.boxes for anchor in anchors if anchor.boxes}
            if not places or not self._originals.path(sha256).is_file():
                continue
            boxes = {key: [box.model_dump() for box in boxes] for key, boxes in places.items()}
            wanted = digest(canonical([_FORM, version("pypdfium2"), version("pillow"), boxes]).encode())
            held = self._derived.get(sha256, wanted)
            if held is None:
                orders.append((Order(sha256, places, "small"), wanted))
            else:
                found[sha256] = held
        made = cut_many(self._originals, [order for order, _ in orders], jobs=self._jobs)
        for (order, wanted), pictures in zip(orders, made, strict=True):
            found[order.sha256] = pictures
            if pictures:
                with contextlib.suppress(OSError):
                    self._derived.put(order.sha256, wanted, pictures)
        return found


def full_picture(originals: Originals, places: Sequence[tuple[str, Anchor]]) -> list[bytes | None]:
    """A picture in colour of each (sha256, anchor); null where there is no page or no original."""
    by_report: dict[str, dict[str, Sequence[Box]]] = {}
    for sha256, anchor in places:
        if anchor.boxes and originals.path(sha256).is_file():
            by_report.setdefault(sha256, {})[place_key(anchor)] = anchor.boxes
    orders = [Order(sha256, by_report[sha256]) for sha256 in sorted(by_report)]
    made = {order.sha256: found for order, found in zip(orders, cut_many(originals, orders), strict=True)}
    found = (made.get(sha256, {}).get(place_key(anchor)) for sha256, anchor in places)
    return [None if body is None else base64.b64decode(body) for body in found]
