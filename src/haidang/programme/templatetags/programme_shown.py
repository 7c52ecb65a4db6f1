"""How programmes are written on pages: lines, days, money, and the way back to the paper."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from haidang.agencies.enums import AgencyKind
from haidang.agencies.rules import may_review_readings
from haidang.documents.enums import FindingKind
from haidang.documents.models import Document, DocumentReading, DocumentRelation
from haidang.documents.queries.lines import lines_for_address
from haidang.foundation import registry
from haidang.foundation.counts import shown_figure
from haidang.foundation.models import Event
from haidang.programme.enums import FIELD_WORDS, AssignmentRole, ItemKind, ReportPeriod, TimingKind
from haidang.programme.models import BudgetAmount, BudgetLine, Item, Programme
from haidang.programme.queries.board import parts_with
from haidang.programme.queries.difference_sides import BUDGET_TOTAL
from haidang.programme.queries.point_sides import POINT
from haidang.programme.queries.sections import first_line_of

register = template.Library()

DONG_IN_MILLION = 1_000_000
_CHOICES = {
    "finding": FindingKind,
    "agency": AgencyKind,
    "kind": ItemKind,
    "period": ReportPeriod,
    "role": AssignmentRole,
    "timing": TimingKind,
}


@register.filter
def line_range(lines: list) -> str:
    """This function will write cited lines as people say them: "834–842; 850"."""
    return "; ".join(str(first) if first == last else f"{first}–{last}" for first, last in lines)


@register.filter
def in_box(field: BoundField) -> str:
    """This function will draw a small control of a filter."""
    return field.as_widget(attrs={"class": "in in-s"})


@register.filter
def millions(amount: int | None) -> str:
    """This function will write whole đồng in millions: 44390000000 as "44.390" in Vietnamese; "" for None."""
    return "" if amount is None else shown_figure(Decimal(amount) / DONG_IN_MILLION)


@register.filter
def shown_number(number: Decimal) -> str:
    """This function will write a number without idle zeros: "1.234,5" in Vietnamese."""
    return shown_figure(number)


@register.filter
def leads_held(item: Item, on: date):
    return parts_with(item.held, AssignmentRole.LEAD, on=on)


@register.filter
def word_of(value: str, choices: str) -> str:
    """This function will return the word on screen for a stored choice of kind, role or timing; "" for none."""
    return _CHOICES[choices](value).label if value else ""


@register.filter
def item_name(item: Item) -> str:
    """This function will shorten an item's title to what a link or a heading can bear."""
    most = 160
    title = capfirst(item.title)
    return title if len(title) <= most else _("%(start)s…") % {"start": title[:most].rsplit(" ", 1)[0]}


@register.simple_tag(takes_context=True)
def paper_address(context: Any, programme: Programme, row: Any = None) -> str:
    """Lead from a row of a programme to its lines in the paper.

    This function will return the address on the review page for those who review (with the finding open), on the
    page of the paper for all others, with its lines lit; without a row the top of the paper. A row of a later
    reading that was taken over says so in `reading_id` and `paper_id`.
    """
    cited = row.lines if row is not None else None
    anchor = f"#L{first_line_of(cited)}" if cited else ""
    finding = getattr(row, "finding_id", None)
    if finding and may_review_readings(context["request"].user):
        reading = getattr(row, "reading_id", None) or programme.reading_id
        return f"{reverse('documents:review', args=[reading])}?viec={finding}{anchor}"
    paper = getattr(row, "paper_id", None) or programme.document_id
    return reverse("documents:paper", args=[paper]) + (
        f"?dong={lines_for_address(cited)}{anchor}" if cited else ""
    )


@register.simple_tag
def citing_address(relation: DocumentRelation) -> str:
    """This function will lead to the lines of a paper that cite another one."""
    address = reverse("documents:paper", args=[relation.source_id])
    return f"{address}?dong={lines_for_address(relation.lines)}#L{first_line_of(relation.lines)}"


@register.filter
def act_name(act: str) -> str:
    """This function will return the words for an act of the log, the act itself when it has none."""
    return registry.act_names.get(act, act)


@register.filter
def changes(event: Event) -> list[dict[str, str]]:
    """This function will list what an event changed, field by field, in words."""
    before, after = event.before or {}, event.after or {}
    return [
        {
            "name": FIELD_WORDS.get(name, name),
            "before": _in_words(before.get(name)),
            "after": _in_words(after.get(name)),
        }
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]


def _in_words(value: Any) -> str:
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value or "")


@register.simple_tag
def reading_address(reading: DocumentReading, lines: list | None = None) -> str:
    """This function will lead to the review page of a reading, at a line."""
    return reverse("documents:review", args=[reading.pk]) + (f"#L{first_line_of(lines)}" if lines else "")


@register.simple_tag
def document_address(document: Document) -> str:
    return reverse("documents:document", args=[document.pk])


@register.filter
def amounts_by_column(line: BudgetLine, periods: list[str]) -> list[BudgetAmount | None]:
    """This function will lay the amounts of a budget line under the columns of its table."""
    amounts = {amount.order: amount for amount in line.amounts.all()}
    return [amounts.get(order) for order in range(len(periods))]


@register.filter
def difference_kind(kind: str) -> str:
    """This function will say what a difference is about; the total of a budget is no finding of its own."""
    if kind == BUDGET_TOTAL:
        return str(_("total of the budget"))
    return str(_("point") if kind == POINT else FindingKind(kind).label)


@register.filter
def field_word(name: str) -> str:
    return str(FIELD_WORDS.get(name, name))
