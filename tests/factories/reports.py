"""Obligations and answers for tests, made as the screens make them."""

import io
import uuid
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from factories.agencies import make_agency
from PIL import Image

from haidang.agencies.models import Account, Agency
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.answering import send_submission
from haidang.reports.operations.opening import Asked, ask_agencies
from haidang.reports.queries.answers import Answer

TODAY = date(2026, 6, 12)
DUE = date(2026, 6, 19)
# A report of the year by decree 09/2019: data close on 14/12, the paper says "trước ngày 20/11".
YEAR_DUE, YEAR_CLOSES, YEAR_TRUED_UP = date(2026, 11, 19), date(2026, 12, 14), date(2026, 12, 21)


def at_noon(day: date = TODAY) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def ask(
    officer: Account,
    *agencies: Agency,
    due_on: date = DUE,
    today: date = TODAY,
    title: str = "Số liệu 6 tháng",
) -> list[Obligation]:
    """This function will ask agencies for something and return what each owes, in the order of the agencies."""
    key = uuid.uuid4().hex
    asked = Asked(title, "", due_on)
    ask_agencies(asked=asked, agencies=agencies, asked_by=officer, key=key, today=today)
    rows = Obligation.objects.filter(what=f"request:{key}").order_by("id")
    return list(rows.select_related("agency", "standing"))


def owed(officer: Account, agency: Agency | None = None, **fields: Any) -> Obligation:
    return ask(officer, agency or make_agency("Sở Du lịch"), **fields)[0]


def owed_as_estimate(officer: Account, agency: Agency) -> Obligation:
    """This function will ask for a report of the year before its data close: before 20/11, true figures by 21/12."""
    one = owed(officer, agency, title="Báo cáo năm 2026", due_on=YEAR_DUE)
    Obligation.objects.filter(pk=one.pk).update(
        closes_on=YEAR_CLOSES, is_estimate=True, trued_up_on=YEAR_TRUED_UP
    )
    one.refresh_from_db()
    return one


def send(obligation: Obligation, author: Account, text: str = "Dịch 14 bài", **fields: Any) -> Submission:
    """This function will send an answer as someone who has the page open as it is now."""
    obligation.refresh_from_db()
    on = fields.pop("on", TODAY)
    answer = Answer(text=text, **fields)
    sent = send_submission(
        obligation=obligation,
        version=obligation.version,
        author=author,
        answer=answer,
        key=uuid.uuid4().hex,
        at=at_noon(on),
    )
    return sent.submission


def photo_bytes(width: int = 40, height: int = 30, kind: str = "JPEG", **saving: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(made, kind, **saving)
    return made.getvalue()
