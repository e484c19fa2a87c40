"""A dataset on disk: the folder with its store, originals and exports, and who may write to it."""

import fcntl
import os
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from extractor.dataset.chain import canonical
from extractor.dataset.faults import DatasetError, busy, no_dataset, unopened
from extractor.dataset.originals import Originals
from extractor.dataset.store import Clock, Store, hidden, wall_clock
from schemas.report import Report

STORE = "store.sqlite"
SETTINGS = "dataset.toml"
_STAGE = ".tonghop-"


class Dataset:
    """An open dataset: `store` holds what is known of the reports, `originals` their bytes."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self.store = store
        self.originals = Originals(folder / "originals")
        self.records: dict[str, Report] = {}
        """Records that were loaded ahead of their use, by the sha256 of the record."""

    @classmethod
    def open(cls, folder: Path, *, url: str | None = None, create: bool = False, clock: Clock = wall_clock) -> Self:
        """Open the dataset in `folder`; with `create`, begin one there.

        `url` names a PostgreSQL store; it is remembered in `dataset.toml`, without its password (the
        server's client library finds it in PGPASSWORD or a password file). Without one the remembered
        store is opened, or the SQLite file.

        Raises:
            DatasetError: there is no dataset, or it cannot be opened.
        """
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        remembered = _remembered(folder)
        chosen = url or remembered
        if chosen is None:
            return cls(folder, Store.sqlite(folder / STORE, clock=clock, create=create))
        if not create and not folder.is_dir():
            raise no_dataset(folder)
        store = Store.at(chosen, clock=clock)
        if create and remembered is None:
            (folder / SETTINGS).write_text(f"store = {canonical(hidden(chosen))}\n", encoding="utf-8")
        return cls(folder, store)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone in writing to this folder; what a killed program left half done is cleared first.

        The lock goes with the process that holds it, however that ends. Raises DatasetError if another
        program holds it.
        """
        handle = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise busy(self.folder) from error
            self.originals.clean()
            for stage in self.folder.glob(f"{_STAGE}*"):
                shutil.rmtree(stage, ignore_errors=True)
            yield
        finally:
            os.close(handle)


def _remembered(folder: Path) -> str | None:
    path = folder / SETTINGS
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise unopened(path, error) from error
    store = settings.get("store")
    if store is not None and not isinstance(store, str):
        raise DatasetError(f"{path}: “store” phải là một chuỗi.", f"{path}: “store” must be a string.")
    return store
