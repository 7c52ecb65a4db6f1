"""A small city for the walk of rights: people of every kind, rows of the own and of another unit, marked words.

A new page with a row of its own kind needs one line in ROWS; rows that are the business of one unit alone get a word
of MARKS, and are made in `rows_of_the_neighbour`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from factories.agencies import make_account, make_agency, make_person, make_post
from factories.consolidation_rights import CONSOLIDATION_ROWS, consolidated_reports
from factories.documents import doubt_value, plan_answer, task_value
from factories.emulation_rights import EMULATION_ROWS, OTHERS_EMULATION_ROWS, keep_emulation
from factories.indicator_rights import INDICATOR_ROWS, OTHERS_INDICATOR_ROWS, keep_indicators
from factories.programme import adopted_programme, paper_lines, reviewed_reading
from factories.programme import plan_answer as programme_answer
from factories.programme_rights import (
    OTHERS_PROGRAMME_ROWS,
    OTHERS_WORK,
    PROGRAMME_MARKS,
    PROGRAMME_ROWS,
    keep_programme_work,
    keep_work_of_unit,
)
from factories.regime_rights import keep_rounds, place_of_chase
from factories.regimes import make_measure, make_regime
from factories.reports import photo_bytes, send
from factories.ticket_rights import (
    TICKET_MARKS,
    TICKET_ROWS,
    tickets_of_neighbour,
    tickets_of_own_unit,
)
from factories.unit_report_rights import (
    OTHERS_REPORT_ROWS,
    QUESTION_MARKS,
    REPORT_ROWS,
    keep_unit_reports,
    question_of_neighbour,
)
from factories.words import make_damaged_reading

from haidang.agencies.enums import AgencyKind, Role, SuccessionKind
from haidang.agencies.models import Account, Agency, Seat
from haidang.agencies.operations import (
    Consent,
    carry_out_reorganisation,
    give_delegation,
    give_duty,
    give_seat,
    merge_duplicate,
    preview_reorganisation,
    record_succession,
)
from haidang.agencies.queries import PlannedAct, PlannedChange, body_of
from haidang.documents.enums import LawChangeKind
from haidang.documents.models import PageImage
from haidang.documents.operations.circulating import circulate_document
from haidang.documents.operations.laws import add_law_change
from haidang.documents.operations.relating import add_relation
from haidang.documents.operations.screening import Screening
from haidang.foundation.operations import open_feed, put_notice, record_event, save_filter, store_file
from haidang.programme.enums import AssignmentRole
from haidang.programme.models import Assignment
from haidang.reports.models import Obligation
from haidang.reports.operations.opening import Asked, ask_agencies, ask_parts
from haidang.reports.operations.screening import check_next_evidence
from haidang.reports.validators import take_file

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
# Who reads what another unit owes and answers: the administrator in the log of actions and in a reorganisation.
OTHERS_TASK, OTHERS_ANSWER = "Việc-nhà-Cò-Lửa", "Trả-lời-Chim-Sếu"
MARKS |= dict.fromkeys(
    (OTHERS_TASK, OTHERS_ANSWER), frozenset({Role.ADMINISTRATOR, Role.OFFICER, Role.LEADER})
)
MARKS |= PROGRAMME_MARKS
MARKS |= TICKET_MARKS
MARKS |= QUESTION_MARKS
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
    _keep_register(city)
    _keep_work(city)
    keep_programme_work(city)
    keep_rounds(city)
    city.kept |= tickets_of_own_unit(own, people)
    city.kept |= {"measure": make_measure(), "regime": make_regime(people["officer"])}
    city.kept |= keep_unit_reports(people[Role.OFFICER], own, other)
    city.kept |= consolidated_reports(own, people)
    keep_indicators(city)
    keep_emulation(city)
    return city


def rows_of_the_neighbour(city: City) -> None:
    """This function will make the rows that nobody of the own unit may see or count."""
    Account.objects.filter(pk=city.neighbour.pk).update(email=EMAIL)
    city.kept["other notice"] = _tell(city.neighbour, f"Dấu riêng {NOTICE}")
    city.kept |= tickets_of_neighbour(city.other, city.neighbour, city.people)
    Seat.objects.filter(agency=city.other).update(phone=OTHERS_PHONE)
    keep_work_of_unit(city, city.other, city.neighbour, whose="other ", mark=OTHERS_WORK)
    record_event(actor=city.neighbour, act="tests.visit", subject=city.other, after={"note": LOG})
    _work_of_the_neighbour(city)
    question_of_neighbour(city)


def clients_of(city: City) -> dict[str, Client]:
    """This function will log everybody in, and give a client nobody is logged in with."""
    clients = {"anonymous": Client(raise_request_exception=False)}
    for name, person in city.people.items():
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(person)
    return clients


def _tell(to: Account, title: str) -> Any:
    return put_notice(to=to, kind="tests", title=title, text="", address="/", key=title)


def _filter_of(account: Account) -> Any:
    return save_filter(account=account, place="/bao-cao/", name="Chậm", query="tinh_trang=late")


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
    city.kept["filter"] = {name: _filter_of(person) for name, person in city.people.items()}
    city.kept["other filter"] = _filter_of(city.neighbour)
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


def _keep_register(city: City) -> None:
    """What is known of a law, two entries that are one body, and a reorganisation that moved what somebody owed."""
    officer, today = city.people[Role.OFFICER], timezone.localdate()
    day = date(2020, 1, 1)
    law = add_law_change(
        added_by=officer,
        law_kind="Nghị định",
        number="1/2020/NĐ-CP",
        issued_on=day,
        title="",
        change=LawChangeKind.IN_FORCE,
        effective_on=day,
        by_name="",
        by_number="",
        by_issued_on=None,
        note="",
        source="Công báo",
        is_verified=False,
    )
    merger = merge_duplicate(
        duplicate=make_agency("Sở Giáo dục"),
        kept=make_agency("Sở Giáo dục và Đào tạo"),
        reason="Trùng",
        merged_by=officer,
    )
    ended, heir = make_agency("Sở Thủy sản"), make_agency("Sở Nông nghiệp")
    _ask(city, f"Dấu riêng {OTHERS_TASK}", ended)
    change = PlannedChange(today, (PlannedAct(SuccessionKind.MERGE, (ended,), (body_of(heir),)),))
    preview = preview_reorganisation(change=change, choices={}, today=today)
    done = carry_out_reorganisation(
        change=change, consent=Consent({}, preview.seen, "walk"), carried_out_by=officer, today=today
    )
    city.kept |= {"law": law, "merged entry": merger, "reorganisation": done}


def _keep_work(city: City) -> None:
    """What the own unit owes for a task, what it answered, and the part that the neighbour sent to it."""
    focal = city.people[Role.FOCAL]
    Assignment.objects.create(item=city.kept["item"], agency=city.other, role=AssignmentRole.PARTNER)
    whole = _ask(city, "Dấu riêng việc mình", city.own, item=city.kept["item"])
    today = timezone.localdate()
    ask_parts(whole=whole, partners=[city.other], due_on=whole.due_on, asked_by=focal, today=today)
    part = whole.parts.get()
    send(part, city.neighbour, "Phần việc", on=today)
    answered = _ask(city, "Dấu riêng việc chung", city.own)
    city.kept |= {
        "obligation": whole,
        "sent answer": part,
        "answered": answered,
        "evidence": _answer_with_photo(answered, focal, "Đã làm"),
    }


def _work_of_the_neighbour(city: City) -> None:
    """The neighbour owes something for the same task, answers it, and answers in a round of the own unit too."""
    title = f"Dấu riêng {OTHERS_TASK}"
    obligation = _ask(city, title, city.other, item=city.kept["item"])
    in_round = Obligation.objects.get(pk=city.kept["answered"].pk)
    in_round.pk, in_round.agency, in_round.standing, in_round.version = None, city.other, None, 1
    in_round.save(force_insert=True)
    send(in_round, city.neighbour, f"Dấu riêng {OTHERS_ANSWER}", on=timezone.localdate())
    evidence = _answer_with_photo(obligation, city.neighbour, f"Dấu riêng {OTHERS_ANSWER}")
    city.kept |= {"other obligation": obligation, "other evidence": evidence}


def _ask(city: City, title: str, agency: Agency, item: Any = None) -> Obligation:
    today = timezone.localdate()
    key = uuid4().hex
    ask_agencies(
        asked=Asked(title, "", today + timedelta(days=9), item=item),
        agencies=[agency],
        asked_by=city.people[Role.OFFICER],
        key=key,
        today=today,
    )
    return Obligation.objects.get(what=f"request:{key}")


def _answer_with_photo(obligation: Obligation, author: Account, text: str) -> Any:
    photo = take_file(SimpleUploadedFile(f"{text}.jpg", photo_bytes()))
    evidence = send(obligation, author, text, files=[photo], on=timezone.localdate()).evidence.get()
    check_next_evidence(screen=lambda _stored, _looked_at: Screening("clear"))
    return evidence


def _by_key(kind: str) -> Callable[[City, str], Place]:
    return lambda city, _name: {"pk": city.kept[kind].pk}


# How the address of a row of each kind is made, for a person of the walk.
ROWS: dict[str, Callable[[City, str], Place]] = {
    "–": lambda _city, _name: {},
    "kind of findings": lambda city, _name: {"pk": city.kept["reading"].pk, "kind": "task"},
    "page picture": lambda city, _name: {"pk": city.kept["reading"].pk, "page": 1},
    "feed": lambda city, _name: {"token": city.kept["feed"].token},
    "saved filter": lambda city, name: {"pk": city.kept["filter"].get(name, city.kept["other filter"]).pk},
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
ROWS |= PROGRAMME_ROWS
# The same row where it is another unit's or another person's.
OTHERS_ROWS: dict[str, Callable[[City, str], Place]] = {
    "notice": _by_key("other notice"),
    "saved filter": _by_key("other filter"),
    "receipt": _by_key("other receipt"),
}

ROWS |= {
    kind: _by_key(kind)
    for kind in ("law", "measure", "merged entry", "obligation", "regime", "reorganisation")
}
ROWS |= {
    "sent answer": lambda city, _name: {"pk": city.kept["sent answer"].pk, "number": 1},
    "evidence": lambda city, _name: {"token": city.kept["evidence"].token},
}
OTHERS_ROWS |= {
    "agency": lambda city, _name: {"pk": city.other.pk},
    "evidence": lambda city, _name: {"token": city.kept["other evidence"].token},
    "obligation": _by_key("other obligation"),
    "sent answer": lambda city, _name: {"pk": city.kept["other obligation"].pk, "number": 1},
}
OTHERS_ROWS |= OTHERS_PROGRAMME_ROWS
ROWS |= {kind: _by_key(kind) for kind in TICKET_ROWS}
ROWS |= CONSOLIDATION_ROWS
OTHERS_ROWS |= {kind: _by_key(f"other {kind}") for kind in TICKET_ROWS}
ROWS |= {"report round": _by_key("report round"), "chase": place_of_chase}
ROWS |= REPORT_ROWS
OTHERS_ROWS |= OTHERS_REPORT_ROWS
ROWS |= INDICATOR_ROWS
OTHERS_ROWS |= OTHERS_INDICATOR_ROWS
ROWS |= EMULATION_ROWS
OTHERS_ROWS |= OTHERS_EMULATION_ROWS
