"""Proposals of units: written by a focal person, sent, sent back, gathered for the finance department."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from factories.agencies import make_agency, make_person
from factories.money import make_line
from factories.programme import adopted_programme, plan_answer
from factories.workbooks import opened_book, saved

from haidang.agencies.enums import Role
from haidang.foundation.queries import events_of
from haidang.programme.enums import ProposalState
from haidang.programme.errors import ProposalChangedMeanwhile, ProposalEmpty, ProposalSettled
from haidang.programme.models import BudgetEntry, BudgetProposal, ProposalLine
from haidang.programme.operations import proposals as operations
from haidang.programme.operations.proposals import ProposalWords
from haidang.programme.queries.proposals import gathered_table

pytestmark = pytest.mark.django_db

YEAR = 2024
DAY = date(2024, 3, 1)


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def tourism():
    return make_agency("Sở Du lịch")


@pytest.fixture
def focal(tourism):
    return make_person(Role.FOCAL, "daumoi", tourism)


def proposed(agency, by, *amounts, year=YEAR, **words) -> BudgetProposal:
    """A proposal with one line for each amount."""
    proposal = operations.begin_proposal(agency=agency, year=year, begun_by=by)
    for number, amount in enumerate(amounts, start=1):
        line = ProposalWords(text=f"Khoản {number}", amount_vnd=amount, **words)
        operations.write_proposal_line(proposal=proposal, words=line, token=uuid4(), written_by=by)
    return proposal


def sent(proposal, by):
    return operations.send_proposal(
        proposal=proposal, version=proposal.version, at=timezone.now(), sent_by=by
    )


def test_a_focal_person_proposes_and_sends_on_the_pages(focal, tourism, log_in):
    browser = log_in(focal)
    begun = browser.post(reverse("programme:proposals"), {"agency": tourism.pk, "year": YEAR})
    proposal = BudgetProposal.objects.get()
    address = reverse("programme:proposal", args=[proposal.pk])
    assert begun["Location"] == address
    fields = {"token": uuid4(), "text": "In tờ gấp", "amount_vnd": "300 triệu", "basis": "3 quý x 100 triệu"}

    for _time in range(2):
        browser.post(address, fields)
    proposal.refresh_from_db()
    for _time in range(2):
        browser.post(reverse("programme:send_proposal", args=[proposal.pk]), {"version": proposal.version})

    proposal.refresh_from_db()
    assert ProposalLine.objects.get().amount_vnd == 300_000_000
    assert (proposal.state, proposal.sent_by) == (ProposalState.SENT, focal)
    assert [event.act for event in events_of(proposal)] == [
        "programme.send_proposal",
        "programme.write_proposal_line",
        "programme.begin_proposal",
    ]


def test_a_sent_proposal_is_settled_until_it_is_sent_back(focal, tourism, officer):
    proposal = sent(proposed(tourism, focal, 5), focal)
    with pytest.raises(ProposalSettled):
        proposed(tourism, focal, 6)

    operations.return_proposal(
        proposal=proposal, version=proposal.version, reason="thiếu cách tính", returned_by=officer
    )
    proposed(tourism, focal, 6)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason, proposal.lines.count()) == ("returned", "thiếu cách tính", 2)


def test_nobody_decides_about_what_was_not_shown(focal, tourism, officer):
    proposal = proposed(tourism, focal, 5)
    seen = proposal.version
    proposed(tourism, focal, 6)

    with pytest.raises(ProposalChangedMeanwhile):
        operations.send_proposal(proposal=proposal, version=seen, at=timezone.now(), sent_by=focal)
    with pytest.raises(ProposalChangedMeanwhile):
        operations.accept_proposal(proposal=proposal, version=seen, on=DAY, accepted_by=officer)

    assert BudgetProposal.objects.get().state == ProposalState.DRAFT


def test_an_empty_proposal_is_not_sent(focal, tourism):
    with pytest.raises(ProposalEmpty):
        sent(proposed(tourism, focal), focal)


def test_taking_a_proposal_over_enters_proposed_amounts_once(focal, tourism, officer):
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    line = make_line(programme, "In ấn phẩm", executor=tourism)
    proposal = sent(proposed(tourism, focal, 5_000_000, line=line, source="Thành phố"), focal)

    operations.accept_proposal(proposal=proposal, version=proposal.version, on=DAY, accepted_by=officer)
    with pytest.raises(ProposalChangedMeanwhile):
        operations.accept_proposal(proposal=proposal, version=proposal.version, on=DAY, accepted_by=officer)

    told = BudgetEntry.objects.values_list("line", "kind", "amount_vnd", "year", "executor", "source")
    assert list(told) == [(line.pk, "proposed", 5_000_000, YEAR, tourism.pk, "Thành phố")]


def test_the_gathered_table_tells_who_has_not_proposed(focal, tourism, officer):
    adopted_programme(plan_answer(), adopted_by=officer)  # its task is led by Sở Thông tin và Truyền thông
    press = make_agency("Báo Biển Xanh", "press")
    make_person(Role.FOCAL, "bao", press)
    sent(proposed(tourism, focal, 7, 5, group="In ấn", source="Thành phố"), focal)
    proposed(press, officer, 9)

    table = gathered_table(YEAR, for_user=officer, on=DAY)

    assert [(unit.agency, unit.total_vnd) for unit in table.units] == [(tourism, 12)]
    assert [answer.agency.name for answer in table.missing] == [
        "Báo Biển Xanh",
        "Sở Thông tin và Truyền thông",
    ]
    assert (table.answered, len(table.answers), table.total_vnd) == (1, 3, 12)
    assert (table.totals_by("group"), table.totals_by("source")) == ([("In ấn", 12)], [("Thành phố", 12)])


def test_the_table_goes_out_as_workbook_and_appendix(focal, tourism, officer, log_in):
    sent(proposed(tourism, focal, 7_000_000, 5_000_000, group="In ấn"), focal)
    browser = log_in(officer)

    book = opened_book(browser.get(reverse("programme:export_gathered_xlsx"), {"nam": YEAR}).content)
    paper = docx.Document(
        BytesIO(browser.get(reverse("programme:export_gathered_docx"), {"nam": YEAR}).content)
    )

    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=4)]
    assert rows == [
        ["1", "Sở Du lịch", "", "", "", 12_000_000],
        ["1.1", "Khoản 1", "", "In ấn", "", 7_000_000],
        ["1.2", "Khoản 2", "", "In ấn", "", 5_000_000],
        ["", "Tổng cộng các đơn vị", "", "", "", 12_000_000],
    ]
    assert [sheet.title for sheet in book.worksheets] == [
        "Dự toán",
        "Theo nhóm chi",
        "Theo nguồn",
        "Chưa gửi dự toán",
    ]
    assert [row.cells[-1].text for row in paper.tables[0].rows][1:] == [
        "12.000.000",
        "7.000.000",
        "5.000.000",
        "12.000.000",
    ]


def test_a_focal_person_reaches_no_proposal_of_another_unit(focal, tourism, officer, log_in):
    press = make_agency("Báo Biển Xanh", "press")
    other = proposed(press, officer, 987_000_000, group="Khoản kín")
    line = other.lines.get()
    browser = log_in(focal)

    assert "Báo Biển Xanh" not in browser.get(reverse("programme:proposals")).text
    for name, pk in (("proposal", other.pk), ("edit_proposal_line", line.pk)):
        assert browser.get(reverse(f"programme:{name}", args=[pk])).status_code == 404
    for name, pk in (
        ("proposal", other.pk),
        ("send_proposal", other.pk),
        ("return_proposal", other.pk),
        ("accept_proposal", other.pk),
        ("edit_proposal_line", line.pk),
        ("remove_proposal_line", line.pk),
    ):
        assert browser.post(reverse(f"programme:{name}", args=[pk]), {"version": 2}).status_code == 404
    for name in ("gathered", "export_gathered_xlsx", "export_gathered_docx"):
        assert browser.get(reverse(f"programme:{name}")).status_code == 404
    answer = browser.post(reverse("programme:proposals"), {"agency": press.pk, "year": YEAR})
    assert answer.context["form"].errors
    other.refresh_from_db()
    assert (other.state, other.lines.count(), BudgetProposal.objects.count()) == ("draft", 1, 1)


@pytest.mark.parametrize("role", [Role.LEADER, Role.READER])
def test_those_who_only_read_write_nothing(tourism, officer, log_in, role):
    proposal = proposed(tourism, officer, 5)
    browser = log_in(make_person(role, agency=tourism))

    assert browser.get(reverse("programme:proposal", args=[proposal.pk])).status_code == 200
    for name in ("proposal", "send_proposal", "accept_proposal"):
        assert browser.post(reverse(f"programme:{name}", args=[proposal.pk]), {}).status_code == 404
    assert (
        browser.post(reverse("programme:proposals"), {"agency": tourism.pk, "year": 2024}).status_code == 404
    )


def test_lines_come_in_from_a_workbook_and_a_second_time_nothing_changes(focal, tourism, log_in):
    proposal, browser = proposed(tourism, focal, 5_000_000), log_in(focal)
    address = reverse("programme:import_proposal_lines", args=[proposal.pk])
    book = opened_book(browser.get(reverse("programme:export_proposal_lines", args=[proposal.pk])).content)
    book.active.cell(4, 4).value = "6 triệu"
    book.active.append(["", "", "In tờ gấp", "300 triệu", "3 quý x 100 triệu"])
    book.active.append(["", "", "Không tiền", 0])

    def send(content):
        return browser.post(address, {"file": SimpleUploadedFile("a.xlsx", content)}, follow=True)

    page = send(saved(book))
    assert [row.kind for row in page.context["plan"].rows] == ["changed", "added", "refused"]
    fields = {"lan": page.context["held"].pk, "seen": page.context["plan"].fingerprint}
    browser.post(address, fields | {"takes_good_rows": "on"})

    assert list(proposal.lines.order_by("id").values_list("text", "amount_vnd")) == [
        ("Khoản 1", 6_000_000),
        ("In tờ gấp", 300_000_000),
    ]
    again = [row.kind for row in send(saved(book)).context["plan"].rows]
    assert again == ["unchanged", "unchanged", "refused"]


def test_a_sent_proposal_takes_no_workbook(focal, tourism, officer, log_in):
    proposal = sent(proposed(tourism, focal, 5), focal)
    other = make_person(Role.FOCAL, "khac", make_agency("Báo Biển Xanh", "press"))
    address = reverse("programme:import_proposal_lines", args=[proposal.pk])

    assert "Dự toán này đã gửi" in log_in(focal).get(address, follow=True).text
    for name in ("import_proposal_lines", "export_proposal_lines"):
        answer = log_in(other).get(reverse(f"programme:{name}", args=[proposal.pk]))
        assert answer.status_code == 404


def test_a_line_changed_by_two_keeps_the_first_change(focal, tourism, log_in):
    line = proposed(tourism, focal, 5).lines.get()
    address = reverse("programme:edit_proposal_line", args=[line.pk])
    fields = {"token": line.token, "version": 1, "text": "Khoản 1", "amount_vnd": "6"}
    browser = log_in(focal)

    browser.post(address, fields)
    answer = browser.post(address, fields | {"amount_vnd": "7"})

    assert "Có người vừa sửa dự toán này" in answer.text
    assert ProposalLine.objects.get().amount_vnd == 6


def test_the_gathered_page_takes_the_same_queries_for_few_and_many(
    officer, tourism, log_in, django_assert_num_queries
):
    browser, address = log_in(officer), reverse("programme:gathered") + f"?nam={YEAR}"
    sent(proposed(tourism, officer, 5), officer)
    with django_assert_num_queries(6):
        browser.get(address)
    for number in range(4):
        agency = make_agency(f"Sở {number}")
        make_person(Role.FOCAL, f"daumoi{number}", agency)
        if number % 2:
            sent(proposed(agency, officer, 5, 6), officer)

    with django_assert_num_queries(6):
        browser.get(address)
