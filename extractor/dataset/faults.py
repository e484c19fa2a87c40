"""What can go wrong with a dataset, in two languages and with what to do next."""

from typing import ClassVar

from extractor.errors import TonghopError


class DatasetError(TonghopError):
    """The dataset cannot be opened, read or written; it is as it was before."""

    exit_code: ClassVar[int] = 2
    code: ClassVar[str] = "dataset"


class NotInDataset(DatasetError):
    """The dataset holds no report, figure or correction of that name, or several."""

    code: ClassVar[str] = "not_in_dataset"


def no_dataset(path: object) -> DatasetError:
    """The folder holds no dataset."""
    return DatasetError(
        f"{path}: không phải kho dữ liệu. Hãy tạo kho bằng: tonghop consolidate BÁO_CÁO… --out {path}",
        f"{path}: not a dataset. Create one with: tonghop consolidate REPORT… --out {path}",
    )


def busy(path: object) -> DatasetError:
    """Another program is writing to the dataset."""
    return DatasetError(
        f"{path}: một chương trình khác đang ghi vào kho dữ liệu. Hãy đợi chương trình đó xong rồi chạy lại.",
        f"{path}: another program is writing to the dataset. Wait until it has finished, then run this again.",
    )


def unwritable(path: object, reason: object) -> DatasetError:
    """A write failed: no room, no permission, no connection."""
    return DatasetError(
        f"{path}: không ghi được ({reason}). Dữ liệu cũ vẫn nguyên vẹn. Hãy kiểm tra dung lượng đĩa và quyền ghi.",
        f"{path}: cannot be written ({reason}). The old data are intact. Check disk space and permissions.",
    )


def unopened(path: object, reason: object) -> DatasetError:
    """The store cannot be reached or is damaged."""
    return DatasetError(
        f"{path}: không mở được kho ({reason}). Hãy kiểm tra đường dẫn, quyền đọc và máy chủ cơ sở dữ liệu.",
        f"{path}: the store cannot be opened ({reason}). Check the path, the permissions and the database server.",
    )


def newer(path: object, found: int, known: int) -> DatasetError:
    """The store was written by a later version of the program."""
    return DatasetError(
        f"{path}: kho thuộc phiên bản {found}, chương trình này chỉ biết đến {known}. Hãy cập nhật chương trình.",
        f"{path}: the store has version {found}, this program knows {known} at most. Update the program.",
    )


def not_found(what: str) -> NotInDataset:
    """Nothing in the dataset has that name."""
    return NotInDataset(
        f"Kho dữ liệu không có “{what}”. Hãy xem mã trong data/reports.csv và data/facts.csv.",
        f"The dataset holds no “{what}”. Look the id up in data/reports.csv and data/facts.csv.",
    )


def ambiguous(what: str, found: int) -> NotInDataset:
    """Several things in the dataset have that name."""
    return NotInDataset(
        f"“{what}” ứng với {found} mục trong kho dữ liệu. Hãy ghi đủ mã.",
        f"“{what}” fits {found} entries of the dataset. Give the whole id.",
    )
