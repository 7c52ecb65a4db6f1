"""A small city for the walk of rights: people of every kind, rows of the own and of another unit, marked words.

A new page with a row of its own kind needs one line in ROWS; rows that are the business of one unit alone get a word
of MARKS, and are made in `rows_of_the_neighbour`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from factories.agencies import make_account, make_agency, make_person, make_post
from factories.documents import doubt_value, plan_answer, task_value
from factories.programme import adopted_programme, paper_lines, reviewed_reading
from factories.programme import plan_answer as programme_answer
from factories.words import make_damaged_reading

from haidang.agencies.enums import AgencyKind, Role, SuccessionKind
from haidang.agencies.models import Account, Agency, Seat
from haidang.agencies.operations import give_delegation, give_duty, give_seat, record_succession
from haidang.documents.models import PageImage
from haidang.documents.operations.circulating import circulate_document
from haidang.documents.operations.relating import add_relation
from haidang.foundation.operations import open_feed, put_notice, record_event, store_file

# Words that stand in rows, and who may read them; whoever is not named must not meet them anywhere.
EVERY_POST = frozenset(Role.values)
MARKS: dict[str, frozenset[str]] = {
    "Sao-La-Trắng": EVERY_POST,  # in a paper, its lines, its programme
    "cửa-sổ-kín@example.com": frozenset({Role.ADMINISTRATOR}),  # the e-mail of a person of another unit
    "Thư-riêng-Bồ-Nông": frozenset(),  # in a notice to a person of another unit
    "Dấu-vết-Hải-Âu": frozenset({Role.ADMINISTRATOR}),  # in the log
    "024 7777 1234": frozenset({Role.OFFICER, Role.LEADER, Role.FOCAL}),  # office telephone of the own unit
    "024 8888 5678": frozenset({Role.OFFICER, Role.LEADER}),  # office telephone of another unit
}
PAPER, EMAIL, NOTICE, LOG, OWN_PHONE, OTHERS_PHONE = MARKS
# What the marked words stand beside: whoever may not read them looks for this.
SEARCHED = "dau rieng"

type Place = dict[str, Any]


@dataclass
class City:
    """What the pages of the walk show: `own` is the unit of every person of the walk, `other` is the neighbour's."""

    own: Agency
    other: Agency
    people: dict[str, Account]
    neighbour: Account
    kept: dict[str, Any]


def build_city() -> City:
    """This function will make people, agencies, papers and programmes; all rows of one kind are alike."""
    own = make_agency("Sở Du lịch", is_verified=False)
    other = make_agency("Sở Ngoại vụ", kind=AgencyKind.DEPARTMENT)
    people = {str(role): make_person(role, str(role), own) for role in Role}
    people["no post"] = make_account("khong-vai-tro")
    people["ended post"] = make_account("da-nghi")
    make_post(people["ended post"], Role.OFFICER, own, valid_to="2020-01-01")
    people["shut"] = make_account("da-dong", is_active=False)
    make_post(people["shut"], Role.OFFICER, own)
    neighbour = make_person(Role.FOCAL, "lang-gieng", other)
    city = City(own, other, people, neighbour, {})
    _keep_agencies(city)
    _keep_papers(city)
    return city


def rows_of_the_neighbour(city: City) -> None:
    """This function will make the rows that nobody of the own unit may see or count."""
    Account.objects.filter(pk=city.neighbour.pk).update(email=EMAIL)
    city.kept["other notice"] = _tell(city.neighbour, f"Dấu riêng {NOTICE}")
    Seat.objects.filter(agency=city.other).update(phone=OTHERS_PHONE)
    record_event(actor=city.neighbour, act="tests.visit", subject=city.other, after={"note": LOG})


def clients_of(city: City) -> dict[str, Client]:
    """This function will log everybody in, and give a client nobody is logged in with."""
    clients = {"anonymous": Client(raise_request_exception=False)}
    for name, person in city.people.items():
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(person)
    return clients


def _tell(to: Account, title: str) -> Any:
    return put_notice(to=to, kind="tests", title=title, text="", address="/", key=title)


def _keep_agencies(city: City) -> None:
    old, heir = make_agency("Sở Thông tin"), make_agency("Sở Văn hóa")
    act = record_succession(
        kind=SuccessionKind.MERGE,
        effective_on="2025-03-01",
        predecessors=[old],
        heirs=[heir],
        recorded_by=None,
        legal_basis="",
        source="",
    )
    duty = give_duty(name="Quản lý báo chí", holder=city.own, given_by=None)
    for fact in (act, duty):
        type(fact).objects.filter(pk=fact.pk).update(is_verified=False)
    city.kept |= {"act": act, "duty": duty, "agency": city.own, "agency name": city.own.names.first()}
    spare = make_account("nguoi-khac")
    city.kept |= {"account": spare, "post": make_post(spare, Role.READER, city.other)}
    city.kept["feed"] = open_feed(account=city.people[Role.READER])
    _keep_people(city, spare)
    city.kept |= {"notice": {name: _tell(person, f"Việc của {name}") for name, person in city.people.items()}}


