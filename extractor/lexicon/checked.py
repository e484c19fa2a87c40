"""Records of the lexicon's files, checked one by one: a wrong one is refused with its file, its name and the reason."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import CatalogueError


class Record(BaseModel):
    """A record of a file; a field that it does not know is a slip of the pen."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Kind = TypeVar("Kind", bound=Record)


def checked(file: str, data: Mapping[str, Any], kind: type[Kind]) -> Iterator[tuple[str, Kind]]:
    """The records of a file by name. Raises CatalogueError naming file, record and what is wrong with it."""
    for name, record in data.items():
        try:
            yield name, kind.model_validate(record)
        except ValidationError as problem:
            first = problem.errors()[0]
            place = ".".join(map(str, first["loc"])) or name
            raise refused(file, name, f"{place}: {first['msg']} ({first['input']!r:.80})") from problem


def refused(file: str, record: str, reason: str) -> CatalogueError:
    """The error for a wrong record, with what to do about it."""
    return CatalogueError(
        f"{file}, bản ghi {record}: {reason}. Hãy sửa tệp dữ liệu rồi chạy lại.",
        f"{file}, record {record}: {reason}. Correct the data file and run again.",
    )
