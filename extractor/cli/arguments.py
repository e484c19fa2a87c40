"""The verbs and their options, with help and complaints in the user's language."""

import argparse
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from extractor.messages import LANGUAGES, say

VERBS = (
    *("extract", "audit", "consolidate", "evaluate", "schema", "doctor", "crop", "trace", "query"),
    *("verify", "rebuild", "diff", "correct", "campaign", "compare"),
)
FORMS = ("text", "docx", "pdf")
SEVERITIES = ("error", "warning", "info")
SIDES = ("reported", "corrected")
BOUNDS = ("exact", "at_least", "at_most", "approx", "range")


class WrongUsage(Exception):
    """The command line is wrong; the text says how, in the user's language."""


# argparse complains in English; these are its sentences and ours.
_COMPLAINTS = (
    (r"the following arguments are required: (?P<what>.+)", "usage.required"),
    (r"unrecognized arguments: (?P<what>.+)", "usage.unrecognized"),
    (r"argument (?P<what>.+?): invalid choice: (?P<value>.+?) \(choose from (?P<choices>.+)\)", "usage.choice"),
    (r"argument (?P<what>.+?): expected .+", "usage.value"),
    (r"argument (?P<what>.+?): invalid _positive value: (?P<value>.+)", "usage.number"),
    (r"argument (?P<what>.+?): not allowed with argument (?P<value>.+)", "usage.together"),
)


