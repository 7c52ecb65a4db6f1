"""Every form of every page: what it does when it is sent twice, and what it says to what nobody would type."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie
from itertools import cycle, islice
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, TestCase
from django.urls import NoReverseMatch, resolve, reverse
from factories.page_forms import (
    PageForm,
    Rows,
    all_rows,
    changed_rows,
    forms_in,
    rows_after,
    words_of_today,
    written_statements,
)
from factories.rights import ROWS, City, build_city, clients_of, rows_of_the_neighbour
from repository import DOCS

from haidang.foundation.forms import is_written_day

PEOPLE = ("administrator", "officer", "leader", "focal")
SHOWN = re.compile(
    r"^\| `(?P<page>[a-z_]+:[a-z_]+)` \| GET 200[^|]*\| (?P<who>[^|]+) \| (?P<row>[^|]+) \|", re.MULTILINE
)
TO_ALL = {"every post", "every account", "everybody"}
# Whoever sends these is another person afterwards.
LEFT_OUT = {"agencies:log_out"}
EVIL = "<script>alert(1)</script>"
# PostgreSQL takes no text that holds it, so every form gets it.
NUL = "a\x00b"
HOSTILE = (
    "x" * 1_000_000,
    "😀🏛️",
    "\u202eabc\u200f",
    EVIL,
    "' OR 1=1 --",
    "-1",
    "9" * 40,
    "1e9999",
    "NaN",
    "ngoai-lai",
    "-9223372036854775809",
    "²",
    "[]",
    " ",
)
VALUES_A_FORM = 4
# Days that no paper has, and what the field says to them.
NO_DAYS = {"31/2/2026": "Lịch không có ngày 31/2/2026", "01/01/0001": "Năm 1 ", "31/12/9999": "Năm 9999 "}


type Act = tuple[str, tuple[str, str] | None]


@dataclass(frozen=True)
class Found:
    """A form, the page it is sent to, and who found it where."""

    page: str
    form: PageForm
    client: Client
    person: str
    session: str

    def __str__(self) -> str:
        return f"{self.page} {self.form.button or ''} ({self.person})"

    @property
    def act(self) -> Act:
        """The address the form is sent to, without the row, and the button that is pressed."""
        return resolve(self.form.action.partition("?")[0]).view_name, self.form.pressed

    def sent(self, **other: Any) -> Any:
        """This function will send the form, filled in, with other values in some fields, logged in as at first."""
        self.client.cookies = SimpleCookie(self.session)
        given = self.form.filled_in(self.page) | other
        return self.client.post(
            self.form.action, {name: value for name, value in given.items() if value is not None}
        )


@dataclass(frozen=True)
class Pages:
    """The forms of a filled city, and all its rows before anything was sent."""

    forms: list[Found]
    rows: Rows


@pytest.fixture(scope="module")
def found_pages(django_db_setup, django_db_blocker) -> Iterator[Pages]:
    """This fixture will fill a city and walk its pages once: that takes longer than what is done with its forms."""
    with django_db_blocker.unblock():
        opened = TestCase._enter_atomics()  # as Django begins the tests of a class that share their rows
        city = build_city()
        rows_of_the_neighbour(city)
        yield Pages(forms_of(city), all_rows())
        TestCase._rollback_atomics(opened)


@pytest.fixture
def pages(found_pages, db, plainly_drawn) -> Pages:
    """This fixture will give each test the city as it was found: what a test does is undone."""
    return found_pages


def forms_of(city: City) -> list[Found]:
    """This function will find the forms that pages show to people, each kind once."""
    clients, kinds = clients_of(city), {}
    sessions = {name: client.cookies.output(header="") for name, client in clients.items()}
    for page, person in shown_pages():
        address = address_of(page, city, person)
        answer = clients[person].get(address) if address else None
        if answer is None or answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        for form in forms_in(answer.content, address):
            sent_to = resolve(form.action.partition("?")[0]).view_name
            found = Found(sent_to, form, clients[person], person, sessions[person])
            kinds.setdefault((sent_to, form.kind), found)
    return [found for found in kinds.values() if found.page not in LEFT_OUT]


def shown_pages() -> Iterator[tuple[str, str]]:
    for row in SHOWN.finditer((DOCS / "operate" / "rights.md").read_text(encoding="utf-8")):
        who = {word.strip() for word in row["who"].split(",")}
        yield from ((row["page"], person) for person in PEOPLE if who & {person, *TO_ALL})


def address_of(page: str, city: City, person: str) -> str | None:
    row = next(
        one["row"]
        for one in SHOWN.finditer((DOCS / "operate" / "rights.md").read_text())
        if one["page"] == page
    )
    place = ROWS[row.strip()](city, person)
    named = {name: value for name, value in place.items() if name not in ("query", "form")}
    try:
        return reverse(page, kwargs=named, query=place.get("query"))
    except NoReverseMatch:
        return None


def test_every_form_sent_twice_does_its_work_once(pages):
    """A double click, a form sent again from the page before, a line that broke before the answer came."""
    faults, worked = [], set()
    shown = {one.act for one in pages.forms}

    for found in pages.forms:
        with transaction.atomic():
            for step in steps_of(found, shown):
                first, second = changes_of_two(step, before=pages.rows if step is found else all_rows())
                if first:
                    worked.add(found.page)
                if second:
                    faults.append(f"{step}: the second sending changed {second}")
            transaction.set_rollback(True)

    assert faults == []
    assert len(worked) >= 55, sorted(worked)


def steps_of(found: Found, shown: set[Act]) -> Iterator[Found]:
    """The form, and those that only its answer shows, to be confirmed; what pages show by themselves has its turn."""
    yield found
    answer = found.sent()
    if answer.status_code != 200 or "html" not in answer["Content-Type"]:
        return
    for form in forms_in(answer.content, found.form.action):
        step = replace(found, form=form)
        if step.act[0] == found.act[0] and step.act not in shown:
            yield step


def changes_of_two(found: Found, *, before: Rows) -> tuple[list[str], list[str]]:
    given = found.form.filled_in(found.page)
    between = rows_after(lambda: found.sent(**given), before=before)
    after = rows_after(lambda: found.sent(**rewound(given)), before=between)
    return changed_rows(before, between), changed_rows(between, after)


def rewound(given: dict[str, list[Any]]) -> dict[str, list[Any]]:
    for value in (one for values in given.values() for one in values if hasattr(one, "seek")):
        value.seek(0)
    return given


def test_no_form_breaks_on_what_nobody_would_type(pages):
    """NUL and four of the values that go round stand in all fields of a form, one in each field alone, none is sent.

    Of rows that repeat the same fields, the first stands for all.
    """
    faults, values = [], cycle(HOSTILE)

    for found in pages.forms:
        names = list(found.form.filled_in(found.page))
        trials = [dict.fromkeys(names, [value]) for value in (NUL, *islice(values, VALUES_A_FORM))]
        trials += [{name: [next(values)]} for name in first_of_each_field(names)] + [dict.fromkeys(names)]
        for trial in trials:
            with transaction.atomic():
                answer = found.sent(**trial)
                transaction.set_rollback(True)
            if answer.status_code >= 500 or EVIL in answer.text:
                shown = {name: value and value[0][:20] for name, value in trial.items()}
                faults.append(f"{found}: {answer.status_code} to {shown}")

    assert faults == []


def first_of_each_field(names: list[str]) -> list[str]:
    """This function will return one name of each field: "p0-title", not "p1-title"."""
    return list({re.sub(r"\d+", "#", name): name for name in reversed(names)}.values())


def test_a_day_of_no_calendar_is_refused_in_words(pages):
    """31/2 and the years 1 and 9999 are slips of typing: the field says so, and nothing is kept."""
    days = {name for name, word in words_of_today().items() if is_written_day(word)} | {"valid_to"}
    faults, tried = [], set()

    for found in pages.forms:
        for name in {one.name for one in found.form.inputs if one.kind == "text"} & days:
            tried.add((found.page, name))
            for day, words in NO_DAYS.items():
                with transaction.atomic():
                    with written_statements() as written:
                        answer = found.sent(**{name: [day]})
                    changed = changed_rows(pages.rows, all_rows()) if written else []
                    transaction.set_rollback(True)
                if changed or words not in answer.text:
                    faults.append(f"{found} {name}={day}: {answer.status_code}, changed {changed}")

    assert faults == []
    assert len(tried) >= 36, sorted(tried)
