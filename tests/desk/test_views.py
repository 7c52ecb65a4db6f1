"""The officer's home and the search: what they show, to whom, with how many queries."""

from dataclasses import fields
from datetime import date

import pytest
from factories.agencies import make_account, make_agency, make_person
from factories.money import make_line
from factories.programme import adopted_programme
from factories.programme import plan_answer as programme_answer
from factories.reports import TODAY, ask
from factories.tickets import make_ticket

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency
from haidang.agencies.operations import give_seat
from haidang.desk.queries import FoundRows, found_everywhere, waiting_work
from haidang.documents.enums import ReadingState
from haidang.documents.models import Document, DocumentDoubt, DocumentReading, Finding
from haidang.foundation.models import StoredFile
from haidang.programme.models import PlanDraft

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 21)

# Session, account, posts; papers being read, to review, refused; findings and doubts of those; programmes; units below
# the own agency, papers they have to read, papers sent to agencies.
QUERIES_OF_HOME = 15


def make_paper(state: str, number: str = "15/KH-UBND") -> DocumentReading:
    file = StoredFile.objects.create(
        original_name="ke-hoach.docx", content_type="text/plain", sha256="0", size=1
    )
    document = Document.objects.create(
        kind="Kế hoạch",
        number=number,
        title="Thông tin đối ngoại",
        folded_text="thong tin doi ngoai",
        file=file,
    )
    code = "damaged" if state == ReadingState.REFUSED else ""
    return DocumentReading.objects.create(document=document, state=state, refusal_code=code)


def make_findings(reading: DocumentReading, states: list[str]) -> None:
    for order, state in enumerate(states):
        Finding.objects.create(reading=reading, kind="task", order=order, state=state, raw={}, value={})


def test_home_shows_the_desk_to_an_officer(officer, log_in):
    page = log_in(officer).get("/").content.decode()

    assert officer.full_name in page
    assert "Chờ rà soát" in page


def test_home_asks_a_stranger_to_log_in(client):
    answer = client.get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/dang-nhap/?next=/")


def test_home_tells_an_account_without_post_what_to_do(log_in):
    make_paper(ReadingState.READ)

    page = log_in(make_account()).get("/").content.decode()

    assert "chưa giữ vai trò nào" in page
    assert "15/KH-UBND" not in page


def test_waiting_work_sorts_papers_by_what_they_wait_for(officer):
    waiting, read, refused = (
        make_paper(state) for state in (ReadingState.WAITING, ReadingState.READ, ReadingState.REFUSED)
    )
    make_findings(read, ["accepted", "proposed", "proposed", "rejected"])
    DocumentDoubt.objects.create(reading=read, code="sum_differs", message="", order=0)

    work = waiting_work(officer)

    assert work.being_read == [waiting.document]
    assert work.refused == [refused.document]
    assert [(row.document, row.decided, row.findings, row.open_doubts) for row in work.to_review] == [
        (read.document, 1, 3, 1)
    ]


def test_waiting_work_is_empty_for_a_reader():
    make_paper(ReadingState.READ)

    work = waiting_work(make_person(Role.READER))

    assert (work.being_read, work.to_review, work.refused) == ([], [], [])


@pytest.mark.parametrize("rows", [1, 3])
def test_home_takes_the_same_queries_for_any_number_of_papers(
    officer, log_in, django_assert_num_queries, rows
):
    client = log_in(officer)
    for number in range(rows):
        make_findings(make_paper(ReadingState.READ, f"{number}/KH-UBND"), ["proposed"])

    with django_assert_num_queries(QUERIES_OF_HOME):
        page = client.get("/").content.decode()

    assert page.count("/KH-UBND</a>") == rows


@pytest.mark.parametrize("words", ["Thông tin đối ngoại", "thong tin doi ngoai"])
def test_search_finds_papers_and_agencies_with_and_without_marks(officer, words):
    paper = make_paper(ReadingState.READ).document
    centre = make_agency("Trung tâm Thông tin đối ngoại")

    found = found_everywhere(words, for_user=officer, on=date(2026, 11, 21))

    assert (found.papers.rows, found.papers.in_all) == ([paper], 1)
    assert (found.agencies.rows, found.items.rows) == ([centre], [])


