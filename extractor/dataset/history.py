"""The state of a dataset, told by its rows: what came in, which reading holds, what was decided."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from extractor.dataset.chain import digest, unpacked
from extractor.dataset.faults import DatasetError, ambiguous, not_found
from extractor.dataset.schema import CAMPAIGNS, CORRECTIONS, DECISIONS, NAMES, ORIGINALS, READINGS, SUBMISSIONS
from extractor.dataset.store import Store
from schemas.report import Report

RECORD_VERSION = "record"
"""The version of a reading that was taken in as a record: which program wrote it is not known."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of one submission; the record itself is loaded when it is needed."""

    seq: int
    sha256: str
    extractor: str
    catalogue: str
    unit_era: str | None
    unit_code: str | None
    unit_name: str | None
    reviewed: str | None
    issued: str | None
    draft: bool
    figures: int
    record_sha256: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction as it was entered; see `extractor.dataset.corrections`."""

    seq: int
    sha256: str
    kind: str
    figure: str
    old: str | None
    new: str | None
    quote: str | None
    before: str | None
    after: str | None
    who: str
    why: str
    received_at: str


@dataclass(slots=True)
class Submitted:
    """One submission with all that is known of it."""

    seq: int
    sha256: str
    received_at: str
    names: list[str] = field(default_factory=list)
    size: int | None = None
    readings: list[Reading] = field(default_factory=list)
    accepted: int | None = None
    refused: set[int] = field(default_factory=set)
    withdrawn: bool = False

    @property
    def name(self) -> str:
        """The name that sorts first of those under which the bytes came: the same for any order of receipt."""
        return min(self.names)

    @property
    def holds(self) -> Reading:
        """The reading that counts: the accepted one, or the first."""
        return next((one for one in self.readings if one.seq == self.accepted), self.readings[0])

    @property
    def candidate(self) -> Reading | None:
        """The latest reading that differs from the one that counts and that nobody has decided on."""
        held = self.holds
        later = [
            one
            for one in self.readings
            if one.seq > held.seq and one.record_sha256 != held.record_sha256 and one.seq not in self.refused
        ]
        return later[-1] if later and later[-1] is self.readings[-1] else None


@dataclass(frozen=True, slots=True)
class History:
    """All submissions in the order of receipt, the corrections that stand, the campaigns by name."""

    submissions: Mapping[str, Submitted]
    corrections: tuple[CorrectionRow, ...]
    revoked: frozenset[int]
    campaigns: Mapping[str, str]

    def counted(self) -> list[Submitted]:
        """The submissions that have not been withdrawn."""
        return [one for one in self.submissions.values() if not one.withdrawn]

    def standing(self) -> tuple[CorrectionRow, ...]:
        """The corrections that nobody took back, of reports that nobody withdrew."""
        return tuple(
            one
            for one in self.corrections
            if one.seq not in self.revoked and not self.submissions[one.sha256].withdrawn
        )

    def find(self, what: str) -> Submitted:
        """The submission that a report id, the beginning of a sha256, or a file name means.

        Raises NotInDataset if none or several fit.
        """
        tail = what.rpartition("-")[2]
        starts = {what, tail} if len(tail) >= 8 else {what}
        found = [
            one
            for sha256, one in self.submissions.items()
            if any(len(start) >= 4 and sha256.startswith(start) for start in starts) or what in one.names
        ]
        if len(found) != 1:
            raise ambiguous(what, len(found)) if found else not_found(what)
        return found[0]


def read_history(store: Store) -> History:
    """The state of the store, without the records themselves."""
    with store.reading() as connection:
        return history_of(connection)


def history_of(connection: Connection) -> History:
    """The state that one transaction sees."""
    submissions = {
        row.sha256: Submitted(row.seq, row.sha256, row.received_at)
        for row in connection.execute(select(SUBMISSIONS).order_by(SUBMISSIONS.c.seq))
    }
    for row in connection.execute(select(NAMES).order_by(NAMES.c.seq)):
        submissions[row.sha256].names.append(row.name)
    for row in connection.execute(select(ORIGINALS)):
        submissions[row.sha256].size = row.size
    small = [READINGS.c[name] for name in Reading.__dataclass_fields__]
    for row in connection.execute(select(*small).order_by(READINGS.c.seq)):
        values = row._asdict()
        submissions[row.sha256].readings.append(Reading(**{**values, "draft": bool(row.draft)}))
    revoked = set[int]()
    for row in connection.execute(select(DECISIONS).order_by(DECISIONS.c.seq)):
        if row.kind == "revoke":
            revoked.add(int(row.subject))
        elif row.kind == "accept":
            submissions[row.subject].accepted = row.reading
        elif row.kind == "keep":
            submissions[row.subject].refused.add(row.reading)
        else:
            submissions[row.subject].withdrawn = row.kind == "withdraw"
    corrections = tuple(
        CorrectionRow(**row._asdict()) for row in connection.execute(select(CORRECTIONS).order_by(CORRECTIONS.c.seq))
    )
    campaigns = {row.name: row.body for row in connection.execute(select(CAMPAIGNS).order_by(CAMPAIGNS.c.seq))}
    return History(submissions, corrections, frozenset(revoked), campaigns)


def load_reports(
    store: Store, readings: Iterable[Reading], names: Mapping[str, str], parsed: Mapping[str, Report] | None = None
) -> list[Report]:
    """The records of readings, under the given file names (by sha256). Raises DatasetError if one is damaged.

    `parsed` are records that are loaded already, by their sha256.
    """
    wanted = list(readings)
    records = dict(parsed or {})
    records |= parse_records(store, (one for one in wanted if one.record_sha256 not in records))
    reports = []
    for reading in wanted:
        report = records[reading.record_sha256]
        source = report.source.model_copy(update={"name": names.get(reading.sha256, report.source.name)})
        reports.append(report.model_copy(update={"source": source}))
    return reports


def parse_records(store: Store, readings: Iterable[Reading]) -> dict[str, Report]:
    """The records of readings by the sha256 of the record. Raises DatasetError if one is damaged."""
    records: dict[str, Report] = {}
    with store.reading() as connection:
        for reading in readings:
            packed = connection.execute(select(READINGS.c.record).where(READINGS.c.seq == reading.seq)).scalar_one()
            records[reading.record_sha256] = parse_record(packed, reading.record_sha256)
    return records


def parse_record(packed: bytes, sha256: str) -> Report:
    """The record in a row. Raises DatasetError if its bytes are not those that were stored."""
    try:
        body = unpacked(packed)
        if digest(body) != sha256:
            raise ValueError("sha256")
        return Report.model_validate_json(body)
    except ValueError as error:
        raise DatasetError(
            f"Một bản ghi trong kho đã bị hỏng ({sha256[:12]}). Hãy chạy tonghop verify và khôi phục từ bản sao lưu.",
            f"A record in the store is damaged ({sha256[:12]}). Run tonghop verify and restore a backup.",
        ) from error


def load_text(store: Store, reading: Reading) -> str | None:
    """The text that the anchors of a reading count in, or null where only the record came in."""
    with store.reading() as connection:
        packed = connection.execute(select(READINGS.c.text).where(READINGS.c.seq == reading.seq)).scalar_one()
    return None if packed is None else unpacked(packed).decode("utf-8", "surrogatepass")


def earlier_of(history: History, submitted: Submitted) -> Sequence[Submitted]:
    """The submissions of the same unit on the same document, without this one, in the order of receipt."""
    key = _subject(submitted.holds)
    grouped: defaultdict[tuple[object, ...], list[Submitted]] = defaultdict(list)
    for one in history.submissions.values():
        grouped[_subject(one.holds)].append(one)
    return [one for one in grouped[key] if one.sha256 != submitted.sha256] if key[0] else []


def _subject(reading: Reading) -> tuple[object, ...]:
    return reading.unit_name and (reading.unit_era, reading.unit_code or reading.unit_name), reading.reviewed
