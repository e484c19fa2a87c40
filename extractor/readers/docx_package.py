"""The parts of a DOCX file, opened with the care that a file from outside needs."""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from typing import Final

from lxml import etree

from extractor.errors import UnreadableFile

MAX_PART: Final = 64_000_000
MAX_TOTAL: Final = 256_000_000
MAX_PARTS: Final = 10_000

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What the reading of a damaged archive raises: a negative place to seek is a ValueError, a cut record a struct.error.
_BROKEN: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, ValueError,
    RuntimeError, NotImplementedError, IndexError, OverflowError,
)  # fmt: skip
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """A DOCX file as its parts. Raises UnreadableFile for whatever is damaged, locked or too large."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN as problem:
            raise self._damaged() from problem
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableFile(
                f"{name}: tệp bị khóa bằng mật khẩu. Hãy xin bản không khóa.",
                f"{name}: the file is locked with a password. Ask for a copy without one.",
            )
        if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise self._too_large()
        # Some programs write folders with a backslash, or begin a name with the root.
        self._names = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}
        self.damaged: list[str] = []
        self.main = self._main_part()

    def xml(self, path: str) -> etree._Element | None:
        """The part `path` as XML, None if the package has none."""
        entry = self._names.get(path)
        if entry is None:
            return None
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(MAX_PART + 1)
        except _BROKEN as problem:
            raise self._damaged() from problem
        if len(data) > MAX_PART:
            raise self._too_large()
        # Word's "strict" form differs from the usual one in its namespaces only.
        data = data.replace(_STRICT, _TRANSITIONAL)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as problem:
            raise self._damaged() from problem

    def related(self, kind: str) -> etree._Element | None:
        """The part that the main document names as its `kind`: styles, numbering, footnotes, endnotes, settings.

        None for a part that is missing or damaged; a damaged one is noted in `damaged`.
        """
        return next((self._further(target) for name, _, target in self._of_main() if name == kind), None)

    def named(self, identifier: str) -> etree._Element | None:
        """The part to which the main document gives this relationship identifier, as `related`."""
        return next((self._further(target) for _, name, target in self._of_main() if name == identifier), None)

    @property
    def has_macros(self) -> bool:
        """Whether the file carries a program; it is never run."""
        return any(name.lower().endswith("vbaproject.bin") for name in self._names)

    @property
    def picture_bytes(self) -> int:
        """How many bytes of pictures the file holds."""
        return sum(entry.file_size for name, entry in self._names.items() if "/media/" in name)

    def _of_main(self) -> list[tuple[str, str, str]]:
        folder, base = posixpath.split(self.main)
        try:
            return self._relations(posixpath.join(folder, "_rels", f"{base}.rels"))
        except UnreadableFile:
            self._note(f"{base}.rels")
            return []

    def _further(self, target: str) -> etree._Element | None:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.main), target)).lstrip("/")
        try:
            return self.xml(path)
        except UnreadableFile:
            self._note(posixpath.basename(path))
            return None

    def _note(self, part: str) -> None:
        if part not in self.damaged:
            self.damaged.append(part)

    def _main_part(self) -> str:
        try:
            relations = self._relations("_rels/.rels")
        except UnreadableFile:
            self._note(".rels")
            relations = []
        for relation, _, target in relations:
            if relation == "officeDocument":
                return posixpath.normpath(target).lstrip("/")
        return "word/document.xml"

    def _relations(self, path: str) -> list[tuple[str, str, str]]:
        """Kind, identifier and target of each relationship within the file."""
        root = self.xml(path)
        if root is None:
            return []
        return [
            (element.get("Type", "").rpartition("/")[2], element.get("Id", ""), element.get("Target", ""))
            for element in root.iter(_RELATION)
            if element.get("TargetMode") != "External"
        ]

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile(
            f"{self.name}: tệp DOCX bị hỏng, không mở được. Hãy mở bằng Word, lưu lại rồi gửi bản mới.",
            f"{self.name}: the DOCX file is damaged. Open it in Word, save it again and send the new copy.",
        )

    def _too_large(self) -> UnreadableFile:
        return UnreadableFile(
            f"{self.name}: nội dung nén của tệp lớn bất thường, không mở để giữ an toàn. Hãy xin bản khác.",
            f"{self.name}: the file unpacks to an unusual size and was not opened, for safety. Ask for another copy.",
        )
