"""The parts of a DOCX file, opened with the care that a file from outside needs."""

import io
import posixpath
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
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """A DOCX file as its parts. Raises UnreadableFile for whatever is damaged, locked or too large."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as problem:
            raise self._damaged() from problem
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableFile(
                f"{name}: tệp bị khóa bằng mật khẩu. Hãy xin bản không khóa.",
                f"{name}: the file is locked with a password. Ask for a copy without one.",
            )
        if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise self._too_large()
        self._names = {entry.filename.lstrip("/"): entry for entry in entries}
        self.main = self._main_part()

    def xml(self, path: str) -> etree._Element | None:
        """The part `path` as XML, None if the package has none."""
        entry = self._names.get(path)
        if entry is None:
            return None
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError) as problem:
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
        """The part that the main document names as its `kind`: styles, numbering, footnotes, endnotes, settings."""
        folder, base = posixpath.split(self.main)
        for relation, target in self._relations(posixpath.join(folder, "_rels", f"{base}.rels")):
            if relation == kind:
                return self.xml(posixpath.normpath(posixpath.join(folder, target)).lstrip("/"))
        return None

    def _main_part(self) -> str:
        for relation, target in self._relations("_rels/.rels"):
            if relation == "officeDocument":
                return posixpath.normpath(target).lstrip("/")
        return "word/document.xml"

    def _relations(self, path: str) -> list[tuple[str, str]]:
        root = self.xml(path)
        if root is None:
            return []
        return [
            (element.get("Type", "").rpartition("/")[2], element.get("Target", ""))
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
