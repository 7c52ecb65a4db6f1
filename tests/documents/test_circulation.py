"""Papers sent to agencies: who is meant, what waits for a unit, who has read, and what stays of it."""

from datetime import date, timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from factories.agencies import make_account, make_agency, make_person
from factories.documents import make_document, make_reading
from openpyxl import load_workbook

from haidang.agencies import operations as agencies
from haidang.agencies.enums import AgencyKind, Role
from haidang.agencies.models import Agency
from haidang.agencies.queries import leaving_of
from haidang.documents import errors
from haidang.documents.models import Circulation, Document, Receipt
from haidang.documents.operations import circulating
from haidang.documents.operations.secrets import purge_secret_document
from haidang.documents.operations.withdrawing import withdraw_document
from haidang.documents.queries import circulations
from haidang.foundation.models import Event, Notice

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NOW = timezone.now()
TOKEN = UUID("12345678-1234-5678-1234-567812345678")
# Session and account, posts; the circulation, its counts, how many rows, the rows.
QUERIES_OF_CIRCULATION = 8


@pytest.fixture
def document(db) -> Document:
    return make_reading().document


@pytest.fixture
def tourism(db) -> Agency:
    return make_agency("Sở Du lịch")


def send_to(document, *receivers, by, **details) -> Circulation:
    given = {"token": uuid4()} | details
    return circulating.circulate_document(document=document, agencies=receivers, circulated_by=by, **given)


def confirm(receipt, by, staff=None, version=1):
    return circulating.confirm_receipt(
        receipt=receipt, version=version, staff_informed=staff, confirmed_by=by, at=NOW
    )


def counted(circulation, on=TODAY):
    rows = Circulation.objects.filter(pk=circulation.pk)
    share = circulations.circulation_shares(rows, on=on)[0]
    return (share.informed, share.opened, share.units, share.staff)


def test_form_sent_twice_sends_the_paper_once(document, tourism, officer):
    first = send_to(document, tourism, by=officer, token=TOKEN)
    second = send_to(document, tourism, by=officer, token=TOKEN)

    assert first == second
    assert (Receipt.objects.count(), Event.objects.filter(act="documents.circulate_document").count()) == (
        1,
        1,
    )


def test_paper_goes_out_only_when_it_was_read_and_somebody_is_meant(document, tourism, officer):
    waiting = make_document("Công văn chưa đọc", name="cong-van.txt")

    with pytest.raises(errors.PaperNotRead):
        send_to(waiting, tourism, by=officer)
    with pytest.raises(errors.NoRecipients):
        send_to(document, by=officer)
    assert Circulation.objects.count() == 0


def test_focal_persons_of_the_receivers_are_told_without_a_word_of_the_paper(document, tourism, officer):
    focal = make_person(Role.FOCAL, agency=tourism)
    make_person(Role.FOCAL, "nguoikhac", agency=make_agency("Sở Tư pháp"))
    make_person(Role.READER, "nguoidoc", agency=tourism)

    sent = send_to(document, tourism, by=officer, note="Phổ biến tới toàn thể cán bộ")

    notice = Notice.objects.get()
    assert (notice.to, notice.address) == (focal, f"/van-ban/nhan/{sent.receipts.get().pk}/")
    assert notice.title == "Có văn bản gửi đơn vị bạn để đọc và phổ biến"
    assert str(document) not in notice.title + notice.text


def test_unit_opens_the_paper_and_says_once_that_it_was_made_known(document, tourism, officer, log_in):
    focal = make_person(Role.FOCAL, agency=tourism)
    receipt = send_to(document, tourism, by=officer).receipts.get()
    client, page = log_in(focal), f"/van-ban/nhan/{receipt.pk}/"

    assert page in client.get("/").content.decode()
    client.get(page)
    receipt.refresh_from_db()
    assert (receipt.opened_by, receipt.informed_at) == (focal, None)
    for _time in range(2):
        client.post(page, {"staff_informed": "45", "version": "1"})

    receipt.refresh_from_db()
    acts = Event.objects.filter(act__startswith="documents.").filter(act__endswith="_receipt")
    assert (receipt.informed_by, receipt.staff_informed, receipt.version) == (focal, 45, 2)
    assert sorted(acts.values_list("act", flat=True)) == [
        "documents.confirm_receipt",
        "documents.open_receipt",
    ]
    assert page not in client.get("/").content.decode()


def test_second_colleague_sees_what_the_first_wrote_and_overwrites_nothing(
    document, tourism, officer, log_in
):
    first, second = (make_person(Role.FOCAL, name, agency=tourism) for name in ("mot", "hai"))
    receipt = send_to(document, tourism, by=officer).receipts.get()
    confirm(receipt, first, staff=45)

    page = log_in(second).post(f"/van-ban/nhan/{receipt.pk}/", {"staff_informed": "12", "version": "1"})
    kept = Receipt.objects.get().staff_informed
    log_in(second).post(f"/van-ban/nhan/{receipt.pk}/", {"staff_informed": "12", "version": "2"})

    assert "Đồng nghiệp vừa xác nhận cho đơn vị." in page.content.decode()
    assert 'value="2"' in page.content.decode()
    assert kept == 45
    receipt.refresh_from_db()
    assert (receipt.staff_informed, receipt.informed_by) == (12, first)


