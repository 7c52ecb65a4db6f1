"""What is still owed as a table that is filled in: one row an obligation, answered as on its own page."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Prefetch, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.agencies.models import Account
from haidang.agencies.queries import is_alive_on
from haidang.engines.reckoning.periods import Period
from haidang.engines.vietnamese.dates import written_day
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.tables.columns import (
    CellRefused,
    Column,
    as_compared,
    cell_text,
    choice_column,
    day_column,
    text_column,
    words_of_choice,
)
from haidang.foundation.tables.plan import CellNote, SheetTable, TableRow
from haidang.reports.enums import (
    EvidenceKind,
    ObligationKind,
    ProductKind,
    ProductLanguage,
    SubmissionKind,
    SubmissionState,
    WorkProgress,
)
from haidang.reports.errors import AgencyEnded, AnsweredElsewhere, ObligationClosed, UnreadableAnswer
from haidang.reports.models import MOST_CHARACTERS_OF_SENTENCE, Evidence, Obligation, ProductCount, Submission
from haidang.reports.queries.answer_words import (
    figure_as_written,
    fitting_figure,
    link_as_written,
    read_figure,
    read_links,
)
from haidang.reports.queries.answers import Link, Product
from haidang.reports.registry import answered_elsewhere

MOST_PRODUCTS = 3  # as many as the page of an obligation shows
_MOST_OF_A_PRODUCT = 1_000_000
_PRODUCT = re.compile(r"(?P<number>\d[\d.]*)\s+(?P<kind>\S.*)")
_YES, _NO = {"x", "co", "yes", "1", "khong phat sinh", "nil"}, {"0", "khong", "no", "-"}


def answer_table(rows: QuerySet[Obligation], account: Account, *, on: date) -> SheetTable:
    """This function will describe obligations as a table to answer in; a fixed number of queries."""
    obligations = {str(one.pk): one for one in _loaded(rows, account)}

    def check(row: TableRow | None, values: Mapping[str, Any]) -> Sequence[CellNote]:
        return _notes(obligations[row.key], values, on=on) if row else []

    return SheetTable(
        title=_("Work to report, on %(day)s") % {"day": written_day(on)},
        sheet_name=_("Results"),
        columns=_columns(),
        rows=tuple(_row(one) for one in obligations.values()),
        name_of=lambda values: f"{values.get('agency', '')}: {values.get('title', '')}".strip(": "),
        check=check,
        may_add=_(
            "Here is only answered what was asked for: no row is added. Copy the row from a fresh export."
        ),
        settle=_settled,
        likeness=lambda _values: object(),
    )


def _loaded(rows: QuerySet[Obligation], account: Account) -> QuerySet[Obligation]:
    links = Evidence.objects.filter(kind=EvidenceKind.LINK).order_by("id")
    products = ProductCount.objects.order_by("id")
    own = Submission.objects.filter(author=account, state=SubmissionState.DRAFT).order_by("id")
    with_parts = own.prefetch_related(
        Prefetch("evidence", links, to_attr="links"), Prefetch("products", products, to_attr="counts")
    )
    told = rows.annotate(has_own_page=Case(When(answered_elsewhere(), then=True), default=False))
    return told.select_related("agency", "standing").prefetch_related(
        Prefetch("submissions", with_parts, to_attr="own_drafts"),
        Prefetch("standing__evidence", links, to_attr="links"),
        Prefetch("standing__products", products, to_attr="counts"),
    )


def _columns() -> tuple[Column, ...]:
    return (
        text_column("agency", gettext_lazy("Agency that owes it"), is_fixed=True, width=30),
        text_column("title", gettext_lazy("Work"), is_fixed=True, width=50),
        text_column("period", gettext_lazy("For"), is_fixed=True, width=16),
        day_column("due_on", gettext_lazy("Last day"), is_fixed=True),
        text_column("returned", gettext_lazy("Why it was returned"), is_fixed=True, width=26),
        choice_column("progress", gettext_lazy("State of the work"), WorkProgress, width=18),
        text_column(
            "text", gettext_lazy("Main result"), most=MOST_CHARACTERS_OF_SENTENCE, width=50, is_needed=True
        ),
        Column("figure", gettext_lazy("Figure, if there is one"), _read_figure, _written_figure, 14, None),
        text_column("unit", gettext_lazy("Unit of the figure"), most=80, width=14),
        Column(
            "nil", gettext_lazy("Nothing to report (x)"), _read_nil, _written_nil, 12, False, choices=("x",)
        ),
        Column("products", gettext_lazy("Products, one a line"), _read_products, _written_products, 34, ()),
        Column("links", gettext_lazy("Links, one a line"), _read_links, _written_links, 40, ()),
    )


def _row(obligation: Any) -> TableRow:
    draft = obligation.own_drafts[0] if obligation.own_drafts else None
    last, standing = draft or obligation.standing, obligation.standing
    version = f"{obligation.version}.{draft.saved_at:%Y%m%d%H%M%S%f}" if draft else str(obligation.version)
    is_returned = standing is not None and standing.state == SubmissionState.RETURNED
    asked = {
        "agency": obligation.agency.name,
        "title": as_compared(obligation.title),
        "period": Period(obligation.first_month, obligation.last_month).label,
        "due_on": obligation.due_on,
        "returned": as_compared(standing.return_reason) if is_returned else "",
    }
    return TableRow(str(obligation.pk), version, asked | (_said(last) if last else dict(_NOTHING)))


_NOTHING: Mapping[str, Any] = {
    "progress": "", "text": "", "figure": None, "unit": "", "nil": False, "products": (), "links": ()
}  # fmt: skip


def _said(answer: Any) -> dict[str, Any]:
    return {
        "progress": answer.progress,
        "text": as_compared(answer.text),
        "figure": answer.figure,
        "unit": answer.unit,
        "nil": answer.kind == SubmissionKind.NIL,
        "products": tuple(Product(one.kind, one.number, one.language, one.topic) for one in answer.counts),
        "links": tuple(Link(one.url, one.title, one.dated_on) for one in answer.links),
    }


def _settled(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an answer does not keep: a state where there was nothing to report, a unit without its figure."""
    progress = "" if values["nil"] else values["progress"]
    return {**values, "progress": progress, "unit": "" if values["figure"] is None else values["unit"]}


