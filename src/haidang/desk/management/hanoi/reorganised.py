"""The two reorganisations of Hà Nội in 2025, carried out in the demo as an officer does it on the screens."""

from collections.abc import Iterable
from datetime import date, timedelta

from haidang.agencies.models import Account, Agency, Reorganisation, Succession
from haidang.agencies.operations.reorganising import (
    Consent,
    carry_out_reorganisation,
    change_of_register,
    preview_reorganisation,
)
from haidang.agencies.queries.planned import Body, PlannedChange
from haidang.desk.management.hanoi.bodies import CITY
from haidang.reports.models import Obligation
from haidang.reports.operations.changing import Grounds, extend_obligation
from haidang.reports.operations.handover import OWED
from haidang.reports.operations.opening import Asked, ask_agencies

_ASKED_BEFORE, _DUE_BEFORE, _MORE_TIME = timedelta(days=9), timedelta(days=3), timedelta(days=14)


def ask_for_what_must_be_passed_on(*, officer: Account, day: date) -> str:
    """This function will ask the bodies that end on a day for something before it, and return what it is called."""
    ending = Agency.objects.without_tree_fields().filter(parent__code=CITY, valid_to=day).order_by("id")
    key = f"vi-du-ban-giao-{day}"
    ask_agencies(
        asked=Asked(
            "Bàn giao tài liệu và tài khoản thông tin đối ngoại", "Văn bản ví dụ.", day - _DUE_BEFORE
        ),
        agencies=list(ending),
        asked_by=officer,
        key=key,
        today=day - _ASKED_BEFORE,
    )
    return f"request:{key}"


def reorganise(*, officer: Account, day: date) -> Reorganisation:
    """Carry out all acts of the city's bodies that the register knows for a day.

    This function will give what a split leaves open to the heir that bears the name of the body, and two weeks more
    to whoever takes over what is owed.
    """
    acts = Succession.objects.filter(effective_on=day, predecessors__parent__code=CITY).distinct()
    change = change_of_register(list(acts.order_by("id").prefetch_related("predecessors", "heirs")))
    preview = preview_reorganisation(change=change, choices={}, today=day)
    choices = {
        row.field: _namesake(row.holder, change).ref
        for group in preview.groups
        for row in group.rows
        if row.proposed.is_open
    }
    done = carry_out_reorganisation(
        change=change,
        consent=Consent(choices, preview.seen, f"vi-du-{day}"),
        carried_out_by=officer,
        today=day,
    )
    _give_more_time(done, officer, legal_basis=change.legal_basis)
    return done


def _namesake(body: Agency, change: PlannedChange) -> Body:
    act = change.act_of(body.pk)
    heirs = act.heirs if act else ()
    return next((heir for heir in heirs if _own_name(heir.name) == _own_name(body.name)), heirs[0])


def _own_name(name: str) -> str:
    """A name without the word for its kind: "Quận Ba Đình" and "Phường Ba Đình" are both "Ba Đình"."""
    return name.removeprefix("Thị xã ") if name.startswith("Thị xã ") else name.partition(" ")[2]


def _give_more_time(done: Reorganisation, officer: Account, *, legal_basis: str) -> None:
    due_on = done.effective_on + _MORE_TIME
    for one in _passed_on(done.handovers.filter(kind=OWED).values_list("row_key", flat=True), before=due_on):
        extend_obligation(
            obligation=one,
            version=one.version,
            due_on=due_on,
            grounds=Grounds("Sắp xếp tổ chức bộ máy", legal_basis),
            extended_by=officer,
            on=done.effective_on,
        )


def _passed_on(keys: Iterable[int], *, before: date) -> Iterable[Obligation]:
    rows = Obligation.objects.filter(pk__in=list(keys), waived_on=None, due_on__lt=before)
    return rows.select_related("agency").order_by("due_on", "id")
