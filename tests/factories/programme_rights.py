"""Work on programmes for the walk of rights: levels, plans being made, money, proposals of the own and another unit."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from factories.levels import linked, make_plan
from factories.money import make_entry, make_line

from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Agency
from haidang.engines.drafting.plan_points import PlanBody, PlanPoint
from haidang.programme.enums import BudgetEntryKind, UnitScope
from haidang.programme.models import BudgetEntry, PlanDraft, ProposalLine
from haidang.programme.operations.making import Edit, approve_plan, start_plan
from haidang.programme.operations.plan_calls import call_for_plans
from haidang.programme.operations.proposals import ProposalWords, begin_proposal, write_proposal_line
from haidang.programme.queries.making import DraftHead, PlanContent

if TYPE_CHECKING:
    from factories.rights import City, Place

OWN_WORK, OTHERS_WORK, OTHERS_MONEY = "Việc-nhà-Sếu", "Việc-riêng-Vạc", "777.888.999"
PROGRAMME_MARKS: dict[str, frozenset[str]] = {
    OWN_WORK: frozenset({Role.OFFICER, Role.LEADER, Role.FOCAL, Role.READER}),  # plans, amounts, proposals
    OTHERS_WORK: frozenset({Role.OFFICER, Role.LEADER}),  # the same of another unit
    OTHERS_MONEY: frozenset({Role.OFFICER, Role.LEADER}),  # what another unit has spent
}
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
# What stands in the log, which administrators read, in the place of a mark.
_UNMARKED = "Việc của đơn vị"
_TOKEN = "dau-cua-mot-lan"


def keep_programme_work(city: "City") -> None:
    """This function will make what every post may see of programmes, and the work of the own unit."""
    officer, programme = city.people[Role.OFFICER], city.kept["programme"]
    for whose, owner, number in (("", city.own, "21/KH-SDL"), ("other ", city.other, "22/KH-SNgV")):
        below = make_plan(number, ["Xuất bản bản tin"], adopted_by=officer, owner=owner)
        city.kept[f"{whose}plan below"] = below
        city.kept[f"{whose}link"] = linked(programme, below, decided_by=officer)
        city.kept[f"{whose}budget line"] = make_line(programme, f"In ấn {number}", executor=owner)
    city.kept["call for plans"] = call_for_plans(
        programme=programme,
        scope=UnitScope.DEPARTMENT,
        under=None,
        due_on=date(2026, 3, 31),
        called_by=officer,
        at=NOW,
    )
    keep_work_of_unit(city, city.own, city.people[Role.FOCAL], whose="", mark=OWN_WORK)


def keep_work_of_unit(city: "City", unit: Agency, person: Account, *, whose: str, mark: str) -> None:
    """This function will make plans, an amount and a proposal of a unit, all with a mark that the log does not tell."""
    for kind in ("plan", "approved plan"):
        city.kept[whose + kind] = _plan(unit, person, token=f"{whose}{kind}")
    draft = city.kept[f"{whose}approved plan"]
    approve_plan(draft=draft, edit=Edit(city.people[Role.LEADER], draft.version, _TOKEN))
    for draft in PlanDraft.objects.filter(owner=unit):
        draft.content = json.loads(json.dumps(draft.content).replace(json.dumps(_UNMARKED)[1:-1], mark))
        draft.title = f"Dấu riêng {mark}"
        draft.save()
    money = make_entry(city.kept[f"{whose}budget line"], 111_000, BudgetEntryKind.SPENT)
    BudgetEntry.objects.filter(pk=money.pk).update(
        source=f"Dấu riêng {mark}", amount_vnd=777_888_999 if whose else 111_000
    )
    proposal = begin_proposal(agency=unit, year=2027, begun_by=person)
    line = write_proposal_line(
        proposal=proposal,
        words=ProposalWords(text=_UNMARKED, amount_vnd=1_000_000),
        token=uuid4(),
        written_by=person,
    )
    ProposalLine.objects.filter(pk=line.pk).update(text=f"Dấu riêng {mark}")
    city.kept |= {f"{whose}amount": money, f"{whose}proposal": proposal, f"{whose}line of a proposal": line}


def _plan(unit: Agency, person: Account, *, token: str) -> PlanDraft:
    head = DraftHead(title=_UNMARKED, first_year=2027, last_year=2027, place="Hà Nội", sign="KH-DV")
    work = PlanPoint(2, "task", _UNMARKED, lead=(PlanBody(unit.name, unit.pk),), timing="Cả năm")
    points = (PlanPoint(1, "section", "Nội dung, nhiệm vụ", children=(work,)),)
    return start_plan(owner=unit, content=PlanContent(head, points), source=None, token=token, made_by=person)


def _rows(whose: str) -> "dict[str, Callable[[City, str], Place]]":
    def place(kept: str, **more: Any) -> "Callable[[City, str], Place]":
        return lambda city, _name: {"pk": city.kept[whose + kept].pk} | more

    plain = ("plan", "approved plan", "budget line", "amount", "proposal", "line of a proposal")
    seen = {"version": "1", "token": _TOKEN}
    return {kind: place(kind) for kind in plain} | {
        "link of programmes": place("link"),
        "point of a plan": place("plan", key=2),
        "new point of a plan": place("plan", query={"loai": "section"}),
        "plan as it was seen": place("plan", form=seen),
        "button of a plan": place("plan", form=seen | {"lam": "remove:2"}),
    }


PROGRAMME_ROWS = _rows("") | {
    "call for plans": lambda city, _name: {"pk": city.kept["call for plans"].pk},
    "programme beside another": lambda city, _name: {
        "pk": city.kept["programme"].pk,
        "query": {"voi": city.kept["other plan below"].pk},
    },
}
OTHERS_PROGRAMME_ROWS = _rows("other ")