def _notes(obligation: Any, values: Mapping[str, Any], *, on: date) -> list[CellNote]:
    if obligation.has_own_page:
        return [CellNote(AnsweredElsewhere(obligation.title).message)]
    if obligation.waived_on is not None:
        return [CellNote(ObligationClosed().message)]
    if not is_alive_on(obligation.agency, on):
        return [CellNote(AgencyEnded(obligation.agency).message)]
    has_more = bool(values["figure"] is not None or values["products"] or values["links"])
    if values["nil"]:
        told = _("Nothing to report, and yet a figure, products or links: take one of the two away.")
        return [CellNote(told, str(_("Nothing to report (x)")))] if has_more else []
    if not (values["text"] or has_more):
        told = _(
            "Write one sentence, a figure, products or a link; where there was nothing, an x in its column."
        )
        return [CellNote(told, str(_("Main result")))]
    if obligation.kind == ObligationKind.PROGRESS and not values["progress"]:
        return [CellNote(_("Choose how far the work is."), str(_("State of the work")))]
    return []


def _read_figure(cell: Any) -> Decimal:
    text = cell_text(cell)
    try:
        return fitting_figure(Decimal(cell.text)) if cell.kind == "number" else read_figure(text)
    except UnreadableAnswer as refused:
        raise CellRefused(refused.message) from refused


def _written_figure(figure: Decimal) -> str | int:
    return int(figure) if figure == int(figure) else figure_as_written(figure)


def _read_nil(cell: Any) -> bool:
    word = folded_form(cell_text(cell))
    if word not in _YES | _NO:
        raise CellRefused(_("Write x where there was nothing to report, else leave the cell empty."))
    return word in _YES


def _written_nil(is_nil: bool) -> str:
    return "x" if is_nil else ""


def _read_links(cell: Any) -> tuple[Link, ...]:
    try:
        return read_links(cell_text(cell))
    except UnreadableAnswer as refused:
        raise CellRefused(refused.message) from refused


def _written_links(links: Sequence[Link]) -> str:
    return "\n".join(map(link_as_written, links))


def _read_products(cell: Any) -> tuple[Product, ...]:
    lines = [line for line in cell_text(cell).splitlines() if line.strip()]
    if len(lines) > MOST_PRODUCTS:
        raise CellRefused(_("At most %(most)d lines of products.") % {"most": MOST_PRODUCTS})
    return tuple(map(_product_of, lines))


def _product_of(line: str) -> Product:
    """Read "14 bài; tiếng Anh; di sản": how many of which kind, in which language, about what."""
    counted, *more = (part.strip() for part in line.split(";"))
    match = _PRODUCT.fullmatch(counted)
    number = int(match["number"].replace(".", "")) if match else 0
    kind = _choice_of(ProductKind, match["kind"]) if match else ""
    if not kind or not 1 <= number <= _MOST_OF_A_PRODUCT:
        told = {"line": line[:60], "kinds": "; ".join(str(one.label) for one in ProductKind)}
        raise CellRefused(
            _("“%(line)s”: write how many and of which kind, as “14 news item”. Kinds: %(kinds)s.") % told
        )
    language = _choice_of(ProductLanguage, more[0]) if more else ""
    return Product(kind, number, language, "; ".join(more[1:] if language else more)[:200])


def _choice_of(choices: Any, text: str) -> str:
    wanted = folded_form(text)
    return next((str(one.value) for one in choices if wanted in words_of_choice(one)), "")


def _written_products(products: Sequence[Product]) -> str:
    return "\n".join(map(_product_as_written, products))


def _product_as_written(one: Product) -> str:
    language = str(ProductLanguage(one.language).label) if one.language else ""
    counted = f"{one.number} {ProductKind(one.kind).label}"
    return "; ".join(part for part in (counted, language, one.topic) if part)
