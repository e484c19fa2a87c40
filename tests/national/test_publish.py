"""All files of a dataset are put in place together, or the old state stays."""

from pathlib import Path

import pytest

from extractor.national.publish import publish

OLD = {"national.xlsx": b"old", "data/facts.csv": b"old facts", "records/a-2024-05-23-0123abcd.json": b"{}"}
NEW = {"national.xlsx": b"new", "data/facts.csv": b"new facts", "records/b-2024-05-23-4567abcd.json": b"[]"}


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_run_leaves_exactly_the_new_files_and_what_is_not_ours(tmp_path: Path) -> None:
    publish(OLD, tmp_path)
    (tmp_path / "records/notes.json").write_bytes(b"mine")
    (tmp_path / "brief.docx").write_bytes(b"other")
    publish(NEW, tmp_path)
    assert state(tmp_path) == {**NEW, "records/notes.json": b"mine", "brief.docx": b"other"}


def test_a_failure_at_any_step_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace
    for fail_at in range(1, 50):
        out = tmp_path / str(fail_at)
        publish(OLD, out)
        calls = 0

        def failing(self: Path, target: Path, fail_at: int = fail_at) -> Path:
            nonlocal calls
            calls += 1
            if calls == fail_at:
                raise OSError("no space left")
            return replace(self, target)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", failing)
            try:
                publish(NEW, out)
            except OSError:
                assert state(out) == OLD
                continue
        assert state(out) == NEW
        # Two renames for each old file that is replaced, one for the new record, one for the stale one.
        assert fail_at == 7
        return
    raise AssertionError("publishing never came to an end")


def test_a_failure_while_staging_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(OLD, tmp_path)

    def full(self: Path, body: bytes) -> int:
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="no space"):
            publish(NEW, tmp_path)
    assert state(tmp_path) == OLD
