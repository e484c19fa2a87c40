"""`python -m extractor.cli` is `tonghop`."""

from extractor.cli import run

run()
