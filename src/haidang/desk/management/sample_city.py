"""The fictional city of Hải Đăng, built through the same operations as the screens use.

Every step may be taken again: what is there stays as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from haidang.agencies import operations as agencies
from haidang.agencies.enums import AgencyKind, NameKind, Role
from haidang.agencies.errors import AgencyUnknown
from haidang.agencies.models import Account, Agency
from haidang.agencies.queries import agency_named
from haidang.desk.management.hanoi.bodies import sample_logins
from haidang.documents.enums import FindingKind
from haidang.documents.errors import AlreadyRegistered
from haidang.documents.models import Document, DocumentReading
from haidang.documents.operations.doubts import answer_doubt
from haidang.documents.operations.registering import register_document
from haidang.documents.operations.review import accept_finding, accept_remaining
from haidang.documents.queries.review import doubts_open, findings_to_review
from haidang.documents.rules import answers_offered
from haidang.documents.work import read_next_paper
from haidang.programme.enums import MatchState
from haidang.programme.errors import ProgrammeError
from haidang.programme.models import ItemMatch, Programme, ProgrammeLink
from haidang.programme.operations.adopt import adopt_reading, paper_day
from haidang.programme.operations.agencies import AgencyChoice
from haidang.programme.operations.links import decide_link, decide_matches
from haidang.programme.queries.adoption import findings_to_adopt, heading_of, programme_of
from haidang.programme.queries.matches import SURE_PERCENT, proposals_from
from haidang.programme.queries.names import names_to_match

DEMO_PASSWORD = "ngon-den-hai-dang"
SINCE = date(2025, 1, 1)
STANDING_BODY = "Sở Văn hóa, Thể thao và Du lịch"


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    full_name: str
    role: Role
    agency: str
    # A second post in the same body: an administrator alone follows no work.
    also: Role | None = None


@dataclass(frozen=True, slots=True)
class Body:
    name: str
    kind: AgencyKind
    short: str = ""


PEOPLE = (
    Person("quantri", "Phạm Minh Quân", Role.ADMINISTRATOR, STANDING_BODY, also=Role.READER),
    Person("canbo", "Nguyễn Thu Hà", Role.OFFICER, STANDING_BODY),
    Person("daumoi", "Trần Quốc Bảo", Role.FOCAL, "Sở Ngoại vụ"),
    Person("lanhdao", "Lê Thị Hồng Vân", Role.LEADER, "Ủy ban nhân dân thành phố Hải Đăng"),
    Person("nguoidoc", "Đỗ Anh Tuấn", Role.READER, "Sở Tài chính"),
)
# Their bodies are in the register of Hà Nội, which is loaded after the sample papers.
PEOPLE_OF_HANOI = (
    Person("dulich", "Vũ Thanh Mai", Role.FOCAL, "Sở Du lịch thành phố Hà Nội"),
    Person("hoankiem", "Bùi Đức Long", Role.FOCAL, "Phường Hoàn Kiếm"),
)

BODIES = (
    Body("Ủy ban nhân dân thành phố Hải Đăng", AgencyKind.COMMITTEE, "UBND Thành phố"),
    Body("Văn phòng Ủy ban nhân dân Thành phố", AgencyKind.DEPARTMENT, "Văn phòng UBND Thành phố"),
    Body("Ban Tuyên giáo và Dân vận Thành ủy", AgencyKind.PARTY),
    Body(STANDING_BODY, AgencyKind.DEPARTMENT, "Sở VHTTDL"),
    Body("Sở Ngoại vụ", AgencyKind.DEPARTMENT),
    Body("Sở Tài chính", AgencyKind.DEPARTMENT),
    Body("Sở Khoa học và Công nghệ", AgencyKind.DEPARTMENT, "Sở KHCN"),
    Body("Sở Tư pháp", AgencyKind.DEPARTMENT),
    Body("Sở Xây dựng", AgencyKind.DEPARTMENT),
    Body("Sở Công Thương", AgencyKind.DEPARTMENT),
    Body("Công an Thành phố", AgencyKind.DEPARTMENT),
    Body("Trung tâm Xúc tiến Đầu tư", AgencyKind.DIVISION),
)

ADOPTED = ("ke-hoach-thanh-pho-2026.docx", "ke-hoach-so-2026.docx")
LEFT_FOR_REVIEW = (
    "cong-van-huong-dan-2026.pdf",
    "de-an-2026-2030.docx",
    "ke-hoach-phuong-2026-quet.pdf",
    "ke-hoach-xa-2026-hong.txt",
)
REAL_PROVINCES = ("01",)  # Hà Nội's communes and former districts, to look up in the register
REFUSED = ("tep-tai-dang-do.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n")


def is_foreign_city() -> bool:
    """This function will tell whether people who are not of the sample work here: then nothing may be filled in."""
    known = [*(person.username for person in (*PEOPLE, *PEOPLE_OF_HANOI)), *sample_logins()]
    return Account.objects.exclude(username__in=known).exists()


@transaction.atomic
def found_agencies() -> None:
    """This function will enter the city's bodies into the register, with their short names."""
    for body in BODIES:
        try:
            agency_named(body.name, on=SINCE)
        except AgencyUnknown:
            agency = agencies.create_agency(
                name=body.name, kind=body.kind, created_by=None, source="Dữ liệu mẫu"
            )
            _add_short_name(agency, body.short)


