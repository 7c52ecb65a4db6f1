"""What can be found in a paper. Every finding carries the lines it was read from and a confidence 0..1.

Names and meanings follow the object of `haidang read --json`; lines are numbers of `Paper.lines`.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Lines = tuple[int, ...]

TimingKind = Literal[
    "window", "any_of", "by_date", "recurring", "continuous", "ad_hoc", "recurring_or_ad_hoc", "unread"
]
Every = Literal["day", "week", "month", "quarter", "half_year", "year"]
ReportPeriod = Literal["day", "week", "month", "quarter", "half_year", "year", "periodic", "ad_hoc"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A piece of text with the lines it stands on."""

    text: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class TimingFound:
    """When, as the paper says it. `spans` hold first and last day, both included."""

    phrase: str
    kind: TimingKind
    spans: tuple[tuple[date, date], ...] = ()
    due: date | None = None
    strict: bool | None = None
    every: Every | None = None
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class SubtaskFound:
    label: str
    text: str
    partners: tuple[str, ...] = ()
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class TaskFound:
    label: str
    title: str
    lines: Lines
    group: str | None = None
    content: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    product: str | None = None
    timing: TimingFound | None = None
    subtasks: tuple[SubtaskFound, ...] = ()
    quantity: str | None = None
    confidence: float = 1.0
    # By field: "number", "title", "lead", "partners", "timing", "product", "quantity".
    field_lines: dict[str, Lines] = field(default_factory=dict)
    table_header: tuple[str, ...] = ()  # the paper's own column headings, for export in its own form


@dataclass(frozen=True, slots=True)
class SectionFound:
    """One heading of the outline. `lines` are the lines of the heading itself."""

    label: str
    title: str
    lines: Lines
    children: tuple["SectionFound", ...] = ()
    last_line: int = 0  # last line of everything under the heading


@dataclass(frozen=True, slots=True)
class DutyFound:
    """A body and what it has to do. Also used for requests to higher bodies."""

    agency: str
    items: tuple[Cited, ...]
    lines: Lines
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TargetFound:
    text: str
    subject: str
    value: Decimal
    unit: str
    comparison: Literal["=", ">=", "<=", ">", "<"]
    due: date | None
    phase: tuple[date, date] | None
    lines: Lines
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ReportDutyFound:
    name: str
    period: ReportPeriod
    due: date | None
    strict: bool | None
    owed_by: str | None
    owed_to: str | None
    lines: Lines
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class CitationFound:
    """One different paper that is cited; `lines` are all the places."""

    kind: str
    number: str | None
    dated: date | None
    issuer: str | None
    title: str | None
    basis: bool
    lines: Lines
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class RecipientFound:
    name: str
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class SignerFound:
    name: str | None
    title: str | None
    on_behalf: str | None


@dataclass(frozen=True, slots=True)
class HeadingFound:
    kind: str | None = None
    number: str | None = None
    issuer: str | None = None
    place: str | None = None
    dated: date | None = None
    title: str | None = None
    signer: SignerFound | None = None
    recipients: tuple[RecipientFound, ...] = ()
    lines: Lines = ()
    field_lines: dict[str, Lines] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AddresseeFound:
    """One entry of a letter's list of addressees."""

    name: str
    kind: str | None
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class AnniversaryFound:
    title: str
    dated: date | None
    years: int | None
    lines: Lines
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class BudgetRowFound:
    """One line of a budget table. `total` holds a row's own total column: (stated, computed)."""

    label: str
    text: str
    amounts: tuple[Decimal | None, ...]
    executor: str | None
    source: str | None
    lines: Lines
    total: tuple[Decimal | None, Decimal | None] | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class BudgetGroupFound:
    label: str
    title: str
    executor: str | None
    stated: tuple[Decimal | None, ...]
    computed: tuple[Decimal | None, ...]
    rows: tuple[BudgetRowFound, ...]
    lines: Lines


@dataclass(frozen=True, slots=True)
class BudgetFound:
    """Amounts are in the table's own `unit`; computed sums come from the rows, stated ones are printed."""

    unit: str
    periods: tuple[str, ...]
    groups: tuple[BudgetGroupFound, ...]
    stated: tuple[Decimal | None, ...]
    computed: tuple[Decimal | None, ...]
    grand_stated: Decimal | None
    grand_computed: Decimal | None
    in_words: str | None
    lines: Lines
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person has to settle. `code` is one of the codes of reading.md; `message` is Vietnamese."""

    code: str
    message: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one paper."""

    heading: HeadingFound
    citations: tuple[CitationFound, ...] = ()
    sections: tuple[SectionFound, ...] = ()
    tasks: tuple[TaskFound, ...] = ()
    duties: tuple[DutyFound, ...] = ()
    requests: tuple[DutyFound, ...] = ()
    targets: tuple[TargetFound, ...] = ()
    reports: tuple[ReportDutyFound, ...] = ()
    budget: BudgetFound | None = None
    addressees: tuple[AddresseeFound, ...] = ()
    anniversaries: tuple[AnniversaryFound, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    used_lines: frozenset[int] = frozenset()  # every line that some finding explains
