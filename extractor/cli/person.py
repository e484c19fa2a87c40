"""Who enters a correction or a decision."""

import argparse
import getpass
import os

from extractor.cli.arguments import WrongUsage
from extractor.messages import say

VARIABLE = "TONGHOP_USER"


def author(options: argparse.Namespace) -> str:
    """The name given with `--who`, in TONGHOP_USER, or of the account. Raises WrongUsage where there is none."""
    name: str = (options.who or os.environ.get(VARIABLE) or "").strip()
    if name:
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise WrongUsage(say("usage.who", options.lang)) from error