@transaction.atomic
def appoint_people(people: Iterable[Person], *, on: date = SINCE) -> None:
    """This function will create accounts of the sample, each with one post and the password of the sample.

    `on` is a day on which the bodies bear their names; whoever has a post has had it since the body began.
    """
    known = set(Account.objects.values_list("username", flat=True))
    new = {person.username: person for person in people if person.username not in known}
    for person in new.values():
        account = agencies.prepare_account(
            username=person.username, full_name=person.full_name, email="", created_by=None
        )
        agencies.change_own_password(account=account, password=DEMO_PASSWORD)
        _give_post(account, person, person.role, on)
    for account in Account.objects.filter(username__in=new).order_by("id"):
        if also := new[account.username].also:
            _give_post(account, new[account.username], also, on)


def hand_in_papers(officer: Account) -> None:
    """This function will hand in the sample papers, and one file that cannot be read."""
    for name in (*LEFT_FOR_REVIEW, *ADOPTED):
        _hand_in(name, files("haidang.documents").joinpath("samples", name).read_bytes(), officer)
    if not Document.objects.filter(file__original_name=REFUSED[0]).exists():
        _hand_in(*REFUSED, officer)


def adopt_papers(officer: Account) -> list[str]:
    """This function will review and adopt the papers that become programmes, and tell what hindered it."""
    readings = DocumentReading.objects.select_related("document").order_by("id")
    hindrances = []
    for reading in readings.filter(document__file__original_name__in=ADOPTED, refusal_code=""):
        try:
            _adopt(reading, officer)
        except ProgrammeError as hindrance:
            hindrances.append(f"{reading.document}: {hindrance}")
    return hindrances


@transaction.atomic
def link_plans(officer: Account) -> None:
    """This function will put the department's plan under the city's, confirm the most alike, refuse the least."""
    papers = [Programme.objects.filter(document__file__original_name=name).first() for name in ADOPTED]
    above, below = papers
    if above and below and not ProgrammeLink.objects.filter(above=above, below=below).exists():
        at = timezone.localtime()
        link = decide_link(
            above=above, below=below, state=MatchState.CONFIRMED, version=0, decided_by=officer, at=at
        )
        sure = proposals_from(link, least=SURE_PERCENT)
        decide_matches(link=link, versions=sure, state=MatchState.CONFIRMED, decided_by=officer, at=at)
        left = ItemMatch.objects.filter(link=link, state=MatchState.PROPOSED).order_by("score", "id")
        unlike = {one.pk: one.version for one in left[:1]}
        decide_matches(link=link, versions=unlike, state=MatchState.REFUSED, decided_by=officer, at=at)


def hand_in_and_adopt(name: str, content: bytes, *, officer: Account) -> Programme:
    """This function will take a paper of the sample through reading and review to an adopted programme."""
    _hand_in(name, content, officer)
    while read_next_paper():
        pass
    reading = DocumentReading.objects.select_related("document").get(document__file__original_name=name)
    _adopt(reading, officer)
    return Programme.objects.select_related("document").get(document=reading.document)


def _give_post(account: Account, person: Person, role: Role, on: date) -> None:
    agency = agency_named(person.agency, on=on)
    since = max(SINCE, agency.valid_from or SINCE)
    agencies.give_post(account=account, agency=agency, role=role, valid_from=since, given_by=None)


def _add_short_name(agency: Agency, short: str) -> None:
    if short:
        agencies.add_agency_name(agency=agency, text=short, kind=NameKind.ABBREVIATION, added_by=None)


def _hand_in(name: str, content: bytes, officer: Account) -> None:
    try:
        register_document(upload=ContentFile(content, name=name), name=name, registered_by=officer)
    except AlreadyRegistered:
        return


def _adopt(reading: DocumentReading, officer: Account) -> None:
    if programme_of(reading.document):
        return
    for kind in FindingKind.values:
        accept_remaining(reading=reading, kind=kind, decided_by=officer, at=timezone.now())
    for finding in findings_to_review(reading):
        accept_finding(finding=finding, version=finding.version, decided_by=officer)
    for doubt in doubts_open(reading):
        careful = answers_offered(doubt.code)[0]
        answer_doubt(doubt=doubt, answer=careful, version=doubt.version, answered_by=officer)
    reading = DocumentReading.objects.select_related("document").get(pk=reading.pk)
    adopt_reading(reading=reading, adopted_by=officer, agency_choices=_nearest_bodies(reading))


def _nearest_bodies(reading: DocumentReading) -> dict[str, AgencyChoice]:
    heading = heading_of(reading)
    findings = [*([heading] if heading else []), *findings_to_adopt(reading)]
    rows = names_to_match(findings, on=paper_day(reading))
    return {
        row.printed: AgencyChoice(agency=row.proposals[0].agency)
        for row in rows
        if row.standing == "ambiguous" and row.proposals
    }
