"""The walk of rights: every address, every kind of person, own and other rows, every method, against one table.

The table is docs/operate/rights.md. A new address needs one row there; a new kind of row one line in
tests/factories/rights.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from factories.programme_rights import OTHERS_MONEY, OTHERS_WORK, OWN_WORK
from factories.rights import (
    EVERY_POST,
    MARKS,
    OTHERS_ANSWER,
    OTHERS_ROWS,
    OTHERS_TASK,
    ROWS,
    SEARCHED,
    City,
    Place,
    build_city,
    clients_of,
    rows_of_the_neighbour,
)
from factories.shown_words import words_of, words_of_answer
from factories.unit_report_rights import OTHERS_QUESTION
from repository import DOCS

from haidang.agencies.enums import Role
from haidang.engines.vietnamese.forms import folded_form

TABLE = DOCS / "operate" / "rights.md"
ROW = re.compile(
    r"^\| `(?P<page>[a-z_]+:[a-z_]+)` \| (?P<methods>[^|]+) \| (?P<who>[^|]+)"
    r" \| (?P<row>[^|]+) \| (?P<others>[^|]+) \|",
    re.MULTILINE,
)
METHOD = re.compile(r"(GET|POST) ((?:\d{3})(?:/\d{3})*)")
WITHOUT_POST = ("no post", "ended post")
LOGGED_OUT = ("anonymous", "shut")
# What is another each time a page is made: tokens and keys of forms, the moment a workbook was written.
MADE_ANEW = re.compile(r'name="(?:csrfmiddlewaretoken|key|token)" value="[^"]+"|<dcterms:\w+ [^>]+>[^<]+')


@dataclass(frozen=True)
class Right:
    """One row of the table: what a page answers to those who may, and who may, for own rows and for others'."""

    page: str
    answers: dict[str, set[int]]
    who: frozenset[str]
    row: str
    others: frozenset[str] | None

    def expected(self, method: str, person: str, *, is_others: bool) -> set[int]:
        """This function will tell what a person must be answered."""
        allowed = self.others if is_others and self.others is not None else self.who
        if person in LOGGED_OUT and "anonymous" not in self.who:
            return {302}
        if person not in allowed:
            return {404} if method in self.answers else {404, 405}
        return self.answers.get(method, {405})


def people_named(cell: str) -> frozenset[str]:
    words = {word.strip() for word in cell.split(",")}
    named = {
        "everybody": {*Role.values, *WITHOUT_POST, *LOGGED_OUT},
        "every account": {*Role.values, *WITHOUT_POST},
        "every post": EVERY_POST,
        "nobody": set(),
    }
    unknown = words - named.keys() - set(Role.values)
    assert not unknown, (
        f"docs/operate/rights.md: {sorted(unknown)} is no role; roles are {sorted(Role.values)}"
    )
    return frozenset().union(*({word} if word in Role.values else named[word] for word in words))


def rights() -> list[Right]:
    found = []
    for row in ROW.finditer(TABLE.read_text(encoding="utf-8")):
        answers = {
            method: {int(code) for code in codes.split("/")}
            for method, codes in METHOD.findall(row["methods"])
        }
        others = None if row["others"].strip() == "–" else people_named(row["others"])
        found.append(Right(row["page"], answers, people_named(row["who"]), row["row"].strip(), others))
    return found


def addresses() -> dict[str, str]:
    """This function will return the route of every address of the product by its name."""
    return {
        f"{space.app_name}:{one.name}": f"{space.pattern}{one.pattern}"
        for space in get_resolver().url_patterns
        for one in getattr(space, "url_patterns", [])
        if isinstance(one, URLPattern)
    }


def test_every_address_has_one_row_for_each_method_in_the_table_of_rights():
    rows = [right.page for right in rights()]
    methods = [(right.page, method) for right in rights() for method in right.answers]
    missing = {
        f"add to docs/operate/rights.md: | `{name}` | GET 200 | every post | – | – | what it is |   (/{route})"
        for name, route in addresses().items()
        if name not in rows
    }
    gone = {f"remove `{name}`: there is no such address" for name in rows if name not in addresses()}

    assert (missing, gone, len(methods)) == (set(), set(), len(set(methods)))


