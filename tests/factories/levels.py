"""Programmes of two levels for tests: a city's plan and plans below it, with their owners and days."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from factories.programme import plan_answer, reviewed_reading, task_value

from haidang.agencies.models import Account, Agency
from haidang.documents.models import Document
from haidang.engines.vietnamese.signs import sign_key
from haidang.programme.enums import MatchState
from haidang.programme.models import Item, Programme, ProgrammeLink
from haidang.programme.operations.adopt import adopt_reading
from haidang.programme.operations.links import decide_link

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = NOW.date()


def make_plan(
    number: str, titles: list[str], *, adopted_by: Account, owner: Agency | None = None, **fields
) -> Programme:
    """This function will adopt a plan with one task for each title; `issued_on` is the day of its paper."""
    issued_on = fields.pop("issued_on", date(2026, 1, 15))
    leads = fields.pop("leads", [[] for _title in titles])
    tasks = [
        task_value(f"I.{place}", title=title, lead=lead, partners=[], lines=[[place * 10, place * 10 + 4]])
        for place, (title, lead) in enumerate(zip(titles, leads, strict=True), start=1)
    ]
    heading = {
        "kind": "Kế hoạch",
        "number": number,
        "title": f"Kế hoạch {number}",
        "date": issued_on.isoformat(),
    }
    document = Document.objects.create(
        kind="Kế hoạch", number=number, number_key=sign_key(number), issued_on=issued_on
    )
    reading = reviewed_reading(
        plan_answer(0) | {"heading": heading, "tasks": tasks} | fields, document=document
    )
    programme = adopt_reading(
        reading=reading,
        adopted_by=adopted_by,
        agency_choices={},
        takes_points=bool(fields.get("sections")) and not titles,
    )
    Programme.objects.filter(pk=programme.pk).update(owner=owner)
    programme.refresh_from_db()
    return programme


def linked(above: Programme, below: Programme, *, decided_by: Account) -> ProgrammeLink:
    """This function will link two programmes, so that matches of their items are proposed."""
    return decide_link(
        above=above, below=below, state=MatchState.CONFIRMED, version=0, decided_by=decided_by, at=NOW
    )


def task_of(programme: Programme, label: str) -> Item:
    return Item.objects.get(programme=programme, kind="task", label=label)
