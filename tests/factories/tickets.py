"""Obstacles, proposals and briefings for tests, made as the screens make them."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from haidang.agencies.models import Account, Agency
from haidang.reports.models import Briefing, Ticket
from haidang.reports.operations.briefings import conclude, plan_briefing
from haidang.reports.operations.ticketing import Raised, raise_ticket
from haidang.reports.queries.briefings import Planned


def make_ticket(
    agency: Agency, author: Account, *, text: str = "Chưa có kinh phí dịch sách", **fields: Any
) -> Ticket:
    on: date = fields.pop("on", timezone.localdate())
    key = fields.pop("key", uuid.uuid4().hex)
    raised = Raised(text=text, **({"kind": "obstacle", "due_on": on + timedelta(days=10)} | fields))
    return raise_ticket(raised=raised, agency=agency, author=author, key=key, on=on)


def make_briefing(officer: Account, *invited: Agency, **fields: Any) -> Briefing:
    """This function will plan a briefing with a conclusion that nobody was given yet."""
    on: date = fields.pop("on", timezone.localdate())
    wanted = {"kind": "quarterly", "title": "Giao ban quý", "held_on": on, "agenda": ["Tiến độ dịch sách"]}
    planned = Planned(invited=list(invited), **(wanted | fields))
    briefing = plan_briefing(planned=planned, key=uuid.uuid4().hex, made_by=officer, on=on)
    conclude(briefing=briefing, text="Hoàn thành bản dịch", key="a" * 32, concluded_by=officer, today=on)
    return briefing
