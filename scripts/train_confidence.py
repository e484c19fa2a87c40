"""Learns how sure a figure is, and draws how honest that is on reports left out of the learning.

    python scripts/train_confidence.py corpus

Every annotated report is read several times: without the wordings that only it shows, and with a
growing share of all wordings taken away at random, as a report would read whose wordings nobody
knows. Each figure read is a row of features and right or wrong by gold. The weights of a logistic
regression over all rows go to `extractor/lexicon/confidence.toml`, the calibration on left-out
reports to `docs/confidence.md` and `docs/screenshots/calibration.svg`. The same corpus gives the
same files.
"""

import itertools
import json
import random
import re
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor import evaluate, facts
from extractor.layers import confidence
from extractor.lexicon.concepts import FOLDER, load_concepts
from extractor.pipeline import read_report
from schemas import catalogue
from schemas.report import Report

ROOT = Path(__file__).parent.parent
TAKEN_AWAY = (0.0, 0.1, 0.2, 0.3, 0.4)
"""Shares of the lexicon that a reading goes without."""
RIDGE = 1.0
INDICATORS = sorted(catalogue.load().indicators)
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One figure of one reading: the report, the share of wordings taken away, features, right or wrong."""

    report: str
    taken: float
    indicator: str
    features: tuple[float, ...]
    right: bool


def rows_of(folder: Path, left_out: frozenset[str]) -> list[Row]:
    """The figures of a report under every share of wordings taken away."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    entries = sorted(f"{c.id}: {words}" for c in load_concepts().by_id.values() for words, _ in c.examples)
    rows = []
    for share in TAKEN_AWAY:
        chance = random.Random(zlib.crc32(f"{folder.name} {share}".encode()))
        without = left_out | {entry for entry in entries if chance.random() < share}
        seen: dict[str, tuple[float, ...]] = {}
        report = read_noting(evaluate.report_file(folder), without, seen)
        wanted = Counter(evaluate.figure_key(entry) for entry in gold["figures"])
        for figure in report.figures:
            key = evaluate.figure_key(evaluate.figure_plain(figure))
            right = wanted[key] > 0
            wanted[key] -= right
            rows.append(Row(folder.name, share, figure.indicator, seen[figure.id], right))
    return rows


def read_noting(path: Path, without: frozenset[str], seen: dict[str, tuple[float, ...]]) -> Report:
    """Reads a report and notes the features of each of its figures by the figure's id."""
    make, rate = facts._figure, facts.confidences
    noted: list[tuple[float, ...]] = []

    def rating(sheet, readings, periods):  # type: ignore[no-untyped-def]
        noted.extend(confidence.features(sheet, readings, periods))
        return rate(sheet, readings, periods)

    def making(*arguments):  # type: ignore[no-untyped-def]
        figure = make(*arguments)
        seen[figure.id] = noted.pop(0)
        return figure

    facts._figure, facts.confidences = making, rating
    try:
        return read_report(path, without)
    finally:
        facts._figure, facts.confidences = make, rate


def matrix(rows: list[Row]) -> Vector:
    """A line a row: one for the bias, the features, and a one at its indicator."""
    x = np.zeros((len(rows), 1 + len(confidence.NAMES) + len(INDICATORS)))
    x[:, 0] = 1.0
    for line, row in zip(x, rows, strict=True):
        line[1 : 1 + len(confidence.NAMES)] = row.features
        line[1 + len(confidence.NAMES) + INDICATORS.index(row.indicator)] = 1.0
    return x


def learn(rows: list[Row]) -> Vector:
    """Bias and weights of a ridge logistic regression, by Newton’s method; readings with all words count more."""
    x = matrix(rows)
    y = np.array([float(row.right) for row in rows])
    weight = np.array([3.0 if row.taken == 0 else 1.0 for row in rows])
    ridge = np.diag([0.0, *[RIDGE] * len(confidence.NAMES), *[RIDGE] * len(INDICATORS)])
    w = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (weight * (p - y)) + ridge @ w
        hessian = x.T @ (x * (weight * p * (1 - p))[:, None]) + ridge + 1e-9 * np.eye(x.shape[1])
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    return w


def judged(rows: list[Row], w: Vector) -> list[tuple[float, bool, float]]:
    """Confidence, right or wrong, and share of wordings taken away, of each row."""
    x = matrix(rows)
    p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
    sure = [min(0.9999, max(0.0001, round(float(q), 4))) for q in p]
    return [(confident, row.right, row.taken) for confident, row in zip(sure, rows, strict=True)]


def table(judgements: list[tuple[float, bool, float]]) -> list[tuple[str, int, float, float]]:
    """A line a band of confidence: its name, the figures in it, their mean confidence and the share that is right."""
    lines = []
    for low, high in itertools.pairwise(BANDS):
        inside = [(c, r) for c, r, _ in judgements if low <= c < high or (high == 1.0 and c == 1.0)]
        if inside:
            right = sum(r for _, r in inside) / len(inside)
            lines.append((f"{low:.2f}–{high:.2f}", len(inside), sum(c for c, _ in inside) / len(inside), right))
    return lines