def test_every_kind_of_row_in_the_table_is_known_to_the_walk():
    unknown = {
        f"`{right.page}`: add {right.row!r} to ROWS in tests/factories/rights.py"
        for right in rights()
        if right.row not in ROWS
    }
    without_others = {
        f"`{right.page}`: add {right.row!r} to OTHERS_ROWS in tests/factories/rights.py"
        for right in rights()
        if right.others is not None and right.row not in OTHERS_ROWS
    }

    assert (unknown, without_others) == (set(), set())


@pytest.fixture
def city(db) -> City:
    city = build_city()
    rows_of_the_neighbour(city)
    return city


def test_every_page_answers_each_person_as_the_table_says_and_shows_no_word_of_others(city, plainly_drawn):
    sessions = {name: client.cookies.output(header="") for name, client in clients_of(city).items()}
    faults: list[str] = []

    client = Client(raise_request_exception=False)  # one for all: every new client loads the product anew
    for visit in visits_of(city, sessions):
        faults += faults_of(visit, client)

    assert not faults, "\n".join(faults)


@dataclass(frozen=True)
class Visit:
    """What one person asks for at one address."""

    right: Right
    person: str
    method: str
    address: str
    is_others: bool
    session: str
    form: dict[str, str] | None = None

    def told(self, fault: str) -> str:
        whose = " (another's row)" if self.is_others else ""
        return f"{self.person} {self.method} {self.right.page} {self.address}{whose}: {fault}"


def visits_of(city: City, sessions: dict[str, str]) -> Iterator[Visit]:
    named = {(right.page, method) for right in rights() for method in right.answers}
    for right in rights():
        methods = [
            method
            for method in ("GET", "POST")
            if method in right.answers or (right.page, method) not in named
        ]
        for person, session in sessions.items():
            for is_others in (False, True) if right.others is not None else (False,):
                place = (OTHERS_ROWS if is_others else ROWS)[right.row](city, person)
                address, form = address_of(right.page, place)
                for method in methods:
                    yield Visit(right, person, method, address, is_others, session, form)
                if not place and "GET" in right.answers:
                    yield Visit(right, person, "GET", f"{address}?q={SEARCHED}", is_others, session)
        yield Visit(right, "officer", "PUT", address, False, sessions["officer"])


def address_of(page: str, place: Place) -> tuple[str, dict[str, str] | None]:
    """The address of a row with what it asks, and the form that is sent there, None for an empty one."""
    named = {name: value for name, value in place.items() if name not in ("query", "form")}
    return reverse(page, kwargs=named, query=place.get("query")), place.get("form")


def faults_of(visit: Visit, client: Client) -> list[str]:
    status, said = answer_to(visit, client)
    expected = visit.right.expected(visit.method, visit.person, is_others=visit.is_others)
    faults = []
    if visit.method == "PUT":
        expected = {405}
    if status not in expected:
        faults.append(visit.told(f"answers {status}, the table says {sorted(expected)}"))
    folded = folded_page(MADE_ANEW.sub("", said))
    leaked = [
        mark
        for mark, readers in MARKS.items()
        if visit.person not in readers and (mark in said or folded_form(mark) in folded)
    ]
    return faults + [visit.told(f"shows “{mark}”") for mark in leaked]


@lru_cache(maxsize=64)
def folded_page(said: str) -> str:
    """What a page says without marks: the page that there is none, and others, are answered again and again."""
    return folded_form(said)


def answer_to(visit: Visit, client: Client) -> tuple[int, str]:
    """The status, and all words of an answer: of its headers, its page, the parts of a file. Nothing is kept."""
    client.cookies = SimpleCookie(visit.session)
    with transaction.atomic():
        if visit.method == "POST" and visit.form:
            answer = client.post(visit.address, visit.form)
        else:
            answer = client.generic(visit.method, visit.address)
        words = words_of_answer(answer)
        transaction.set_rollback(True)
    return answer.status_code, words