@pytest.mark.parametrize("number", ["-1", "rất nhiều", "99999999999"])
def test_number_of_staff_that_cannot_be_is_told_and_nothing_is_kept(
    document, tourism, officer, log_in, number
):
    receipt = send_to(document, tourism, by=officer).receipts.get()

    page = log_in(make_person(Role.FOCAL, agency=tourism)).post(
        f"/van-ban/nhan/{receipt.pk}/", {"staff_informed": number, "version": "1"}
    )

    assert "Có chỗ cần sửa" in page.content.decode()
    assert Receipt.objects.get().informed_at is None


def test_rate_counts_the_units_alive_on_the_day(document, tourism, officer):
    ended = make_agency("Huyện Hoài Đức", AgencyKind.DISTRICT, valid_from=date(2000, 1, 1))
    focal = make_person(Role.FOCAL, agency=tourism)
    sent = send_to(document, tourism, ended, by=officer)
    circulating.open_receipt(receipt=sent.receipts.get(agency=ended), opened_by=focal, at=NOW)
    confirm(sent.receipts.get(agency=tourism), focal, staff=30)
    Agency.objects.filter(pk=ended.pk).update(valid_to=TODAY + timedelta(days=1))

    before, after = counted(sent), counted(sent, TODAY + timedelta(days=1))

    assert (before, after) == ((1, 2, 2, 30), (1, 1, 1, 30))
    missing = circulations.receipts_of(sent, on=TODAY, is_missing_only=True)
    assert [one.agency.name for one in missing] == ["Huyện Hoài Đức"]


def test_all_of_a_kind_and_those_under_one_body_are_meant_and_each_once(document, officer, log_in):
    city = make_agency("UBND Thành phố", AgencyKind.COMMITTEE)
    inside = make_agency("Sở Du lịch", parent=city)
    make_agency("Sở Ngoại vụ")
    make_agency("Phường Ba Đình", AgencyKind.COMMUNE, parent=city)
    client, page = log_in(officer), f"/van-ban/{document.pk}/pho-bien/"
    given = {
        "kinds": ["department"],
        "above": city.pk,
        "names": "Sở Du lịch\nPhường Ba Đình",
        "token": str(TOKEN),
    }

    shown = client.post(page, given | {"preview": "1"})
    assert Circulation.objects.count() == 0
    assert "Gửi tới 2 đơn vị" in shown.content.decode()
    client.post(page, given)
    client.post(page, given)

    sent = Circulation.objects.get()
    assert sorted(sent.receipts.values_list("agency__name", flat=True)) == ["Phường Ba Đình", "Sở Du lịch"]
    assert inside.receipts.count() == 1


def test_form_of_sending_says_what_is_wrong(document, officer, log_in):
    yesterday = TODAY - timedelta(days=1)
    given = {"names": "Sở Không Có", "until": f"{yesterday:%d/%m/%Y}", "token": str(TOKEN)}

    told = log_in(officer).post(f"/van-ban/{document.pk}/pho-bien/", given).content.decode()
    nobody = log_in(officer).post(f"/van-ban/{document.pk}/pho-bien/", {"token": str(TOKEN)}).content.decode()

    assert "Sở Không Có" in told
    assert "Ngày này đã qua." in told
    assert "Chưa chọn được đơn vị nào đang tồn tại." in nobody
    assert Circulation.objects.count() == 0


def test_unit_below_answers_are_given_by_the_agency_above_but_by_nobody_else(
    document, tourism, officer, log_in
):
    unit = make_agency("Văn phòng Sở", AgencyKind.DIVISION, parent=tourism)
    receipt = send_to(document, unit, by=officer).receipts.get()
    page = f"/van-ban/nhan/{receipt.pk}/"
    above = make_person(Role.FOCAL, agency=tourism)
    other = make_person(Role.FOCAL, "nguoikhac", agency=make_agency("Sở Tư pháp"))
    reader = make_person(Role.READER, "nguoidoc", agency=unit)

    codes = {who.username: log_in(who).get(page).status_code for who in (above, other, reader, officer)}

    assert codes == {"focal": 200, "nguoikhac": 404, "nguoidoc": 404, "canbo": 404}
    assert page not in log_in(other).get("/").content.decode()


def test_only_officers_send_and_only_they_and_leaders_follow(document, tourism, officer, log_in):
    sent = send_to(document, tourism, by=officer)
    pages = ("/van-ban/pho-bien/", f"/van-ban/pho-bien/{sent.pk}/", f"/van-ban/{document.pk}/pho-bien/")
    focal, leader = make_person(Role.FOCAL, agency=tourism), make_person(Role.LEADER, agency=tourism)

    seen = {
        who.username: [log_in(who).get(page).status_code for page in pages]
        for who in (officer, leader, focal)
    }
    recalled = log_in(leader).post(f"/van-ban/pho-bien/{sent.pk}/thu-hoi/").status_code

    assert seen == {"canbo": [200, 200, 200], "leader": [200, 200, 404], "focal": [404, 404, 404]}
    assert recalled == 404
    assert log_in(make_account("khach")).get(f"/van-ban/nhan/{sent.receipts.get().pk}/").status_code == 404


