"""A round of reports for the walk of rights: the own unit alone is asked, so that nothing of another one is in it."""

from typing import TYPE_CHECKING

from factories.regimes import FIRST_HALF, TODAY, at_noon, make_measure, regime_with_form

from haidang.agencies.enums import Role
from haidang.regimes.operations.chasing import chase_units
from haidang.regimes.operations.rounds import open_report_round
from haidang.reports.models import Obligation

if TYPE_CHECKING:
    from factories.rights import City, Place


def keep_rounds(city: "City") -> None:
    """This function will open a round for the own unit, and chase it once."""
    officer = city.people[Role.OFFICER]
    regime = regime_with_form(officer, make_measure("ky", "Đoàn vào"), code="ky", kinds=(), named=(city.own,))
    opened = open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round
    owed = Obligation.objects.filter(what=opened.what).select_related("agency")
    city.kept["report round"] = opened
    city.kept["chase"] = chase_units(
        report_round=opened, owed=list(owed), text="", key="walk", sent_by=officer, at=at_noon()
    )


def place_of_chase(city: "City", _name: str) -> "Place":
    """This function will name the chase in its round."""
    return {"pk": city.kept["report round"].pk, "chase": city.kept["chase"].pk}
