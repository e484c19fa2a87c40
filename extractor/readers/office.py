"""DOC, ODT and RTF, turned into DOCX by LibreOffice: the one program that reads them all.

It runs without a window, in a profile and folder of its own that are thrown away, and is ended when it
takes too long. What is read is the conversion, which the warning `converted` tells.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from extractor.errors import MissingProgram, UnreadableFile
from schemas.report import Warning

SECONDS: Final = 90
_PROGRAMS = ("soffice", "libreoffice")
_INSTALL: Final = "sudo apt-get install --no-install-recommends libreoffice-writer"
# No macro of a file from outside may run, whatever the user's own settings are.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def to_docx(data: bytes, name: str) -> bytes:
    """The file as DOCX.

    Raises MissingProgram without LibreOffice, UnreadableFile if it fails or takes longer than SECONDS.
    """
    office = program()
    kind = Path(name).suffix[1:].upper()
    if office is None:
        raise MissingProgram(
            f"{name}: cần LibreOffice để đọc tệp {kind}. Hãy cài bằng lệnh: {_INSTALL};"
            " hoặc lưu báo cáo thành DOCX hay PDF.",
            f"{name}: LibreOffice is needed to read {kind} files. Install it with: {_INSTALL};"
            " or save the report as DOCX or PDF.",
        )
    with tempfile.TemporaryDirectory(prefix="tonghop-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        source = work / f"in{Path(name).suffix.lower()}"
        source.write_bytes(data)
        settings = work / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        _run([office, *_arguments(work, source)], work, name)
        made = work / "out" / "in.docx"
        if not made.exists() or not made.stat().st_size:
            raise _failed(name)
        return made.read_bytes()


def converted(name: str) -> Warning:
    """The warning that the text is that of a conversion."""
    return Warning(
        code="converted",
        message=f"Tệp {Path(name).suffix[1:].upper()} được LibreOffice chuyển sang DOCX rồi mới đọc;"
        " vị trí trích dẫn tính theo văn bản đã chuyển.",
    )


def _arguments(work: Path, source: Path) -> list[str]:
    return [
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(work / "out"), str(source),
    ]  # fmt: skip


def _run(command: list[str], work: Path, name: str) -> None:
    if limiter := shutil.which("timeout"):
        # It outlives a reader that is itself ended for taking too long, and ends the conversion for it.
        command = [limiter, "--kill-after=5", str(SECONDS), *command]
    environment = {**os.environ, "HOME": str(work), "SAL_USE_VCLPLUGIN": "svp"}
    with subprocess.Popen(
        command,
        cwd=work,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            code = running.wait(SECONDS + 10)
        except subprocess.TimeoutExpired:
            code = 124
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
    if code in (124, 137):
        raise UnreadableFile(
            f"{name}: LibreOffice chuyển tệp quá {SECONDS} giây nên đã dừng. Hãy mở tệp và lưu thành DOCX hoặc PDF.",
            f"{name}: LibreOffice took over {SECONDS} seconds and was stopped."
            " Open the file and save it as DOCX or PDF.",
        )


def _failed(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: LibreOffice không chuyển được tệp (hỏng hoặc có mật khẩu). Hãy mở bằng Word, lưu thành DOCX"
        " rồi gửi lại.",
        f"{name}: LibreOffice could not convert the file (damaged or locked). Open it in Word, save it as DOCX"
        " and send it again.",
    )