class _Formatter(argparse.HelpFormatter):
    """Help no wider than 80 columns, with the word for "usage" in the user's language."""

    usage = "usage: "

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=min(80, int(os.environ.get("COLUMNS") or 80)))

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        """Begin the usage with the word of the language."""
        super().add_usage(usage, actions, groups, self.usage if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    lang = "vi"

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print and exit for."""
        for pattern, key in _COMPLAINTS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                values = found.groupdict()
                if values.get("what") == "verb":
                    values["what"] = say("usage.verb", self.lang)
                for quoted in {"value", "choices"} & values.keys():
                    values[quoted] = values[quoted].replace("'", "")
                message = say(key, self.lang, **values)
                break
        verb = self.prog.removeprefix("tonghop").strip()
        raise WrongUsage(say("usage.error", self.lang, problem=message, verb=f"{verb} " if verb else ""))


def complaint(key: str, verb: str, lang: str, **values: object) -> str:
    """What argparse would have complained of, said by a verb that finds it out itself."""
    return say("usage.error", lang, problem=say(key, lang, **values), verb=verb)


def _positive(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or int(text) == 0:
        raise ValueError(text)
    return int(text)


def parse(arguments: list[str], lang: str) -> argparse.Namespace:
    """Parse the command line. Raises WrongUsage; prints and exits for `--help` and `--version`."""
    try:
        return _parser(lang).parse_args(arguments)
    except argparse.ArgumentError as error:
        raise WrongUsage(str(error)) from error


def _parser(lang: str) -> argparse.ArgumentParser:
    formatter = type("Formatter", (_Formatter,), {"usage": say("help.usage", lang)})
    parser_class = type("Parser", (_Parser,), {"lang": lang})

    def build(make, **options) -> argparse.ArgumentParser:  # type: ignore[no-untyped-def]
        parser: argparse.ArgumentParser = make(formatter_class=formatter, add_help=False, allow_abbrev=False, **options)
        parser._positionals.title = say("help.inputs", lang)
        parser._optionals.title = say("help.options", lang)
        parser.add_argument("-h", "--help", action="help", help=say("help.help", lang))
        parser.add_argument("--lang", choices=LANGUAGES, default=lang, help=say("help.lang", lang))
        return parser

    program = build(parser_class, prog="tonghop", description=say("help.program", lang), epilog=say("help.more", lang))
    program.add_argument("--version", action=_Version, nargs=0, help=say("help.version", lang))
    verbs = program.add_subparsers(
        dest="verb", required=True, metavar=say("usage.verb", lang).upper(), title=say("help.verbs", lang)
    )

    def verb(name: str) -> argparse.ArgumentParser:
        text = say(f"help.{name}", lang)
        return build(lambda **options: verbs.add_parser(name, help=text, description=text, **options))

    extract = verb("extract")
    _paths(extract, say("help.paths", lang))
    extract.add_argument("--json", action="store_true", help=say("help.json", lang))
    extract.add_argument("--out", metavar="DIR", type=Path, help=say("help.extract_out", lang))
    extract.add_argument("--text", action="store_true", help=say("help.text", lang))
    extract.add_argument("--ledger", action="store_true", help=say("help.ledger", lang))
    extract.add_argument("--cross-check", action="store_true", help=say("help.cross_check", lang))
    _effort(extract, lang)

    audit = verb("audit")
    audit.add_argument("paths", metavar="PATH", nargs="*", help=say("help.paths_records", lang))
    audit.add_argument("--json", action="store_true", help=say("help.json", lang))
    audit.add_argument("--fail-on", choices=SEVERITIES, metavar="SEVERITY", help=say("help.fail_on", lang))
    audit.add_argument("--all", action="store_true", help=say("help.audit_all", lang))
    audit.add_argument("--html", metavar="FILE.html", type=Path, help=say("help.html", lang))
    audit.add_argument("--letter", metavar="FILE.docx", type=Path, help=say("help.letter", lang))
    audit.add_argument("--ask-open", action="store_true", help=say("help.ask_open", lang))
    audit.add_argument("--explain", metavar="RULE", nargs="?", const="", help=say("help.explain", lang))
    _effort(audit, lang)

    consolidate = verb("consolidate")
    _paths(consolidate, say("help.paths_records", lang))
    consolidate.add_argument("--json", action="store_true", help=say("help.json", lang))
    consolidate.add_argument("--out", metavar="DIR", type=Path, required=True, help=say("help.consolidate_out", lang))
    consolidate.add_argument("--campaign", metavar="FILE", type=Path, help=say("help.campaign_file", lang))
    _store(consolidate, lang)
    _effort(consolidate, lang)

    evaluate = verb("evaluate")
    evaluate.add_argument("gold", metavar="GOLD_DIR", type=Path, help=say("help.gold", lang))
    evaluate.add_argument("--leave-one-out", action="store_true", help=say("help.leave_one_out", lang))
    evaluate.add_argument("--against", metavar="OLD.json", type=Path, help=say("help.against", lang))
    evaluate.add_argument("--details", action="store_true", help=say("help.details", lang))
    evaluate.add_argument("--form", choices=FORMS, default="", help=say("help.form", lang))
    evaluate.add_argument("--forms", action="store_true", help=say("help.forms", lang))
    evaluate.add_argument("--json", action="store_true", help=say("help.json", lang))

    schema = verb("schema")
    schema.add_argument("name", metavar="NAME", nargs="?", help=say("help.schema_name", lang))

    doctor = verb("doctor")
    doctor.add_argument("paths", metavar="FILE", nargs="*", help=say("help.doctor_file", lang))
    doctor.add_argument("--json", action="store_true", help=say("help.json", lang))
    _effort(doctor, lang)

    crop = verb("crop")
    crop.add_argument("file", metavar="FILE", help=say("help.crop_file", lang))
    crop.add_argument("anchor", metavar="ANCHOR", help=say("help.crop_anchor", lang))
    crop.add_argument("--out", metavar="PNG", type=Path, help=say("help.crop_out", lang))
    crop.add_argument("--dpi", metavar="N", type=_positive, default=150, help=say("help.crop_dpi", lang))
    crop.add_argument("--json", action="store_true", help=say("help.json", lang))

    trace = verb("trace")
    _dataset(trace, lang)
    trace.add_argument("unit", metavar="UNIT", help=say("help.trace_unit", lang))
    trace.add_argument("indicator", metavar="INDICATOR", help=say("help.trace_indicator", lang))
    pictures = trace.add_mutually_exclusive_group()
    pictures.add_argument("--pictures", metavar="DIR", type=Path, help=say("help.trace_pictures", lang))
    pictures.add_argument("--no-pictures", action="store_true", help=say("help.trace_no_pictures", lang))
    trace.add_argument("--json", action="store_true", help=say("help.json", lang))

    compare = verb("compare")
    _dataset(compare, lang)
    compare.add_argument("before", metavar="EARLIER", help=say("help.compare_before", lang))
    compare.add_argument("after", metavar="LATER", help=say("help.compare_after", lang))
    compare.add_argument("--units", action="store_true", help=say("help.compare_units", lang))
    compare.add_argument("--json", action="store_true", help=say("help.json", lang))

    query = verb("query")
    _dataset(query, lang)
    query.add_argument("sql", metavar="SQL", help=say("help.sql", lang))
    query.add_argument("--timeout", metavar="S", type=_positive, default=300, help=say("help.query_timeout", lang))
    query.add_argument("--json", action="store_true", help=say("help.json", lang))

    _history_verbs(verb, lang)
    return program


def _dataset(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("dataset", metavar="DATASET", type=Path, help=say("help.dataset", lang))


def _history_verbs(verb: Callable[[str], argparse.ArgumentParser], lang: str) -> None:
    """The verbs over what the dataset keeps: history, corrections, campaigns."""

    def over_dataset(name: str) -> argparse.ArgumentParser:
        parser = verb(name)
        _dataset(parser, lang)
        parser.add_argument("--json", action="store_true", help=say("help.json", lang))
        _store(parser, lang)
        return parser

    verify = over_dataset("verify")
    verify.add_argument("--head", metavar="HASH", help=say("help.head", lang))
    verify.add_argument("--deep", action="store_true", help=say("help.deep", lang))
    _effort(verify, lang)

    rebuild = over_dataset("rebuild")
    rebuild.add_argument("--reread", action="store_true", help=say("help.reread", lang))
    either = rebuild.add_mutually_exclusive_group()
    either.add_argument("--accept", action="store_true", help=say("help.accept", lang))
    either.add_argument("--refuse", action="store_true", help=say("help.refuse", lang))
    rebuild.add_argument("--only", metavar="REPORT", action="append", default=[], help=say("help.only", lang))
    _person(rebuild, lang)
    _effort(rebuild, lang)

    diff = over_dataset("diff")
    diff.add_argument("report", metavar="REPORT", help=say("help.report", lang))
    diff.add_argument("other", metavar="OTHER", nargs="?", help=say("help.other", lang))
    diff.add_argument("--readings", action="store_true", help=say("help.readings", lang))

    correct = over_dataset("correct")
    correct.add_argument("what", metavar="FACT", nargs="?", help=say("help.fact", lang))
    one = correct.add_mutually_exclusive_group()
    for kind in ("reject", "revoke", "withdraw", "restore", "examples"):
        one.add_argument(f"--{kind}", action="store_true", help=say(f"help.{kind}", lang))
    for kind in ("add", "assign"):
        one.add_argument(f"--{kind}", metavar="INDICATOR", help=say(f"help.{kind}", lang))
    one.add_argument("--settle", choices=SIDES, help=say("help.settle", lang))
    correct.add_argument("--at", metavar="PLACE", help=say("help.at", lang))
    for part in ("value", "upper", "unit", "period", "indicator", "quote"):
        correct.add_argument(f"--{part}", metavar=part.upper(), help=say(f"help.{part}", lang))
    correct.add_argument("--bound", choices=BOUNDS, help=say("help.bound", lang))
    _person(correct, lang)
    # argparse does not break a line inside a group of options that exclude each other.
    correct.usage = (
        "tonghop correct [-h] [--reject | --revoke | --withdraw | --restore\n"
        "    | --examples | --add INDICATOR | --assign INDICATOR\n"
        "    | --settle {reported,corrected}] [--at PLACE] [--value VALUE]\n"
        "    [--upper UPPER] [--unit UNIT] [--period PERIOD] [--indicator INDICATOR]\n"
        "    [--quote QUOTE] [--bound BOUND] [--reason TEXT] [--who NAME]\n"
        "    [--store URL] [--json] [--lang {vi,en}] DATASET [FACT]"
    )

    campaign = over_dataset("campaign")
    campaign.add_argument("file", metavar="FILE", nargs="?", type=Path, help=say("help.campaign_file", lang))


def _person(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--reason", metavar="TEXT", help=say("help.reason", lang))
    parser.add_argument("--who", metavar="NAME", help=say("help.who", lang))


def _paths(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help=text)


def _store(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--store", metavar="URL", help=say("help.store", lang))


def _effort(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--jobs", metavar="N", type=_positive, help=say("help.jobs", lang))
    parser.add_argument("--timeout", metavar="S", type=_positive, default=300, help=say("help.timeout", lang))
    parser.add_argument("--memory", metavar="MB", type=_positive, default=4096, help=say("help.memory", lang))


class _Version(argparse.Action):
    """Look the version up only when it is asked for: reading package metadata takes longer than the help."""

    def __call__(self, parser, namespace, values, option_string=None):  # type: ignore[no-untyped-def]
        from importlib.metadata import version

        print(f"tonghop {version('tonghop')}")
        parser.exit()
