"""What bodies of Hà Nội answered in the demo: every state there is, drawn by lot from the obligation's own name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from haidang.agencies.models import Account
from haidang.agencies.queries import is_alive_on
from haidang.desk.management.hanoi.bodies import Authors
from haidang.desk.management.hanoi.drawings import drawn_photo, drawn_report, drawn_table
from haidang.desk.management.hanoi.papers import TaskTold
from haidang.reports.enums import WorkProgress
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.answering import (
    accept_submissions,
    keep_draft,
    return_submission,
    send_submission,
)
from haidang.reports.operations.changing import Grounds, extend_obligation, waive_obligation
from haidang.reports.queries.answers import Answer, Link, Product
from haidang.reports.validators import TakenFile

_EXAMPLE = "(Số liệu ví dụ.)"
_NIL = "Trong kỳ không phát sinh. " + _EXAMPLE
_PHOTOS = 12
_RETURNED = (
    "Đề nghị ghi rõ số lượng và gửi đường dẫn sản phẩm.",
    "Số liệu chưa khớp với kỳ trước, đề nghị kiểm tra lại.",
    "Đề nghị bổ sung ảnh hoặc văn bản chứng minh.",
)
_OBSTACLE = " Vướng mắc: chưa có kinh phí dịch thuật, đề nghị bố trí bổ sung."
_PLAIN = TaskTold(
    text="",
    timing="",
    leads=(),
    partners=(),
    told="Đã tổng hợp {n} kết quả của đơn vị và gửi theo yêu cầu.",
    product="other",
    language="",
    unit="kết quả",
    least=1,
    most=12,
)
# What became of what is due, of about a hundred; what was due lately and long ago differs.
_FATES = {"accepted": 74, "nil": 7, "waived": 3, "unanswered": 5, "returned": 4, "corrected": 4, "sent": 3}
_LATELY = {"sent": 30}
_LONG_AGO = {"unanswered": 0.5, "returned": 0, "sent": 0}
_DECIDED_WITHIN, _SETTLED_WITHIN = timedelta(days=21), timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Answering:
    """By whom, of which tasks and on which day the demo's obligations are answered."""

    officer: Account
    authors: Authors
    tasks: dict[str, TaskTold]
    today: date

    def answer_all(self, rows: Iterable[Obligation]) -> None:
        """Answer obligations (loaded with agency, item and version that counts), each once.

        This function will have what is good accepted day by day, as the officer does from a list.
        """
        good: defaultdict[date, list[Submission]] = defaultdict(list)
        for one in rows:
            chance = Random(f"{one.what}|{one.occurrence}|{one.agency.name}")
            for sent, decided_on in self._answer(one, chance):
                good[decided_on].append(sent)
        for day, sent_ones in sorted(good.items()):
            accept_submissions(submissions=sent_ones, decided_by=self.officer, on=day)

    def _answer(self, one: Obligation, chance: Random) -> Iterator[tuple[Submission, date]]:
        """What a body does with one; gives the version that is to be accepted, and when."""
        if one.due_on > self.today:
            self._answer_early(one, chance)
            return
        fate = self._fate(one, chance)
        if fate == "waived":
            waive_obligation(
                obligation=one,
                version=one.version,
                grounds=Grounds("Đơn vị không được giao nội dung này trong kỳ (ví dụ).", "01/CV-VD"),
                waived_by=self.officer,
                on=one.due_on,
            )
        elif fate != "unanswered":
            yield from self._answer_by_fate(one, chance, fate)

    def _answer_by_fate(
        self, one: Obligation, chance: Random, fate: str
    ) -> Iterator[tuple[Submission, date]]:
        if chance.random() < 0.05:
            self._extend(one, chance)
        last = self._last_day_of(one)
        sent_on = min(self._day_of_sending(one, chance), last)
        if not is_alive_on(one.agency, sent_on):
            return
        sent = self._send(one, chance, on=sent_on, is_nil=fate == "nil")
        decided_on = min(sent_on + timedelta(days=chance.randrange(1, 9)), last)
        if fate in {"returned", "corrected"}:
            self._return(sent, chance, on=decided_on)
        if fate == "corrected":
            one.refresh_from_db()
            sent = self._send(one, chance, on=decided_on)
        if fate in {"accepted", "nil", "corrected"}:
            yield sent, decided_on

    def _answer_early(self, one: Obligation, chance: Random) -> None:
        drawn = chance.random()
        if one.opens_on > self.today or drawn > 0.3:
            return
        if drawn > 0.12:
            self._send(one, chance, on=self.today - timedelta(days=chance.randrange(4)), done=False)
        elif drawn > 0.04:
            keep_draft(
                obligation=one,
                author=self._author(one, self.today),
                answer=Answer(progress=WorkProgress.IN_PROGRESS, text=f"Đang tổng hợp số liệu. {_EXAMPLE}"),
            )
        else:
            self._send(one, chance, on=self.today, progress=WorkProgress.NOT_BEGUN)

    def _fate(self, one: Obligation, chance: Random) -> str:
        """What is long past was settled in the end; of what was due lately, much still waits."""
        age = self.today - one.due_on
        fates = _FATES | (_LATELY if age < _DECIDED_WITHIN else _LONG_AGO if age > _SETTLED_WITHIN else {})
        return chance.choices(list(fates), list(fates.values()))[0]

    def _last_day_of(self, one: Obligation) -> date:
        ends = one.agency.valid_to
        return min(self.today, ends - timedelta(days=1)) if ends else self.today

    def _day_of_sending(self, one: Obligation, chance: Random) -> date:
        days = chance.randrange(1, 12) if chance.random() < 0.12 else -chance.randrange(7)
        return min(one.due_on + timedelta(days=days), self.today)

    def _extend(self, one: Obligation, chance: Random) -> None:
        due_on = one.due_on + timedelta(days=chance.randrange(5, 15))
        if not is_alive_on(one.agency, due_on) or one.opens_on > one.due_on:
            return
        extend_obligation(
            obligation=one,
            version=one.version,
            due_on=due_on,
            grounds=Grounds("Sự kiện lùi ngày tổ chức (ví dụ).", "02/CV-VD"),
            extended_by=self.officer,
            on=one.due_on,
        )

    def _return(self, sent: Submission, chance: Random, *, on: date) -> None:
        return_submission(submission=sent, decided_by=self.officer, reason=chance.choice(_RETURNED), on=on)

    def _send(
        self,
        one: Obligation,
        chance: Random,
        *,
        on: date,
        is_nil: bool = False,
        done: bool = True,
        progress: str = "",
    ) -> Submission:
        answer = (
            Answer(text=_NIL, is_nil=True)
            if is_nil
            else self._told(one, chance, on=on, progress=progress or _progress(chance, done=done))
        )
        key = f"vi-du-{one.pk}-{chance.randrange(10**9)}"
        at = timezone.make_aware(datetime.combine(on, time(8 + chance.randrange(9), chance.randrange(60))))
        sent = send_submission(
            obligation=one,
            version=one.version,
            author=self._author(one, on),
            answer=answer,
            key=key,
            at=min(at, timezone.now()),
        )
        return sent.submission

    def _told(self, one: Obligation, chance: Random, *, on: date, progress: str) -> Answer:
        task = self.tasks.get(one.item.title if one.item else "", _PLAIN)
        number = chance.randrange(task.least, task.most + 1)
        text = f"{task.told.format(n=number)} {_EXAMPLE}"
        if progress == WorkProgress.NOT_BEGUN:
            return Answer(progress=progress, text=f"Chưa bắt đầu, dự kiến làm vào cuối kỳ. {_EXAMPLE}")
        if progress == WorkProgress.OBSTACLE:
            text += _OBSTACLE
        return Answer(
            progress=progress,
            text=text,
            figure=Decimal(number),
            unit=task.unit,
            links=_links(chance, on),
            products=(Product(task.product, number, task.language, task.text[:80]),) if task.text else (),
            files=_files(one, chance, on, told={text: number}),
        )

    def _author(self, one: Obligation, on: date) -> Account:
        return self.authors.author_of(one.agency_id, on=on)


def _progress(chance: Random, *, done: bool) -> str:
    drawn = chance.random()
    if drawn < 0.06:
        return WorkProgress.OBSTACLE
    return WorkProgress.DONE if done and drawn < 0.8 else WorkProgress.IN_PROGRESS


def _links(chance: Random, on: date) -> tuple[Link, ...]:
    """Addresses under example.org, which is kept for examples and leads nowhere."""
    return tuple(
        Link(
            f"https://example.org/tin/{on:%Y%m%d}-{chance.randrange(10_000)}",
            f"Bài đăng ví dụ số {place}",
            on - timedelta(days=place),
        )
        for place in range(1, chance.choice((1, 1, 2, 3, 4)))
    )


def _files(one: Obligation, chance: Random, on: date, *, told: dict[str, int]) -> tuple[TakenFile, ...]:
    drawn = chance.random()
    if drawn < 0.06:
        return (drawn_photo(chance.randrange(_PHOTOS)),)
    if drawn < 0.064:
        return (drawn_report(one.agency.name, " ".join(told), on=on),)
    return (drawn_table(told),) if drawn < 0.07 else ()