def test_marks_stand_where_they_may_be_read(city):
    """What the walk looks for is really there: whoever may read a mark finds it."""
    administrator, neighbour, officer = Client(), Client(), Client()
    administrator.force_login(city.people["administrator"])
    officer.force_login(city.people["officer"])
    neighbour.force_login(city.neighbour)
    paper, email, notice, log, *phones = list(MARKS)[:6]

    assert paper in administrator.get(reverse("programme:list")).content.decode()
    assert (
        email
        in administrator.get(reverse("agencies:edit_account", args=[city.neighbour.pk])).content.decode()
    )
    assert notice in neighbour.get(reverse("foundation:notices")).content.decode()
    assert log in administrator.get(reverse("desk:log")).content.decode()
    directory = officer.get(reverse("agencies:directory")).content.decode()
    assert [phone for phone in phones if phone not in directory] == []


def test_marks_of_what_a_unit_owes_stand_where_they_may_be_read(city):
    officer = Client()
    officer.force_login(city.people["officer"])

    page = officer.get(reverse("reports:obligation", args=[city.kept["other obligation"].pk]))
    moved = officer.get(reverse("agencies:reorganisation", args=[city.kept["reorganisation"].pk]))

    assert (OTHERS_TASK in plain(page), OTHERS_ANSWER in plain(page)) == (True, True)
    assert OTHERS_TASK in plain(moved)


def test_question_about_a_report_stands_on_both_its_pages_where_it_may_be_read(city):
    clients = clients_of(city)
    asked = city.kept["other question"]
    pages = [
        reverse("regimes:unit_report", args=[city.kept["other unit report"].pk]),
        reverse("reports:obligation", args=[asked.request_id]),
    ]

    words = (f"{OTHERS_QUESTION}?", f"{OTHERS_QUESTION}, đúng vậy.")

    told = {
        person: [
            (answer.status_code, *(one in plain(answer) for one in words))
            for answer in map(client.get, pages)
        ]
        for person, client in clients.items()
    }

    gone = dict.fromkeys(("administrator", "focal", "reader", "no post", "ended post"), 404)
    gone |= dict.fromkeys(("anonymous", "shut"), 302)
    assert told == {person: [(200, True, True)] * 2 for person in ("officer", "leader")} | {
        person: [(status, False, False)] * 2 for person, status in gone.items()
    }
    own = reverse("reports:obligation", args=[city.kept["question"].request_id])
    assert "Dấu riêng câu hỏi của mình" in plain(clients["focal"].get(own))


def test_marks_of_plans_money_and_proposals_stand_where_they_may_be_read(city):
    officer = clients_of(city)["officer"]
    pages = {
        "programme:plan": "plan",
        "programme:plan_point": "point of a plan",
        "programme:issue_plan": "approved plan",
        "programme:budget_line": "budget line",
        "programme:proposal": "proposal",
    }

    def without(rows, mark):
        addresses = [address_of(page, rows[kind](city, "officer"))[0] for page, kind in pages.items()]
        return [address for address in addresses if mark not in officer.get(address).content.decode()]

    assert (without(ROWS, OWN_WORK), without(OTHERS_ROWS, OTHERS_WORK)) == ([], [])
    assert (
        OTHERS_MONEY
        in officer.get(
            reverse("programme:budget_line", args=[city.kept["other budget line"].pk])
        ).content.decode()
    )


@pytest.mark.parametrize("person", ["focal", "reader"])
def test_what_another_unit_has_changes_no_letter_or_count_of_ones_own_pages(db, person):
    city = build_city()
    city.kept["other notice"] = None
    client = clients_of(city)[person]
    pages = [
        reverse(right.page) + query
        for right in rights()
        if right.row == "–" and "GET" in right.answers and person in right.who
        for query in ("", f"?q={SEARCHED}")
    ]
    before = {page: plain(client.get(page)) for page in pages}

    rows_of_the_neighbour(city)

    assert {page: plain(client.get(page)) for page in pages} == before


def plain(answer) -> str:
    return MADE_ANEW.sub("", words_of(answer.content))
