"""Schemes of emulation for the walk of rights: one open, one whose scores were told with an appeal, one published."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from factories.emulation import PLAN, REPORTS, make_scheme

from haidang.agencies.enums import Role
from haidang.oversight.models import Criterion, EmulationScheme
from haidang.oversight.operations.commendations import make_list
from haidang.oversight.operations.outcomes import record_outcome
from haidang.oversight.operations.schemes import open_scheme, publish_scheme, tell_scores
from haidang.oversight.operations.scoring import check_as_they_are, raise_appeal, send_own_scores
from haidang.oversight.queries.commendations import CommendationFacts, ListFacts
from haidang.oversight.queries.facts import GroupFacts, OwnScore
from haidang.oversight.queries.outcomes import OutcomeFacts
from haidang.oversight.queries.sheets import mark_of_ranking, ranking_of, sheets_of
from haidang.reports.queries.answers import Answer

if TYPE_CHECKING:
    from factories.rights import City, Place


def keep_emulation(city: "City") -> None:
    """This function will judge the own unit and its neighbour in three schemes, and propose one of them."""
    officer = city.people[Role.OFFICER]
    today = timezone.localdate()
    drawn = replace(REPORTS, empty_points=Decimal(1))
    schemes = {}
    for name in ("open", "told", "published"):
        scheme = make_scheme(
            officer,
            (drawn, PLAN),
            name=f"Thi đua {name}",
            first_month=today.year * 12,
            last_month=today.year * 12 + 11,
            self_due_on=today + timedelta(days=9),
            groups=[GroupFacts("Khối", named=[city.own, city.other])],
        )
        schemes[name] = open_scheme(
            scheme=scheme, version=scheme.version, opened_by=officer, at=timezone.now()
        )
    for name in ("told", "published"):
        _tell(city, schemes[name])
    sheet = sheets_of(schemes["told"]).get(agency=city.own)
    appeal = raise_appeal(
        sheet=sheet,
        criterion=schemes["told"].criteria.get(title=PLAN.title),
        text="Đề nghị xem lại",
        raised_by=officer,
        at=timezone.now(),
    )
    _publish(city, schemes["published"])
    facts = ListFacts("Khen thưởng", "Chủ tịch", rows=[CommendationFacts(city.own, "Bằng khen", "Tốt")])
    made = make_list(facts=facts, scheme=None, made_by=officer, on=today)
    outcome = record_outcome(
        facts=OutcomeFacts(city.own, today, "Đăng tin chưa kiểm chứng", "Phê bình", "1/KL"), made_by=officer
    )
    city.kept["outcome of a violation"] = outcome
    city.kept |= {f"{name} scheme": scheme for name, scheme in schemes.items()}
    city.kept |= {"prepared scheme": make_scheme(officer), "appeal": appeal, "list of commendations": made}


def _tell(city: "City", scheme: EmulationScheme) -> None:
    officer, now = city.people[Role.OFFICER], timezone.now()
    for sheet in sheets_of(scheme):
        graded = {scheme.criteria.get(title=PLAN.title).pk: OwnScore(grade=0)}
        send_own_scores(
            sheet=sheet, version=sheet.version, scores=graded, answer=Answer(), sent_by=officer, at=now
        )
    check_as_they_are(sheets=list(sheets_of(scheme)), checked_by=officer, at=now)
    scheme.refresh_from_db()
    tell_scores(
        scheme=scheme,
        version=scheme.version,
        appeals_until=timezone.localdate() + timedelta(days=9),
        told_by=officer,
        at=now,
    )


def _publish(city: "City", scheme: EmulationScheme) -> None:
    publish_scheme(
        scheme=scheme,
        version=scheme.version,
        number="1/TB",
        seen=mark_of_ranking(ranking_of(scheme, on=timezone.localdate())),
        published_by=city.people[Role.OFFICER],
        at=timezone.now(),
    )


def _of_scheme(name: str) -> "Callable[[City, str], Place]":
    return lambda city, _name: {"pk": city.kept[f"{name} scheme"].pk}


def _of_sheet(name: str, whose: str) -> "Callable[[City, str], Place]":
    return lambda city, _name: {
        "pk": sheets_of(city.kept[f"{name} scheme"]).get(agency=getattr(city, whose)).pk
    }


def _of_line(whose: str) -> "Callable[[City, str], Place]":
    def place(city: "City", name: str) -> "Place":
        drawn = Criterion.objects.get(scheme=city.kept["open scheme"], title=REPORTS.title)
        return _of_sheet("open", whose)(city, name) | {"criterion": drawn.pk}

    return place


EMULATION_ROWS: "dict[str, Callable[[City, str], Place]]" = {
    "open scheme": _of_scheme("open"),
    "prepared scheme": _of_scheme("prepared"),
    "told scheme": _of_scheme("told"),
    "published scheme": _of_scheme("published"),
    "score sheet": _of_sheet("open", "own"),
    "told score sheet": _of_sheet("told", "own"),
    "line of a score sheet": _of_line("own"),
    "appeal": lambda city, _name: {"pk": city.kept["appeal"].pk},
    "outcome of a violation": lambda city, _name: {"pk": city.kept["outcome of a violation"].pk},
    "list of commendations": lambda city, _name: {"pk": city.kept["list of commendations"].pk},
}
OTHERS_EMULATION_ROWS: "dict[str, Callable[[City, str], Place]]" = {
    "score sheet": _of_sheet("open", "other"),
    "told score sheet": _of_sheet("told", "other"),
    "line of a score sheet": _of_line("other"),
}
