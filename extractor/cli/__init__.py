"""The command line `tonghop`.

Only what every call needs is imported here; each verb loads its own libraries when it is asked for,
so that `tonghop --help` starts without spaCy, pydantic or a PDF library.
"""

import importlib
import os
import signal
import sys
import traceback
from typing import NoReturn

from extractor.cli.arguments import WrongUsage, parse
from extractor.errors import CatalogueError, MissingProgram, TonghopError
from extractor.messages import say, spoken_language

INTERRUPTED = 130
PIPE_CLOSED = 141
FAULT = 70


def main(arguments: list[str]) -> int:
    """Run one command and give its exit code, as the contract lists them."""
    lang = spoken_language(arguments)
    try:
        options = parse(arguments, lang)
        code: int = importlib.import_module(f"extractor.cli.{options.verb}").execute(options)
        sys.stdout.flush()
        return code
    except WrongUsage as error:
        return _told(str(error), 2)
    except TonghopError as error:
        return _told(error.message(lang), error.exit_code)
    except KeyboardInterrupt:
        return _told(say("error.stopped", lang), INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); nothing is wrong and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OSError as error:
        path = error.filename if isinstance(error.filename, str | bytes) else "?"
        text = os.fsdecode(path).encode("utf-8", "backslashreplace").decode()
        return _told(say("error.write", lang, path=text, reason=error.strerror or error), 2)
    except Exception as error:  # wrong data, or a fault of ours: no traceback unless asked for
        return _fault(error, lang)


def _fault(error: Exception, lang: str) -> int:
    # Imported only now: a command that never met the catalogue should not load it.
    from schemas.catalogue_files import CatalogueProblem

    if isinstance(error, CatalogueProblem):
        return _told(say("error.catalogue", lang, reason=error), CatalogueError.exit_code)
    if isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] not in {"extractor", "schemas"}:
        return _told(say("error.package", lang, name=error.name), MissingProgram.exit_code)
    if os.environ.get("TONGHOP_DEBUG"):
        traceback.print_exc()
    return _told(say("error.fault", lang, reason=f"{type(error).__name__}: {error}"), FAULT)


def _told(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


def _stop(signal_number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def run() -> NoReturn:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(main(sys.argv[1:]))
