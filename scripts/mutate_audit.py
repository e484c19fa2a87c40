"""Changes the auditor's comparisons and thresholds one at a time, and shows that a test fails each time.

Run: .venv/bin/python scripts/mutate_audit.py [MODULE...] [--jobs 2] [--list]

Every `<`, `<=`, `>`, `>=`, `==`, `!=` of `extractor/audit` is turned into its neighbour (`<` into `<=`,
`==` into `!=` …) and every numeric constant of a module is changed by one step. The tests of
`tests/audit` are collected once; for each change a child process is forked, the changed code is put
into the functions of the loaded module, and the tests run until one fails, those of the module first.
A change that no test notices survives: it is printed, and the exit code is 1. Changes that mean the
same in every case are listed with their reason in `scripts/equivalent_changes.toml`.
"""

import argparse
import ast
import copy
import os
import resource
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
AUDIT = ROOT / "extractor" / "audit"
NEIGHBOUR: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
SOURCES: dict[str, str] = {}
SECONDS = 60
"""Of processor time for the tests with one change."""
WITHOUT = ("test_floor",)
"""Tests that start processes of their own, which would not have the change."""
THEMES = {
    "sums": ("test_figures",),
    "scopes": ("test_figures",),
    "arithmetic": ("test_figures", "test_identities"),
    "auditor": ("test_figures", "test_causes"),
    "case": ("test_figures",),
    "days": ("test_citations", "test_known", "test_timeline"),
    "provinces": ("test_tables", "test_figures"),
    "target_counts": ("test_targets",),
    "peers": ("test_across",),
    "outliers": ("test_across",),
    "copies": ("test_across",),
    "earlier": ("test_across",),
    "citations": ("test_citations", "test_across"),
}
"""The tests of a module's theme, where they are not called after it."""


@dataclass(frozen=True)
class Change:
    """One changed comparison (`index` counts them in the module) or one changed constant (`constant`)."""

    module: str
    line: int
    shown: str
    index: int = -1
    place: int = 0
    constant: str = ""
    value: float = 0

    @property
    def key(self) -> str:
        """What the list of equivalent changes knows it by: it survives moves within the module."""
        return f"{self.module}: {self.shown}"


def changes(path: Path) -> Iterator[Change]:
    """All changes of one module."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    SOURCES[module] = path.read_text(encoding="utf-8")  # files may be edited while this runs
    tree = ast.parse(SOURCES[module])
    compares = [node for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    for index, node in enumerate(compares):
        for place, operator in enumerate(node.ops):
            if type(operator) in NEIGHBOUR:
                turned = copy.deepcopy(node)
                turned.ops[place] = NEIGHBOUR[type(operator)]()
                shown = f"{ast.unparse(node)} → {ast.unparse(turned)}"
                yield Change(module, node.lineno, shown, index, place)
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
            value = statement.value.value
            if isinstance(value, int | float) and isinstance(statement.targets[0], ast.Name):
                name = statement.targets[0].id
                other = value + 1 if isinstance(value, int) else value * 1.25
                shown = f"{name} = {value} → {other}"
                yield Change(module, statement.lineno, shown, constant=name, value=other)


def apply(change: Change) -> None:
    """Put the change into the loaded modules."""
    module = sys.modules[change.module]
    if change.constant:
        old = getattr(module, change.constant)
        for name, other in list(sys.modules.items()):
            if name.startswith("extractor.audit") and getattr(other, change.constant, None) is old:
                setattr(other, change.constant, change.value)
        return
    path = Path(str(module.__file__))
    tree = ast.parse(SOURCES[change.module])
    node = [node for node in ast.walk(tree) if isinstance(node, ast.Compare)][change.index]
    node.ops[change.place] = NEIGHBOUR[type(node.ops[change.place])]()
    codes = dict(_codes(compile(tree, str(path), "exec")))
    for function in _functions(module):
        if function.__qualname__ in codes and function.__code__.co_freevars == codes[function.__qualname__].co_freevars:
            function.__code__ = codes[function.__qualname__]


def _forget() -> None:
    """Empty the caches of the audit's functions: they hold what the unchanged code gave."""
    for name, module in list(sys.modules.items()):
        if name.startswith("extractor.audit"):
            for value in vars(module).values():
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant.co_qualname, constant
            yield from _codes(constant)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """The functions of the module and of its classes, out of their wrappings."""
    seen: list[Any] = [value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__]
    for value in [*seen]:
        if isinstance(value, type):
            seen += list(vars(value).values())
    for value in seen:
        inner = getattr(value, "fget", None) or getattr(value, "func", None) or getattr(value, "__wrapped__", value)
        if isinstance(inner, FunctionType) and inner.__module__ == module.__name__:
            yield inner


