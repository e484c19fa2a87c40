"""Targets × units: only units under one reviewed document stand side by side."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from extractor.national.book import Book, lines_needed, shown
from extractor.national.styles import BAND, DISPUTED, STATUS_FILLS, TOTAL, number_format
from extractor.national.submissions import Submission
from extractor.national.target_matrix import Key, answers_of, blocks_of, key_of, keys_of, met_of
from extractor.national.tidy import plain
from schemas.facts import Target

WIDTHS = (6.0, 26.0)
STATUS_WIDTH, RESULT_WIDTH = 14.0, 9.0


def write_targets(book: Book, number: int) -> None:
    """One block a campaign, units with a stated target as rows, targets as pairs of columns."""
    labels = book.labels
    title = labels.form.format(number, labels.sheet_holds["targets"].upper())
    sheet = book.add_sheet("targets", title)
    at, widest = 4, 2
    blocks = [block for block in blocks_of(book.intake.current) if any(one.report.targets for one in block)]
    for block in blocks:
        at, width = _block(book, sheet, at, block, only=len(blocks) == 1)
        widest = max(widest, width)
    sheet.set_column(0, 0, WIDTHS[0])
    sheet.set_column(1, 1, WIDTHS[1])
    for pair in range((widest - 2) // 2):
        sheet.set_column(2 + 2 * pair, 2 + 2 * pair, STATUS_WIDTH)
        sheet.set_column(3 + 2 * pair, 3 + 2 * pair, RESULT_WIDTH)
    sheet.freeze_panes(4, 2)
    # Wide enough that the title and the wordings below a narrow block are printed whole.
    book.print_setup(sheet, None, (max(at - 1, 5), max(widest - 1, 11)))
    sheet.fit_to_pages(1, 0)


def _block(book: Book, sheet: Worksheet, at: int, block: Sequence[Submission], *, only: bool) -> tuple[int, int]:
    labels, head, keys = book.labels, book.styles.head(), keys_of(block)
    caption = " – ".join(part for part in (book.campaign(block[0].campaign), book.era(block[0].era)) if part)
    sheet.write_string(at, 0, caption, book.styles.get(bold=True, font_size=12))
    sheet.set_row(at, 20)
    sheet.merge_range(at + 1, 0, at + 2, 0, labels.code, head)
    sheet.merge_range(at + 1, 1, at + 2, 1, labels.unit, head)
    known = any(kind == "objective" for kind, _ in keys)
    for place, (kind, name) in enumerate(keys):
        own = known and kind == "number"
        text = _heading(book, (kind, name), own=own)
        sheet.merge_range(at + 1, 2 + 2 * place, at + 1, 3 + 2 * place, text, book.styles.head(bg_color=BAND))
        sheet.write_string(at + 2, 2 + 2 * place, labels.verdict, head)
        sheet.write_string(at + 2, 3 + 2 * place, labels.result, head)
    sheet.set_row(at + 1, 32 if known else 18)
    sheet.set_row(at + 2, 30)
    first = at + 3
    for offset, one in enumerate(block):
        _unit(book, sheet, first + offset, one, keys)
    last = first + len(block) - 1
    if only:
        sheet.autofilter(at + 2, 0, last, 1 + 2 * len(keys))
    _counts(book, sheet, last + 1, block, keys)
    return _texts(book, sheet, last + 3, block, keys) + 1, 2 + 2 * len(keys)


def _heading(book: Book, key: Key, *, own: bool) -> str:
    """The name of a target; `own` where beside known objectives the report's own count is all there is."""
    return (book.labels.own_count if own else book.labels.target).format(key[1])


