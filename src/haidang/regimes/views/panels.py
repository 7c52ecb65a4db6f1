"""What this app shows on pages: the places around periodic reports."""

from typing import Any

from haidang.foundation.registry import Panel
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item
from haidang.regimes import rules
from haidang.regimes.queries.consolidations import editions_of
from haidang.regimes.queries.questions import question_asked_by
from haidang.regimes.queries.regime_list import regime_of_duty
from haidang.regimes.queries.restricted import regimes_open_to, rounds_open_to
from haidang.regimes.queries.round_levels import round_answering


def places_panel(account: Any, here: str) -> Panel | None:
    """This function will lead to the places around periodic reports, the present one marked."""
    if not rules.may_see_rounds(account):
        return None
    context = {
        "here": here,
        "may_run": rules.may_run_rounds(account),
        "may_see_consolidated": rules.may_see_consolidated(account),
    }
    return Panel("regimes/places.html", context)


def question_panel(account: Any, obligation: Any) -> Panel | None:
    """This function will lead from a request that asks about a report to that report, at the place."""
    question = question_asked_by(obligation)
    return Panel("regimes/question_panel.html", {"question": question}) if question else None


def duty_panel(account: Any, item: Item) -> Panel | None:
    """This function will lead from a programme's report duty to the regime made of it, or to making one."""
    if item.kind != ItemKind.REPORT_REGIME or not rules.may_see_rounds(account):
        return None
    made = regime_of_duty(item)
    may_make = made is None and rules.may_run_rounds(account)
    regime = made if made and regimes_open_to(account).filter(pk=made.pk).exists() else None
    context = {"item": item, "regime": regime, "may_make": may_make}
    return Panel("regimes/duty_panel.html", context) if regime or may_make else None


def answering_panel(account: Any, obligation: Any) -> Panel | None:
    """This function will lead from what a body above owes to the round whose consolidated report answers it."""
    below = round_answering(obligation)
    if below is None or not rounds_open_to(account).filter(pk=below.pk).exists():
        return None
    editions = editions_of(below) if rules.may_see_consolidated(account) else []
    context = {
        "round": below,
        "editions": editions,
        "may_begin": rules.may_run_rounds(account) and not editions,
    }
    return Panel("regimes/answering_panel.html", context)
