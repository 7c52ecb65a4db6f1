"""Answers that came in a workbook: each row is sent as from its own page, all of them or none."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet

from haidang.agencies.models import Account
from haidang.reports.errors import AnsweredElsewhere
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import send_submission
from haidang.reports.queries.answers import Answer
from haidang.reports.registry import place_of_answer


@transaction.atomic
def send_answers(
    *,
    obligations: QuerySet[Obligation],
    rows: Iterable[tuple[str, Mapping[str, Any]]],
    author: Account,
    at: datetime,
) -> None:
    """This function will answer the obligations of checked rows; those out of `obligations` are told as not there.

    Raises AnsweredElsewhere for one that has a page of its own, and what `send_submission` raises; then nothing of the
    file is sent.
    """
    for key, values in rows:
        obligation = obligations.get(pk=int(key))
        if place_of_answer(obligation):
            raise AnsweredElsewhere(obligation.title)
        send_submission(
            obligation=obligation,
            version=obligation.version,
            author=author,
            answer=_answer(values),
            key=uuid4().hex,
            at=at,
        )


def _answer(values: Mapping[str, Any]) -> Answer:
    return Answer(
        progress=values["progress"],
        text=values["text"],
        figure=values["figure"],
        unit=values["unit"],
        is_nil=values["nil"],
        links=values["links"],
        products=values["products"],
    )