def test_recalled_paper_waits_for_nobody(document, tourism, officer, log_in):
    focal = make_person(Role.FOCAL, agency=tourism)
    sent = send_to(document, tourism, by=officer)
    receipt = sent.receipts.get()

    for _time in range(2):
        log_in(officer).post(f"/van-ban/pho-bien/{sent.pk}/thu-hoi/")

    page = log_in(focal).get(f"/van-ban/nhan/{receipt.pk}/").content.decode()
    assert list(circulations.receipts_waiting(focal)) == []
    assert "Văn bản đã được thu hồi; không phải làm gì nữa." in page
    with pytest.raises(errors.CirculationRecalled):
        confirm(receipt, focal)
    assert Event.objects.filter(act="documents.recall_circulation").count() == 1


def test_paper_with_agencies_is_not_taken_out_before_it_is_recalled(document, tourism, officer):
    sent = send_to(document, tourism, by=officer)
    with pytest.raises(errors.PaperCirculated):
        withdraw_document(document=document, withdrawn_by=officer, reason="nộp nhầm")

    circulating.recall_circulation(circulation=sent, recalled_by=officer, at=NOW)
    withdraw_document(document=document, withdrawn_by=officer, reason="nộp nhầm")

    assert (Circulation.objects.count(), Receipt.objects.count()) == (0, 0)


def test_secret_paper_leaves_nothing_of_its_circulation(document, tourism, officer):
    make_person(Role.FOCAL, agency=tourism)
    sent = send_to(document, tourism, by=officer, note="Đọc trước hội nghị")
    confirm(sent.receipts.get(), officer, staff=7)
    name = str(document)

    purge_secret_document(document=document)

    told = str(list(Event.objects.values_list("act", "subject_name", "after")))
    told += str(list(Notice.objects.values_list("title", "text")))
    assert (Circulation.objects.count(), Receipt.objects.count()) == (0, 0)
    assert [one for one in (name, "Đọc trước hội nghị", "confirm_receipt") if one in told] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_a_circulation_takes_the_same_queries_for_any_number_of_units(
    document, officer, log_in, django_assert_num_queries, rows
):
    sent = send_to(document, *[make_agency(f"Sở {number}") for number in range(rows)], by=officer)
    client = log_in(officer)

    with django_assert_num_queries(QUERIES_OF_CIRCULATION):
        page = client.get(f"/van-ban/pho-bien/{sent.pk}/").content.decode()

    assert page.count('<th scope="row">') == rows


def test_delegate_answers_for_the_unit_under_both_names(document, tourism, officer, log_in):
    focal, deputy = make_person(Role.FOCAL, agency=tourism), make_account("phophong", "Trần Quốc Bảo")
    receipt = send_to(document, tourism, by=officer).receipts.get()
    agencies.give_delegation(
        post=focal.posts.get(),
        delegate=deputy,
        valid_from=TODAY,
        valid_to=TODAY + timedelta(days=1),
        reason="Đi công tác",
        given_by=focal,
        on=TODAY,
    )
    client, page = log_in(deputy), f"/van-ban/nhan/{receipt.pk}/"

    before = client.get(page).status_code
    client.post("/tai-khoan/lam-thay/chon/", {"post": focal.posts.get().pk})
    client.post(page, {"staff_informed": "", "version": "1"})

    event = Event.objects.get(act="documents.confirm_receipt")
    assert before == 404
    assert (event.actor, event.acting_for) == (deputy, "Nguyễn Thu Hà, Sở Du lịch")


def test_file_lists_who_has_not_read_for_those_who_follow(document, tourism, officer, log_in):
    focal = make_person(Role.FOCAL, agency=tourism)
    sent = send_to(document, tourism, make_agency("Sở Tư pháp"), by=officer)
    confirm(sent.receipts.get(agency=tourism), focal, staff=30)
    page = f"/van-ban/pho-bien/{sent.pk}/xlsx/"

    def rows(address):
        content = log_in(officer).get(address).content
        sheet = load_workbook(BytesIO(content)).worksheets[0]
        return [(row[0], row[3], row[4]) for row in sheet.iter_rows(min_row=3, values_only=True)]

    assert [one[0] for one in rows(f"{page}?loc=chua")] == ["Sở Tư pháp"]
    assert rows(page)[1] == ("Sở Du lịch", "Nguyễn Thu Hà", 30)
    assert log_in(focal).get(page).status_code == 404


def test_papers_not_read_are_left_open_by_a_focal_person_who_leaves(document, tourism, officer):
    focal = make_person(Role.FOCAL, agency=tourism)
    sent = send_to(document, tourism, by=officer, until=TODAY + timedelta(days=5))
    post = focal.posts.get()

    left = leaving_of(post, on=TODAY).open_work
    confirm(sent.receipts.get(), focal)

    assert [(one.url, one.due_on) for one in left] == [(f"/van-ban/pho-bien/{sent.pk}/", sent.until)]
    assert leaving_of(post, on=TODAY).open_work == []
