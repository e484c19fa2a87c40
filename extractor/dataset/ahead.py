"""What exporting will need, made ready while the reports that are new are still being read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Thread

from extractor.dataset.folder import Dataset
from extractor.dataset.history import parse_records, read_history


@contextmanager
def ready_ahead(dataset: Dataset) -> Iterator[None]:
    """Load the records of the dataset and the libraries that write exports, beside what the caller does.

    Reading is done by other processes: this one has nothing to do in the meantime. What goes wrong here goes
    wrong again where it is needed, and is told there. When the context is left, no thread of it runs.
    """

    def load() -> None:
        try:
            # Larger than all the rest of a run that changes nothing; imported by name because only exporting needs it.
            import_module("extractor.dataset.projection")
            history = read_history(dataset.store)
            dataset.records.update(parse_records(dataset.store, (one.holds for one in history.counted())))
        except Exception:  # it is only ahead of time: the caller meets the same fault, and tells it
            dataset.records.clear()

    thread = Thread(target=load, name="ahead", daemon=True)
    collecting = gc.isenabled()
    # Millions of objects without cycles: looking for some is most of the cost of loading them.
    gc.disable()
    try:
        thread.start()
        yield
    finally:
        thread.join()
        if collecting:
            resume_collecting()


def resume_collecting() -> None:
    """Turn the collector on again, with all that was made in the meantime among what has long been there.

    Otherwise its next small round would go through all of it.
    """
    gc.freeze()
    gc.unfreeze()
    gc.enable()
