"""Writes a document again behind a password; run by the Python that has LibreOffice's `uno`.

    /usr/bin/python3 scripts/lock_documents.py SOURCE.docx FOLDER

makes FOLDER/locked.docx and FOLDER/locked.doc with the password `bimat`.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import NamedValue, PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

PIPE = "pipe,name=tonghop-lock;urp;StarOffice.ComponentContext"
PASSWORD = "bimat"


def value(name: str, content: object) -> object:
    """A named value as LibreOffice takes it."""
    given = PropertyValue()
    given.Name, given.Value = name, content
    return given


def main(source: Path, folder: Path) -> None:
    """Open `source` and store it in both formats."""
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore",
             "--accept=pipe,name=tonghop-lock;urp;"],
            start_new_session=True,
        )  # fmt: skip
        try:
            local = uno.getComponentContext()
            resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
            for _ in range(60):
                try:
                    context = resolver.resolve(f"uno:{PIPE}")
                    break
                except NoConnectException:
                    time.sleep(0.5)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            document = desktop.loadComponentFromURL(source.resolve().as_uri(), "_blank", 0, (value("Hidden", True),))
            document.storeToURL(
                (folder / "locked.doc").resolve().as_uri(),
                (value("FilterName", "MS Word 97"), value("Password", PASSWORD)),
            )
            # A DOCX is locked by the data of its encryption (MS-OFFCRYPTO), not by the password alone.
            data = (NamedValue("CryptoType", "StrongEncryptionDataSpace"), NamedValue("OOXPassword", PASSWORD))
            encryption = value("EncryptionData", uno.Any("[]com.sun.star.beans.NamedValue", data))
            document.storeToURL(
                (folder / "locked.docx").resolve().as_uri(), (value("FilterName", "MS Word 2007 XML"), encryption)
            )
            document.close(True)
        finally:
            os.killpg(office.pid, signal.SIGTERM)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