def _unit(book: Book, sheet: Worksheet, at: int, one: Submission, keys: Sequence[Key]) -> None:
    labels, text = book.labels, book.styles.text(valign="vcenter")
    sheet.write_string(at, 0, one.code or "", book.styles.text(valign="vcenter", align="center"))
    sheet.write_string(at, 1, one.name, text)
    sheet.set_row(at, 15.5 * max(lines_needed(one.name, WIDTHS[1]), 1) + 3)
    answers = answers_of(one)
    for place, key in enumerate(keys):
        column, targets = 2 + 2 * place, answers.get(key, [])
        if not targets:
            missing = book.styles.boxed(bg_color="#F1F1F1")
            sheet.write_blank(at, column, None, missing)
            sheet.write_blank(at, column + 1, None, missing)
            continue
        statuses = list(dict.fromkeys(target.status for target in targets))
        fill = STATUS_FILLS[statuses[0]] if len(statuses) == 1 else DISPUTED
        words = "; ".join(labels.statuses[status] for status in statuses)
        look: dict[str, Any] = {"italic": True} if any(target.derived for target in targets) else {}
        sheet.write_string(at, column, words, book.styles.text(valign="vcenter", align="center", bg_color=fill, **look))
        _result(book, sheet, at, column + 1, targets)
        sheet.write_comment(at, column, _comment(book, one, targets), {"width": 300, "height": 150})


def _result(book: Book, sheet: Worksheet, at: int, column: int, targets: Sequence[Target]) -> None:
    values = [(plain(target.actual.value) or 0, target.actual.unit) for target in targets if target.actual is not None]
    if not values:
        sheet.write_blank(at, column, None, book.styles.boxed())
    elif len(set(values)) == 1:
        value, unit = values[0]
        suffix = "" if unit == "percent" else f" {book.labels.units[unit]}"
        sheet.write_number(at, column, value, book.styles.boxed(num_format=number_format(value, suffix=suffix)))
    else:
        text = "; ".join(book.labels.number_text(value) for value, _ in values)
        sheet.write_string(at, column, text, book.styles.text(bg_color=DISPUTED))


def _comment(book: Book, one: Submission, targets: Sequence[Target]) -> str:
    labels, lines = book.labels, []
    for target in targets:
        page = "" if target.anchor.page is None else f", {labels.page_of.format(target.anchor.page)}"
        lines.append(f"{labels.target.format(target.number)}: {shown(target.text)[:400]}")
        lines.append(f"“{shown(target.anchor.quote)[:240]}”" + (f" ({labels.derived})" if target.derived else ""))
        lines.append(f"{one.report.source.name}{page}, {labels.section.lower()} {target.section}")
    return "\n".join(lines)


def _counts(book: Book, sheet: Worksheet, at: int, block: Sequence[Submission], keys: Sequence[Key]) -> None:
    """Met of those it applies to: a target reserved to another level is in neither number."""
    bold = book.styles.boxed(bold=True, bg_color=TOTAL, text_wrap=True, font_size=10)
    sheet.merge_range(at, 0, at, 1, book.labels.met_of, bold)
    sheet.set_row(at, 30)
    for place, key in enumerate(keys):
        met, judged = met_of(block, key)
        style = book.styles.boxed(bold=True, bg_color=TOTAL, align="center")
        sheet.merge_range(at, 2 + 2 * place, at, 3 + 2 * place, f"{len(met)}/{len(judged)}", style)


def _texts(book: Book, sheet: Worksheet, at: int, block: Sequence[Submission], keys: Sequence[Key]) -> int:
    """The wording of each target under the block, from the first report that prints one."""
    labels = book.labels
    if not any(target.text.strip() for one in block for target in one.report.targets):
        return at
    sheet.write_string(at, 0, labels.target_texts, book.styles.get(italic=True, font_size=10))
    known = any(kind == "objective" for kind, _ in keys)
    for key in keys:
        wording = next(
            ((t, one) for one in block for t in one.report.targets if key_of(t) == key and t.text.strip()), None
        )
        if wording is None:
            continue
        at += 1
        target, one = wording
        text = f"{_heading(book, key, own=known and key[0] == 'number')}: {shown(target.text)} ({one.name})"
        last = max(11, 1 + 2 * len(keys))
        width = sum(WIDTHS) + (last - 1) // 2 * (STATUS_WIDTH + RESULT_WIDTH)
        sheet.merge_range(at, 0, at, last, text, book.styles.get(font_size=10, text_wrap=True, valign="top"))
        sheet.set_row(at, 13.5 * lines_needed(text, width, 10) + 3)
    return at + 1