class Mutations:
    """The pytest plugin that runs the collected tests once a change instead of once."""

    def __init__(self, wanted: list[Change], jobs: int) -> None:
        self.wanted = wanted
        self.jobs = jobs
        self.survivors: list[Change] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of pytest's own loop."""
        items = [item for item in session.items if item.path.stem not in WITHOUT]
        for index, item in enumerate(items):  # unchanged, all pass; and what they read is read before the forks
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=(*items, None)[index + 1])
        if session.testsfailed:
            raise session.Failed("the tests fail without any change")
        running: dict[int, Change] = {}
        waiting = list(self.wanted)
        while waiting or running:
            while waiting and len(running) < self.jobs:
                change = waiting.pop(0)
                child = os.fork()
                if child == 0:
                    self._child(session, change)
                running[child] = change
            child, status = os.wait()
            change = running.pop(child)
            if status == 0:
                self.survivors.append(change)
                print(f"survives: {change.module}:{change.line}: {change.shown}", file=sys.stderr, flush=True)
        return True

    def _child(self, session: pytest.Session, change: Change) -> None:
        """Run the tests with the change until one fails; never returns."""
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        failed: list[bool] = []
        # A change may make a loop endless: that is noticed too.
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime) + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))

        class Watch:
            def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
                if report.failed:
                    failed.append(True)

        session.config.pluginmanager.register(Watch())
        try:
            apply(change)
            _forget()
            theme = change.module.rpartition(".")[2]
            items = [item for item in session.items if item.path.stem not in WITHOUT]
            items.sort(key=lambda item: _distance(item, theme))
            for index, item in enumerate(items):
                following = items[index + 1] if index + 1 < len(items) else None
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if failed:
                    break
        except BaseException:
            failed.append(True)
        os._exit(1 if failed else 0)


def _distance(item: pytest.Item, theme: str) -> int:
    """Tests of the module's theme first, the annotated reports late, then the examples."""
    name = item.path.stem
    if name in THEMES.get(theme, (f"test_{theme}",)):
        return 0
    return {"test_golds": 2, "test_examples": 3}.get(name, 1)


def equivalent() -> dict[str, str]:
    """The changes that mean the same in every case, with the reason."""
    path = Path(__file__).with_name("equivalent_changes.toml")
    return {entry["change"]: entry["why"] for entry in tomllib.loads(path.read_text(encoding="utf-8"))["changes"]}


def main() -> int:
    """Change, test, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("modules", nargs="*", help="names of modules, such as sums (all without)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="list the changes and stop")
    options = parser.parse_args()
    known = equivalent()
    every = [change for path in sorted(AUDIT.rglob("*.py")) for change in changes(path)]
    wanted = [
        change
        for change in every
        if change.key not in known and (not options.modules or change.module.rpartition(".")[2] in options.modules)
    ]
    if options.list:
        print("\n".join(f"{change.module}:{change.line}: {change.shown}" for change in wanted))
        return 0
    unknown = sorted(set(known) - {change.key for change in every})
    plugin = Mutations(wanted, options.jobs)
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    pytest.main(["-q", "-n", "0", "-p", "no:cacheprovider", "--no-header", "tests/audit"], plugins=[plugin])
    for key in unknown:
        print(f"no longer there: {key}")
    print(f"{len(wanted)} changes, {len(plugin.survivors)} survive; {len(known)} listed as equivalent")
    return int(bool(plugin.survivors or unknown))


if __name__ == "__main__":
    sys.exit(main())
