"""A PostgreSQL server for the tests: its own cluster, on a free port of the loopback, as a user without rights."""

import itertools
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

DEBIAN = Path("/usr/lib/postgresql")
START_SECONDS = 30.0
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Server:
    """A running server; `url` of the database that makes others."""

    port: int
    password: str

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://tester:{self.password}@127.0.0.1:{self.port}/{database}"


def programs() -> Path | None:
    """The folder with initdb and postgres: of the path, or of Debian's packages (which keep it off the path)."""
    places = [Path(found).resolve().parent] if (found := shutil.which("initdb")) else []
    places += sorted(DEBIAN.glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None)


def _unprivileged() -> dict[str, Any]:
    """How to start a process as somebody other than root; PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise RuntimeError("no account without rights to run PostgreSQL as")


@contextmanager
def running(bin_folder: Path) -> Iterator[Server]:
    """Start a server and end it. Nothing listens outside this machine, and nobody enters without the password."""
    somebody = _unprivileged()
    home = Path(tempfile.mkdtemp(prefix="tonghop-pg-"))
    server = Server(_free_port(), secrets.token_hex(16))
    word = home / "password"
    word.write_text(server.password, encoding="ascii")
    if somebody:
        for path in (home, word):
            os.chown(path, somebody["user"], somebody["group"])
    process = None
    try:
        make = [bin_folder / "initdb", "-D", home / "data", "-U", "tester", "-A", "scram-sha-256", "--pwfile", word]
        make += ["-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(make, check=True, capture_output=True, cwd=home, **somebody)
        serve = [bin_folder / "postgres", "-D", home / "data", "-p", str(server.port), "-k", home]
        for setting in ("listen_addresses=127.0.0.1", "fsync=off", "shared_buffers=16MB", "max_connections=20"):
            serve += ["-c", setting]
        with (home / "log").open("wb") as log:
            process = subprocess.Popen(serve, stdout=log, stderr=log, cwd=home, **somebody)
        _wait(server, process, home / "log")
        yield server
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)  # the fast shutdown: sessions are ended, not waited for
            process.wait(timeout=START_SECONDS)
        shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", server.port)) == 0 and "ready to accept" in log.read_text(
                "utf-8", "replace"
            ):
                return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text('utf-8', 'replace')}")


def empty_database(server: Server) -> str:
    """The URL of a new database."""
    name = f"dataset_{next(_numbers)}"
    engine = create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.url(name)
