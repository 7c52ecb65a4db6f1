"""Obstacles and proposals for tests, raised as the screens raise them."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from haidang.agencies.models import Account, Agency
from haidang.reports.models import Ticket
from haidang.reports.operations.ticketing import Raised, raise_ticket


def make_ticket(
    agency: Agency, author: Account, *, text: str = "Chưa có kinh phí dịch sách", **fields: Any
) -> Ticket:
    on: date = fields.pop("on", timezone.localdate())
    key = fields.pop("key", uuid.uuid4().hex)
    raised = Raised(text=text, **({"kind": "obstacle", "due_on": on + timedelta(days=10)} | fields))
    return raise_ticket(raised=raised, agency=agency, author=author, key=key, on=on)