def _keep_people(city: City, spare: Account) -> None:
    """A person of the own unit, whose telephone only those may see who need it, and a delegation between strangers."""
    day = timezone.localdate()
    seat = give_seat(
        holder="Dấu riêng người mình",
        agency=city.own,
        kind="focal_person",
        valid_from=day,
        source="Công văn 1",
        given_by=None,
        phone=OWN_PHONE,
    )
    give_seat(
        holder="Dấu riêng người khác",
        agency=city.other,
        kind="focal_person",
        valid_from=day,
        source="Công văn 2",
        given_by=None,
    )
    post = make_post(make_account("nguoi-di-vang"), Role.READER, city.other)
    delegation = give_delegation(
        post=post,
        delegate=spare,
        valid_from=day,
        valid_to=day + timedelta(days=9),
        reason="Đi vắng",
        given_by=post.account,
        on=day,
    )
    city.kept |= {"seat": seat, "person": seat.person, "delegation": delegation}


def _keep_circulation(city: City, paper: Any) -> None:
    sent = circulate_document(
        document=paper, agencies=[city.own], token=uuid4(), circulated_by=city.people[Role.OFFICER]
    )
    city.kept |= {"circulation": sent, "receipt": sent.receipts.get()}
    other = circulate_document(
        document=paper, agencies=[city.other], token=uuid4(), circulated_by=city.people[Role.OFFICER]
    )
    city.kept["other receipt"] = other.receipts.get()


def _keep_papers(city: City) -> None:
    officer = city.people[Role.OFFICER]
    answer = plan_answer(
        tasks=[task_value(title=f"Dấu riêng {PAPER}", lead=["Sở Ngoại vụ"], lines=[[1, 2]])],
        doubts=[doubt_value(message=f"Dấu riêng {PAPER}")],
    )
    reading = make_damaged_reading(officer, answer=answer)
    picture = store_file(source=ContentFile(b"webp"), original_name="1.webp", content_type="image/webp")
    image = PageImage.objects.create(reading=reading, page=1, file=picture, width=595, height=842)
    plan = programme_answer()
    plan["heading"] |= {"title": f"Dấu riêng {PAPER}"}
    plan["tasks"][0] |= {"title": f"Dấu riêng {PAPER}"}
    programme = adopted_programme(plan, adopted_by=officer)
    paper_lines(programme.reading, {834: f"Dấu riêng {PAPER}"})
    relation = add_relation(
        source=programme.document, target=reading.document, kind="guides", lines=[], added_by=officer
    )
    city.kept |= {
        "paper": reading.document,
        "relation": relation,
        "reading": reading,
        "page picture": image,
        "finding": reading.findings.filter(kind="task").get(),
        "doubt": reading.doubts.first(),
        "word": reading.uncertain_words.first(),
        "later reading": reviewed_reading(plan, document=programme.document),
        "programme": programme,
        "item": programme.items.filter(kind="task").get(),
    }
    _keep_circulation(city, reading.document)


def _by_key(kind: str) -> Callable[[City, str], Place]:
    return lambda city, _name: {"pk": city.kept[kind].pk}


# How the address of a row of each kind is made, for a person of the walk.
ROWS: dict[str, Callable[[City, str], Place]] = {
    "–": lambda _city, _name: {},
    "kind of findings": lambda city, _name: {"pk": city.kept["reading"].pk, "kind": "task"},
    "page picture": lambda city, _name: {"pk": city.kept["reading"].pk, "page": 1},
    "feed": lambda city, _name: {"token": city.kept["feed"].token},
    "notice": lambda city, name: {"pk": city.kept["notice"].get(name, city.kept["other notice"]).pk},
} | {
    kind: _by_key(kind)
    for kind in (
        "account",
        "act",
        "agency",
        "agency name",
        "circulation",
        "delegation",
        "doubt",
        "duty",
        "finding",
        "item",
        "later reading",
        "paper",
        "person",
        "post",
        "programme",
        "reading",
        "receipt",
        "relation",
        "seat",
        "word",
    )
}
# The same row where it is another unit's or another person's.
OTHERS_ROWS: dict[str, Callable[[City, str], Place]] = {
    "notice": _by_key("other notice"),
    "receipt": _by_key("other receipt"),
}
