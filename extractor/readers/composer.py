"""Composes the text of a source that has none of its own, and tells the FlowWriter what each part is."""

from collections.abc import Callable, Iterable

from extractor.readers.manuscript import BlockKind, FlowWriter


class Composer:
    """Collects text and, beside it, what to do with it once it is complete.

    The FlowWriter needs the whole text before the first block is opened; a reader learns text and blocks
    together. So the calls are kept and played when the text is whole.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._calls: list[Callable[[FlowWriter], object]] = []
        self.length = 0
        self.tables = 0

    def add(self, text: str) -> tuple[int, int]:
        """Append `text`; the span where it stands."""
        start = self.length
        self._parts.append(text)
        self.length += len(text)
        return start, self.length

    def take(self, start: int, end: int) -> None:
        """The flow goes on with `text[start:end]`."""
        self._calls.append(lambda writer: writer.take(start, end))

    def words(self, text: str) -> tuple[int, int]:
        """Append `text` and take it into the flow."""
        span = self.add(text)
        self.take(*span)
        return span

    def blank(self) -> None:
        """A blank between two lines of one paragraph."""
        self._calls.append(lambda writer: writer.blank())

    def put(self, character: str) -> None:
        """A cell or line break in the flow."""
        self._calls.append(lambda writer: writer.put(character))

    def mark(self, start: int, end: int, label: str) -> None:
        """A footnote mark at `text[start:end]`."""
        self._calls.append(lambda writer: writer.mark(start, end, label))

    def furniture(self, start: int, end: int) -> None:
        """A page number or running head at `text[start:end]`."""
        self._calls.append(lambda writer: writer.furniture(start, end))

    def open(
        self,
        kind: BlockKind,
        *,
        marker: str = "",
        depth: int = 0,
        heading: int | None = None,
        emphasis: bool = False,
        centred: bool = False,
        note: str | None = None,
        table: int | None = None,
        row: int | None = None,
    ) -> None:
        """Open a block, as FlowWriter.open."""
        self._calls.append(
            lambda writer: writer.open(
                kind,
                marker=marker,
                depth=depth,
                heading=heading,
                emphasis=emphasis,
                centred=centred,
                note=note,
                table=table,
                row=row,
            )
        )

    def here(self, places: list[int]) -> None:
        """Append the position in the flow to `places` when the flow is written."""
        self._calls.append(lambda writer: places.append(writer.position))

    def grid(self, rows: Iterable[Iterable[tuple[list[int], list[int]]]], *, ruled: bool) -> None:
        """Record a table; each cell is given by the lists that `here` filled at its start and end."""
        kept = [list(row) for row in rows]
        self.tables += 1

        def record(writer: FlowWriter) -> None:
            writer.close()
            writer.grid([[(first[0], last[0]) for first, last in row] for row in kept], ruled=ruled)

        self._calls.append(record)

    def writer(self) -> FlowWriter:
        """The FlowWriter over the whole text, with all calls played."""
        writer = FlowWriter("".join(self._parts))
        for call in self._calls:
            call(writer)
        return writer
