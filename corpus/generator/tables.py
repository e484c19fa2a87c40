"""Tables: rows of concepts over one date, two dates or former provinces; years; units; objectives."""

from dataclasses import replace
from decimal import Decimal

from generator.facts import RATINGS
from generator.hand import phrases, table
from generator.marked import FigureFact, Marked, OtherFact, concat
from generator.numbers import date, decimal, digits, share
from generator.render import Missing, Renderer, unit_of

UNIT_NAMES = {"person": "người", "attendance": "lượt", "unit": "đơn vị", "class": "lớp", "event": "cuộc"}


class TableWriter:
    """Writes the tables of one report and numbers them."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer, self.hand, self.facts = renderer, renderer.hand, renderer.facts
        self.count = 0

    def caption(self, options: list[str]) -> Marked:
        """The numbered title of a table."""
        self.count += 1
        words = self.renderer.rng.choice(options)
        return "*" + self.renderer.render(f"Bảng {self.count}. {words}") + "*"

    def concepts(self, block: str) -> list[Marked]:
        """A table whose rows are the figures of a block. Raises Missing if none is left to state."""
        entry = table("blocks")[block]["table"]
        wanted = []
        for name in entry["rows"]:
            wanted += table("blocks")["groups"].get(name, [name])
        known = [key for key in wanted if self.renderer.known(key) and key not in self.renderer.stated]
        if len(known) < 3:
            raise Missing(block)
        flow = bool(entry.get("flow"))
        columns = self._columns(flow, known)
        if columns == "before":
            # What only the earlier date knows (a former kind of contract, a degree) is a part of its total.
            known = [
                key for key in wanted
                if key not in self.renderer.stated and (self.renderer.known(key) or key in self.facts.before)
            ]  # fmt: skip
        before = []
        if "intro" in entry:
            before.append(self.renderer.sentence(entry["intro"]))
        shown = [self._row(key, columns, number) for number, key in enumerate(known, start=1)]
        if "total" in entry and columns == "single":
            shown.append(self._total(entry["total"]))
        head, rule = self._head(columns, flow)
        rows = concat([head, rule, *(row for row in shown if row.text)], "\n")
        after = [self.renderer.sentence(entry["after"])] if "after" in entry else []
        return [*before, self.caption(entry["caption"]), rows, *after]

    def years(self, block: str) -> list[Marked]:
        """A table whose rows are years: the ratings, or one flow with its total."""
        entry = table("blocks")[block]["series"]
        if entry.get("columns") == "ratings":
            return self._ratings(entry)
        figure = entry["figure"]
        label = self.renderer.rng.choice(phrases()[figure]["full"])
        series = self.facts.by_year[figure]
        unit = UNIT_NAMES[unit_of(figure)]
        head = f"| Năm | {label} ({unit}) |\n|:---:|----:|"
        rows: list[Marked | str] = [head]
        for year, value in series.items():
            number = self._digits(value)
            fact = FigureFact(figure, Decimal(value), unit_of(figure), period=f"year:{year}")
            rows.append(concat(["| ", Marked(f"{year} | {number}").stating(fact), " |"]))
        whole = self._digits(sum(series.values()))
        total = self.renderer.fact(figure)
        cell = Marked(f"**Tổng cộng** | **{whole}**").stating(replace(total, value=Decimal(sum(series.values())),
                                                                     bound="exact", upper=None))  # fmt: skip
        rows.append(concat(["| ", cell, " |"]))
        return [self.caption(entry["caption"]), concat(rows, "\n")]

    def units(self) -> list[Marked]:
        """Units as rows, concepts as columns, a total row."""
        columns = ["payroll_assigned", "payroll_present", "staff_present_total", "staff_female", "staff_party_members"]
        names = ["Biên chế giao", "Biên chế có mặt", "Tổng số người", "Nữ", "Đảng viên"]
        rows: list[Marked | str] = [
            "| TT | Đơn vị | " + " | ".join(names) + " |",
            "|:--:|:---|" + "----:|" * len(names),
        ]
        for number, (label, values) in enumerate(self.facts.rows, start=1):
            cells = [digits(values[key], self.hand.thousands, False) for key in columns]
            facts = [OtherFact(Decimal(values[key]), "person") for key in columns]
            rows.append(self._cells(f"| {number} | ", label, list(zip(cells, facts, strict=True))))
        totals = [sum(values[key] for _, values in self.facts.rows) for key in columns]
        cells = [f"**{digits(value, self.hand.thousands, False)}**" for value in totals]
        figures = [
            replace(self.renderer.fact(key), value=Decimal(value)) for key, value in zip(columns, totals, strict=True)
        ]
        rows.append(self._cells("|  | ", "**Tổng cộng**", list(zip(cells, figures, strict=True))))
        return [concat(rows, "\n")]

    def _ratings(self, entry: dict[str, object]) -> list[Marked]:
        style = self.renderer.rng.randrange(3)
        names = [phrases()[key]["short"][style] for key in RATINGS]
        years = sorted(self.facts.by_year[RATINGS[0]])
        rows: list[Marked | str] = [
            "| Năm | Số được đánh giá | " + " | ".join(names) + " |",
            "|:---:|" + "----:|" * (len(names) + 1),
        ]
        for year in years:
            values = [self.facts.by_year[key][year] for key in RATINGS]
            cells = [self._digits(sum(values)), *(self._digits(value) for value in values)]
            facts: list[FigureFact | OtherFact] = [OtherFact(Decimal(sum(values)), "person")]
            facts += [
                FigureFact(key, Decimal(value), "person", period=f"year:{year}")
                for key, value in zip(RATINGS, values, strict=True)
            ]
            rows.append(self._cells("| ", str(year), list(zip(cells, facts, strict=True))))
        self.renderer.stated.update(RATINGS)
        intro = self.renderer.sentence(str(entry["intro"]))
        caption = entry["caption"]
        assert isinstance(caption, list)
        if style == 0:
            legend = "; ".join(
                f"{name}: {phrases()[key]['full'][0].lower()}" for key, name in zip(RATINGS, names, strict=True)
            )
            caption = [f"{words} ({legend})" for words in caption]
        return [intro, self.caption(caption), concat(rows, "\n")]

    def _cells(self, lead: str, label: str, cells: list[tuple[str, FigureFact | OtherFact]]) -> Marked:
        row = Marked(label)
        for text, fact in cells:
            row = (row + f" | {text}").stating(fact)
        return lead + row + " |"

    def _columns(self, flow: bool, known: list[str]) -> str:
        wanted = self.hand.table_columns
        if wanted == "before" and not flow and any(key in self.facts.before for key in known):
            return "before"
        if wanted == "former" and self.facts.former and all(key in self.facts.former[0] for key in known[:1]):
            return "former"
        if wanted == "share" and not flow and known[0].startswith(("staff", "payroll")):
            return "share"
        return "single"

    def _head(self, columns: str, flow: bool) -> tuple[str, str]:
        campaign = self.facts.campaign
        if columns == "before":
            past, now = f"31/12/{campaign.start}", date(self.facts.stock_date, "slash")
            word = self.renderer.rng.choice(("Đến ", "", "Thời điểm ", "Tính đến "))
            return f"| TT | Nội dung | {word}{past} | {word}{now} |", "|:--:|:---|----:|----:|"
        if columns == "former":
            names = [f"{name} (cũ)" for name in self.facts.unit.predecessors]
            return ("| TT | Nội dung | " + " | ".join([*names, self.renderer.words["Toan"]]) + " |",
                    "|:--:|:---|" + "----:|" * (len(names) + 1))  # fmt: skip
        if columns == "share":
            return "| TT | Nội dung | Số lượng | Tỷ lệ (%) |", "|:--:|:---|----:|----:|"
        return "| TT | Nội dung | Đơn vị tính | Kết quả |", "|:--:|:---|:---:|----:|"

    def _row(self, indicator: str, columns: str, number: int) -> Marked:
        wordings = phrases()[indicator]
        label = self.renderer.render(self.renderer.rng.choice(wordings.get("table") or wordings["full"]))
        lead = f"| {number} | "
        if not self.renderer.known(indicator):
            past = FigureFact(indicator, Decimal(self.facts.before[indicator]), "person",
                              period=f"as_of:{self.facts.campaign.start}-12-31")  # fmt: skip
            return self._marked_cells(lead, label, [(self._digits(self.facts.before[indicator]), past)], tail=" | -")
        fact = replace(self.renderer.fact(indicator), value=Decimal(self.renderer.value(indicator)), bound="exact",
                       upper=None)  # fmt: skip
        self.renderer.stated.add(indicator)
        value = self._digits(self.renderer.value(indicator))
        if columns == "before":
            return self._two_dates(lead, label, indicator, fact, value)
        if columns == "former":
            cells: list[tuple[str, FigureFact | OtherFact]] = []
            for part in self.facts.former:
                if indicator in part:
                    cells.append((self._digits(part[indicator]), OtherFact(Decimal(part[indicator]), fact.unit)))
                else:
                    cells.append(("-", OtherFact(Decimal(-1), fact.unit)))
            return self._marked_cells(lead, label, [*cells, (value, fact)])
        if columns == "share":
            whole = self.renderer.whole(indicator)
            cells = [(value, fact)]
            if whole and indicator not in self.renderer.orders.printed and indicator != "payroll_assigned":
                ratio = share(self.renderer.value(indicator), self.renderer.value(whole), self.hand.decimals)
                ratio += self.renderer.orders.wrong_shares.get(indicator, 0)
                cells.append((decimal(ratio), OtherFact(ratio, "percent")))
                return self._marked_cells(lead, label, cells)
            return self._marked_cells(lead, label, cells, tail=" | x")
        label = label + f" | {UNIT_NAMES[unit_of(indicator)]}"
        return self._marked_cells(lead, label, [(value, fact)])

    def _two_dates(self, lead: str, label: Marked, indicator: str, fact: FigureFact, value: str) -> Marked:
        start = self.facts.campaign.start
        cells: list[tuple[str, FigureFact | OtherFact]] = []
        if indicator in self.facts.before:
            period = f"year:{start}" if indicator == "payroll_assigned" else f"as_of:{start}-12-31"
            past = replace(fact, value=Decimal(self.facts.before[indicator]), period=period)
            cells.append((self._digits(self.facts.before[indicator]), past))
        else:
            cells.append(("-", OtherFact(Decimal(-1), "person")))
        return self._marked_cells(lead, label, [*cells, (value, fact)])

    def _total(self, indicator: str) -> Marked:
        fact = self.renderer.fact(indicator)
        fact = replace(fact, value=Decimal(self.renderer.value(indicator)), bound="exact", upper=None)
        label = Marked(f"**Tổng cộng** | {UNIT_NAMES[unit_of(indicator)]}")
        return self._marked_cells("|  | ", label, [(f"**{self._digits(self.renderer.value(indicator))}**", fact)])

    def _marked_cells(
        self, lead: str, label: Marked, cells: list[tuple[str, FigureFact | OtherFact]], tail: str = ""
    ) -> Marked:
        row = label
        for text, fact in cells:
            row = row + f" | {text}"
            if not (isinstance(fact, OtherFact) and fact.value < 0):
                row = row.stating(fact)
        return lead + row + tail + " |"

    def _digits(self, value: int) -> str:
        return digits(value, self.hand.thousands, False)