@pytest.mark.parametrize("words", ["Dịch sách ảnh", "dich sach anh"])
def test_search_finds_what_is_owed_and_raised_within_reach_only(officer, log_in, words):
    mine, other = make_agency("Sở Du lịch"), make_agency("Sở Tài chính")
    focal = make_person(Role.FOCAL, agency=mine)
    owed = ask(officer, mine, other, title="Danh sách dịch sách ảnh")
    raised = [
        make_ticket(one, officer, text="Chưa có kinh phí dịch sách ảnh", on=TODAY) for one in (mine, other)
    ]

    found = {one.pk: found_everywhere(words, for_user=one, on=TODAY) for one in (officer, focal)}
    page = log_in(focal).get("/tim/", {"q": words}).content.decode()

    assert [row.obligation for row in found[officer.pk].obligations.rows] == owed[::-1]
    assert sorted(one.pk for one in found[officer.pk].tickets.rows) == [one.pk for one in raised]
    assert [row.obligation for row in found[focal.pk].obligations.rows] == [owed[0]]
    assert (found[focal.pk].obligations.in_all, found[focal.pk].tickets) == (1, FoundRows([raised[0]], 1))
    assert "Danh sách dịch sách ảnh" in page
    assert "Sở Tài chính" not in page


def test_search_does_not_exist_without_a_post(officer, log_in):
    assert log_in(officer).get("/tim/?q=doi ngoai").status_code == 200

    assert log_in(make_account("la")).get("/tim/?q=doi ngoai").status_code == 404


def rows_of_every_kind(officer, agency, number: int = 0) -> None:
    """This function will make one row of each kind that stands beside papers, all with the words "Bưởi Diễn"."""
    words = f"Bưởi Diễn {number}"
    make_line(adopted_programme(programme_answer(), adopted_by=officer), text=f"In sách {words}")
    ask(officer, agency, title=f"Báo cáo {words}")
    PlanDraft.objects.create(
        owner=agency,
        title=f"Kế hoạch {words}",
        first_year=2026,
        last_year=2026,
        token=words,
        made_by=officer,
    )
    give_seat(
        holder=f"Bùi {words}",
        agency=agency,
        kind="expert",
        valid_from=ON,
        source="Công văn 2",
        given_by=officer,
    )


def counts_found(account, words: str = "buoi dien") -> dict[str, int]:
    found = found_everywhere(words, for_user=account, on=ON)
    return {one.name: getattr(found, one.name).in_all for one in fields(found)}


def test_search_finds_people_obligations_plans_and_budget_lines(officer):
    rows_of_every_kind(officer, make_agency("Sở Du lịch"))

    assert (
        counts_found(officer, "Bưởi diễn")
        == counts_found(officer)
        == {
            "items": 0,
            "obligations": 1,
            "tickets": 0,
            "papers": 0,
            "agencies": 0,
            "people": 1,
            "plans": 1,
            "budget_lines": 1,
            "reports": 0,
        }
    )


def test_search_tells_a_unit_nothing_of_what_another_owes_or_plans(officer):
    own, other = make_agency("Sở Du lịch"), make_agency("Sở Y tế")
    focal = make_person(Role.FOCAL, "daumoi", own)
    rows_of_every_kind(officer, other)
    ask(officer, own, title="Bưởi Diễn của mình")

    counts = counts_found(focal)

    assert (counts["obligations"], counts["plans"]) == (1, 0)


def test_search_finds_a_body_that_is_no_more_by_its_old_name(officer, log_in):
    Agency.objects.filter(pk=make_agency("Sở Thông tin").pk).update(valid_to=date(2025, 3, 1))

    page = log_in(officer).get("/tim/?q=so thong tin").content.decode()

    assert "đến 01/3/2025; xem trang của đơn vị để biết nay là đơn vị nào" in page


def test_search_takes_the_same_queries_for_any_number_of_rows(officer, log_in, django_assert_num_queries):
    client, agency = log_in(officer), make_agency("Sở Du lịch")
    for number in range(2):
        rows_of_every_kind(officer, agency, number)
        with django_assert_num_queries(21):
            client.get("/tim/?q=buoi dien")
