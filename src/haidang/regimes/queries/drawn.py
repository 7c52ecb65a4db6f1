"""Figures drawn from recorded work, each from the same rows that its page shows: a total is the sum of its rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from haidang.regimes.queries.drawn_register import register_figures
from haidang.regimes.queries.drawn_rows import ONE, DrawnFigure, DrawnRow, RowsBehind
from haidang.reports.enums import (
    ObligationKind,
    ProductKind,
    ProductLanguage,
    SubmissionState,
    TicketKind,
    TicketState,
    WorkProgress,
)
from haidang.reports.models import Obligation, ProductCount, Ticket
from haidang.reports.queries.products import products_that_count
from haidang.reports.queries.standing import still_owed

_ANSWERED = (SubmissionState.SENT, SubmissionState.ACCEPTED)


class TaskClass(StrEnum):
    """How a task of a unit stands at the end of a period; every task is in exactly one class."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    LATE = "late"
    NOT_BEGUN = "not_begun"


TASK_CLASS_LABELS = {
    TaskClass.DONE: _("tasks done"),
    TaskClass.IN_PROGRESS: _("tasks in progress"),
    TaskClass.LATE: _("tasks that are late"),
    TaskClass.NOT_BEGUN: _("tasks not begun"),
}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of a unit in a period, by what was asked and answered about it last."""

    agency_id: int
    item_id: int
    title: str
    stands: TaskClass
    last: Obligation

    @property
    def label(self) -> Any:
        return TASK_CLASS_LABELS[self.stands]


def tasks_of(agencies: Collection[int], first: date, last: date) -> list[TaskRow]:
    """Tell with one query how the tasks of units stand by the end of a period (both days included).

    This function will take a task into the period where a progress report about it touches the period. It is done
    when its last answer says so, late when something about it was due by the last day and is owed still, in progress
    when it was answered otherwise, and else not begun. A partner's part is a task of its lead.
    """
    asked = Obligation.objects.filter(
        kind=ObligationKind.PROGRESS,
        agency__in=agencies,
        whole=None,
        waived_on=None,
        opens_on__lte=last,
        closes_on__gte=first,
    ).exclude(item=None)
    told = asked.select_related("item", "standing").order_by("agency", "item", "closes_on", "id")
    grouped: defaultdict[tuple[int, int], list[Obligation]] = defaultdict(list)
    for one in told:
        if one.item_id is not None:
            grouped[one.agency_id, one.item_id].append(one)
    return [
        TaskRow(agency, item, rows[-1].item.title, _class_of(rows, last), rows[-1])
        for (agency, item), rows in grouped.items()
        if rows[-1].item is not None
    ]


def drawn_kinds() -> list[DrawnFigure]:
    """This function will return every figure that is drawn, in the order in which they are offered."""
    return [
        *_product_figures(),
        *_task_figures(),
        *_obligation_figures(),
        *_ticket_figures(),
        *register_figures(),
    ]


def _class_of(rows: Iterable[Obligation], last: date) -> TaskClass:
    progress = ""
    is_late = False
    for one in rows:
        answered = one.standing if one.standing and one.standing.state in _ANSWERED else None
        progress = answered.progress or progress if answered else progress
        is_late = is_late or (answered is None and one.due_on <= last)
    if progress == WorkProgress.DONE:
        return TaskClass.DONE
    if is_late:
        return TaskClass.LATE
    return TaskClass.IN_PROGRESS if progress in _UNDER_WAY else TaskClass.NOT_BEGUN


_UNDER_WAY = (WorkProgress.IN_PROGRESS, WorkProgress.OBSTACLE)


def _product_figures() -> Iterable[DrawnFigure]:
    unit = _("products")
    yield DrawnFigure("products", _("all products"), unit, _products(Q()))
    vietnamese = Q(language__in=("", ProductLanguage.VIETNAMESE))
    foreign = ~vietnamese
    yield DrawnFigure("products.foreign", _("products in foreign languages"), unit, _products(foreign))
    written = Q(kind__in=(ProductKind.NEWS, ProductKind.ARTICLE))
    yield DrawnFigure("products.written", _("news and articles"), unit, _products(written))
    label = _("news and articles in Vietnamese")
    yield DrawnFigure("products.written.vietnamese", label, unit, _products(written & vietnamese))
    label = _("news and articles in foreign languages")
    yield DrawnFigure("products.written.foreign", label, unit, _products(written & foreign))
    for kind in ProductKind:
        yield DrawnFigure(f"products.{kind.value}", kind.label, kind.label, _products(Q(kind=kind)))
    for language in ProductLanguage:
        key, label = f"products.in.{language.value}", format_lazy("{}: {}", _("all products"), language.label)
        yield DrawnFigure(key, label, unit, _products(Q(language=language)))
    for kind in ProductKind:
        for language in ProductLanguage:
            key = f"products.{kind.value}.{language.value}"
            label = format_lazy("{}: {}", kind.label, language.label)
            yield DrawnFigure(key, label, kind.label, _products(Q(kind=kind, language=language)))


def _products(condition: Q) -> RowsBehind:
    def rows(agencies: Collection[int], first: date, last: date) -> list[DrawnRow]:
        counted = products_that_count().filter(
            condition, submission__agency__in=agencies, submission__obligation__closes_on__range=(first, last)
        )
        loaded = counted.select_related("submission__obligation")
        return [_product_row(one) for one in loaded.order_by("-submission__obligation__closes_on", "-id")]

    return rows


def _product_row(count: ProductCount) -> DrawnRow:
    submission = count.submission
    parts = [str(ProductKind(count.kind).label)]
    parts += [str(ProductLanguage(count.language).label)] if count.language else []
    parts += [count.topic] if count.topic else []
    return DrawnRow(
        submission.agency_id,
        submission.obligation.title,
        ", ".join(parts),
        submission.sent_on,
        Decimal(count.number),
        obligation_id=submission.obligation_id,
    )


def _task_figures() -> Iterable[DrawnFigure]:
    yield DrawnFigure("tasks", _("tasks of the unit"), _("tasks"), _tasks(tuple(TaskClass)))
    for one in TaskClass:
        yield DrawnFigure(f"tasks.{one}", TASK_CLASS_LABELS[one], _("tasks"), _tasks((one,)))


def _tasks(classes: tuple[TaskClass, ...]) -> RowsBehind:
    def rows(agencies: Collection[int], first: date, last: date) -> list[DrawnRow]:
        return [
            DrawnRow(one.agency_id, one.title, one.label, one.last.due_on, ONE, obligation_id=one.last.pk)
            for one in tasks_of(agencies, first, last)
            if one.stands in classes
        ]

    return rows


def _obligation_figures() -> Iterable[DrawnFigure]:
    asked = Q(waived_on=None)
    answered = asked & Q(fate__in=_ANSWERED)
    unit = _("things asked for")
    yield DrawnFigure("obligations", _("things that were due"), unit, _obligations(asked))
    timely = answered & Q(first_sent_on__lte=F("due_on"))
    yield DrawnFigure("obligations.timely", _("answered in time"), unit, _obligations(timely))
    yield DrawnFigure("obligations.answered", _("things answered"), unit, _obligations(answered))
    yield DrawnFigure("obligations.owed", _("things owed still"), unit, _obligations(still_owed()))


def _obligations(condition: Q) -> RowsBehind:
    def rows(agencies: Collection[int], first: date, last: date) -> list[DrawnRow]:
        due = Obligation.objects.filter(condition, agency__in=agencies, due_on__range=(first, last))
        return [
            DrawnRow(
                one.agency_id,
                one.title,
                ObligationKind(one.kind).label,
                one.due_on,
                ONE,
                obligation_id=one.pk,
            )
            for one in due.order_by("-due_on", "-id")
        ]

    return rows


def _ticket_figures() -> Iterable[DrawnFigure]:
    raised = ~Q(state=TicketState.WITHDRAWN)
    unit = _("obstacles and proposals, counted")
    yield DrawnFigure("tickets", _("obstacles and proposals raised"), unit, _tickets(raised))
    answered = raised & (Q(answered_on__isnull=False) | Q(state=TicketState.CLOSED))
    yield DrawnFigure("tickets.answered", _("of them answered"), unit, _tickets(answered))
    yield DrawnFigure("tickets.open", _("of them still open"), unit, _tickets(raised & ~answered))


def _tickets(condition: Q) -> RowsBehind:
    def rows(agencies: Collection[int], first: date, last: date) -> list[DrawnRow]:
        raised = Ticket.objects.filter(condition, agency__in=agencies, raised_on__range=(first, last))
        return [
            DrawnRow(
                one.agency_id, one.text, TicketKind(one.kind).label, one.raised_on, ONE, ticket_id=one.pk
            )
            for one in raised.order_by("-raised_on", "-id")
        ]

    return rows