def at_least(judgements: list[tuple[float, bool, float]], least: float) -> tuple[int, float]:
    """How many figures have at least this confidence, and the share of them that is right."""
    inside = [right for c, right, _ in judgements if c >= least]
    return len(inside), (sum(inside) / len(inside) if inside else 1.0)


def found_first(judgements: list[tuple[float, bool, float]], share: float) -> tuple[int, float]:
    """How many figures are wrong, and the share of them among the first `share` of the order of review."""
    ordered = sorted(judgements, key=lambda judgement: judgement[0])
    wrong = sum(not right for _, right, _ in ordered)
    first = sum(not right for _, right, _ in ordered[: round(share * len(ordered))])
    return wrong, (first / wrong if wrong else 1.0)


def main(corpus: Path) -> None:
    """Reads, learns, writes the weights and the page on how honest they are."""
    folders = evaluate.gold_folders(corpus)
    left_out = evaluate.left_out_wordings(folders)
    rows = {folder.name: rows_of(folder, left_out.get(folder.name, frozenset())) for folder in folders}
    everything = [row for of_report in rows.values() for row in of_report]
    weights = learn(everything)
    judgements = []
    for name, own in rows.items():
        judgements += judged(own, learn([row for row in everything if row.report != name]))
    write_weights(weights)
    write_page(len(folders), judgements)


def write_weights(weights: Vector) -> None:
    """Puts the learned numbers into the data file and leaves everything else of it as it is."""
    path = FOLDER / "confidence.toml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^bias = .*$", f"bias = {weights[0]:.4f}", text)
    numbers = [float(weight) for weight in weights[1:]]
    own = zip(INDICATORS, numbers[len(confidence.NAMES) :], strict=True)
    lines = ["[weights]"]
    lines += [f"{name} = {weight:.4f}" for name, weight in zip(confidence.NAMES, numbers, strict=False)]
    lines += ["", "[indicators]"]
    lines += [f"{name} = {weight:.4f}" for name, weight in own if abs(weight) >= 0.00005]
    text = text.partition("[weights]")[0] + "\n".join(lines) + "\n"
    path.write_text(text, encoding="utf-8")


def write_page(reports: int, judgements: list[tuple[float, bool, float]]) -> None:
    """The figures and the plot on left-out reports."""
    parts = []
    for title, chosen in (
        ("All wordings but the report's own", [j for j in judgements if j[2] == 0]),
        ("One wording in five taken away", [j for j in judgements if j[2] == 0.2]),
        ("All readings", judgements),
    ):
        sure, right = at_least(chosen, 0.9)
        wrong, first = found_first(chosen, 0.2)
        parts.append(f"## {title}\n")
        parts.append(
            f"{len(chosen)} figures, {wrong} wrong. Confidence 0.9 or more: {sure} figures, "
            f"{100 * right:.1f} % right. The first fifth of the order of review holds "
            f"{100 * first:.0f} % of the wrong ones.\n"
        )
        parts.append("| confidence | figures | mean confidence | right |\n|---|---|---|---|")
        parts += [f"| {name} | {n} | {mean:.3f} | {share:.3f} |" for name, n, mean, share in table(chosen)]
        parts.append("")
    head = (ROOT / "docs/confidence.md").read_text(encoding="utf-8").partition("<!-- measured -->")[0]
    body = "\n".join(parts)
    (ROOT / "docs/confidence.md").write_text(
        f"{head}<!-- measured -->\nMeasured on {reports} annotated reports, "
        "each judged by weights learned from the others.\n\n"
        f"![calibration](screenshots/calibration.svg)\n\n{body}",
        encoding="utf-8",
    )
    (ROOT / "docs/screenshots/calibration.svg").write_text(plot(table(judgements)), encoding="utf-8")


def plot(lines: list[tuple[str, int, float, float]]) -> str:
    """Mean confidence against the share that is right, one dot a band, the diagonal is perfect honesty."""
    dots = "".join(
        f'<circle cx="{40 + 300 * mean:.1f}" cy="{340 - 300 * right:.1f}" '
        f'r="{3 + min(9.0, n**0.5 / 9):.1f}" fill="#1f5fa8"/>'
        f'<text x="{48 + 300 * mean:.1f}" y="{352 - 300 * right:.1f}" font-size="9">{n}</text>'
        for _, n, mean, right in lines
    )
    ticks = "".join(
        f'<text x="{34 + 300 * t / 10:.0f}" y="356" font-size="10">{t / 10:.1f}</text>'
        f'<text x="12" y="{344 - 300 * t / 10:.0f}" font-size="10">{t / 10:.1f}</text>'
        for t in range(0, 11, 2)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 380" font-family="sans-serif">'
        '<rect width="380" height="380" fill="white"/>'
        '<path d="M40 40V340H340" fill="none" stroke="#333"/>'
        '<path d="M40 340L340 40" stroke="#999" stroke-dasharray="4"/>'
        f'{ticks}{dots}<text x="130" y="374" font-size="11">mean confidence of a band</text>'
        '<text x="44" y="34" font-size="11">share right (number: figures)</text></svg>\n'
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
