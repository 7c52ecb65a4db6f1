"""Lists and parts of pages: within reach only, with a fixed number of queries, reached from where people look."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency, make_person
from factories.programme import adopted_programme, plan_answer
from factories.reports import DUE, TODAY, ask, owed, send
from openpyxl import load_workbook

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency
from haidang.desk.queries import found_everywhere
from haidang.engines.vietnamese.dates import written_day
from haidang.programme.models import Item
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.answering import accept_submission
from haidang.reports.operations.opening import Asked, ask_agencies, ask_parts

pytestmark = pytest.mark.django_db


def soon():
    return timezone.localdate() + timedelta(days=10)


def test_list_shows_a_unit_only_what_concerns_it(log_in, officer, focal, agency):
    owed(officer, agency, title="Việc của Du lịch")
    owed(officer, make_agency("Sở Y tế"), title="Việc của Y tế")
    address = reverse("reports:obligations")
    assert "Việc của Y tế" in log_in(officer).get(address).content.decode()

    page = log_in(focal).get(address).content.decode()

    assert "Việc của Du lịch" in page
    assert "Y tế" not in page
    assert "1 việc phải báo" in page


def test_unit_page_of_a_stranger_is_not_there(log_in, officer, focal, agency):
    other = make_agency("Sở Y tế")
    owed(officer, other)
    assert log_in(focal).get(reverse("reports:unit", args=[agency.pk])).status_code == 200

    assert log_in(focal).get(reverse("reports:unit", args=[other.pk])).status_code == 404


def test_round_shows_who_has_not_with_both_numbers(log_in, officer, agency):
    rows = ask(officer, agency, make_agency("Sở Y tế"), make_agency("Sở Tư pháp"))
    accept_submission(submission=send(rows[0], officer), decided_by=officer, on=timezone.localdate())

    page = log_in(officer).get(reverse("reports:round", args=[rows[0].pk])).content.decode()

    assert "Chưa báo: 2/3" in page


def test_round_of_very_many_is_shown_a_page_at_a_time_with_a_fixed_number_of_queries(
    log_in, officer, django_assert_num_queries
):
    few, many = (
        ask(officer, *[make_agency(f"{kind} số {number}") for number in range(size)], title=kind)
        for kind, size in (("Xã", 2), ("Phường", 60))
    )
    client = log_in(officer)
    client.get("/bao-cao/")
    pages = []
    for rows in (few, many):
        with django_assert_num_queries(10):
            pages.append(client.get(reverse("reports:round", args=[rows[0].pk])).content.decode())

    whole = client.get(
        reverse("reports:round", args=[many[0].pk]), {"xem": "tat-ca", "trang": 2}
    ).content.decode()

    assert [page.count("Phường số") for page in pages] == [0, 50]
    assert whole.count("Phường số") == 10
    assert "trang 2/2" in whole


@pytest.mark.parametrize("name", ["open_round", "ask"])
def test_only_officers_open_and_ask(log_in, officer, focal, name):
    assert log_in(officer).get(reverse(f"reports:{name}")).status_code == 200

    assert log_in(focal).get(reverse(f"reports:{name}")).status_code == 404


@pytest.mark.parametrize("name", ["extend", "waive", "hand_over"])
def test_only_officers_change_what_is_owed(log_in, officer, focal, agency, name):
    address = reverse(f"reports:{name}", args=[owed(officer, agency).pk])
    assert log_in(officer).get(address).status_code == 200

    answer = log_in(focal).post(address, {"version": 1, "reason": "x", "due_on": "01/01/2030"})

    assert answer.status_code == 404
    assert Obligation.objects.get().version == 1


def test_unit_cannot_accept_its_own_answer(log_in, officer, focal, agency):
    sent = send(owed(officer, agency), focal)
    address = reverse("reports:decide", args=[sent.obligation_id, 1])

    refused = log_in(focal).post(address, {"reason": ""})

    assert refused.status_code == 404
    sent.refresh_from_db()
    assert sent.state == "sent"
    log_in(officer).post(address, {"reason": ""})
    sent.refresh_from_db()
    assert sent.state == "accepted"


def test_lead_confirms_the_part_of_a_partner_and_nobody_else_does(log_in, officer, focal, agency):
    partner = make_agency("Sở Y tế")
    helper = make_person(Role.FOCAL, "phoihop", partner)
    whole = owed(officer, agency, due_on=soon(), today=timezone.localdate())
    ask_parts(whole=whole, partners=[partner], due_on=soon(), asked_by=focal, today=timezone.localdate())
    part = Obligation.objects.get(whole=whole)
    sent = send(part, helper, "Phần của Y tế")
    address = reverse("reports:decide", args=[part.pk, 1])

    assert log_in(helper).post(address, {}).status_code == 404
    assert (
        "Phần của Y tế" in log_in(focal).get(reverse("reports:obligation", args=[whole.pk])).content.decode()
    )
    log_in(focal).post(address, {})

    sent.refresh_from_db()
    assert (sent.state, sent.decided_by) == ("accepted", focal)


def test_officer_accepts_what_was_chosen_and_what_a_unit_replaced_meanwhile_is_left(
    log_in, officer, focal, agency
):
    first, second = (owed(officer, agency) for _number in range(2))
    chosen = [send(first, focal), send(second, focal)]
    send(second, focal, "Bản mới hơn")
    client, address = log_in(officer), reverse("reports:accept_chosen")
    assert (
        'name="ban"'
        in client.get(reverse("reports:obligations"), {"tinh_trang": "submitted"}).content.decode()
    )

    client.post(address, {"ban": [one.pk for one in chosen]})

    assert list(Submission.objects.order_by("id").values_list("text", "state")) == [
        ("Dịch 14 bài", "accepted"),
        ("Dịch 14 bài", "superseded"),
        ("Bản mới hơn", "sent"),
    ]
    assert log_in(focal).post(address, {"ban": [chosen[0].pk]}).status_code == 404


def open_programme(officer) -> Item:
    adopted_programme(plan_answer(), adopted_by=officer)
    item = Item.objects.get(kind="task")
    lead = Agency.objects.get(name="Sở Thông tin và Truyền thông")
    asked = Asked("Theo dõi dư luận", "", soon(), item=item)
    ask_agencies(asked=asked, agencies=[lead], asked_by=officer, key="", today=timezone.localdate())
    return item


def test_page_of_an_item_shows_how_far_it_is(log_in, officer):
    item = open_programme(officer)
    send(Obligation.objects.get(), officer, "Đã tổng hợp 12 bản tin")

    page = log_in(officer).get(reverse("programme:item", args=[item.pk])).content.decode()

    assert "Tiến độ và việc phải báo" in page
    assert "Đã tổng hợp 12 bản tin" in page


def test_page_of_an_item_tells_a_stranger_nothing_of_progress(log_in, officer, focal):
    item = open_programme(officer)
    send(Obligation.objects.get(), officer, "Đã tổng hợp 12 bản tin")

    page = log_in(focal).get(reverse("programme:item", args=[item.pk]))

    assert page.status_code == 200
    assert "Đã tổng hợp" not in page.content.decode()


def test_page_of_an_agency_leads_to_what_it_owes(log_in, officer, agency):
    owed(officer, agency)

    page = log_in(officer).get(reverse("agencies:agency", args=[agency.pk])).content.decode()

    assert reverse("reports:unit", args=[agency.pk]) in page


def test_desk_leads_a_focal_person_to_the_next_thing_owed(log_in, officer, focal, agency):
    one = owed(officer, agency, title="Báo cáo tháng")

    page = log_in(focal).get("/").content.decode()

    assert reverse("reports:my_work") in page
    assert reverse("reports:obligation", args=[one.pk]) in page


def test_preview_and_opening_on_screen(log_in, officer):
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    client, span = log_in(officer), {"chuong_trinh": programme.pk, "tu": "01/01/2024", "den": "30/6/2024"}
    address = reverse("reports:open_round")

    preview = client.get(address, span)
    plan = preview.context["plan"]
    assert (plan.count_new, Obligation.objects.count()) == (1, 0)
    for _time in range(2):
        client.post(address, span | {"dot": [one.owed.key for one in plan.rounds]})

    assert Obligation.objects.count() == 1


def test_days_before_the_programme_are_refused_in_words(log_in, officer):
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    span = {"chuong_trinh": programme.pk, "tu": "01/01/2020", "den": "31/12/2020"}

    page = log_in(officer).get(reverse("reports:open_round"), span).content.decode()

    assert "Chương trình bắt đầu từ năm 2024: trước đó chưa có việc nào đến hạn." in page


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("hanoi.gov.vn/tin", "chưa có địa chỉ"),
        ("javascript:alert(1)", "chưa có địa chỉ"),
        ("https://..gov.vn", "không phải địa chỉ"),
        ("https://hanoi.gov.vn/tin 31/02/2026", "Không có ngày 31/02/2026"),
    ],
)
def test_link_that_cannot_be_one_is_refused_in_words(log_in, officer, focal, agency, link, sentence):
    one = owed(officer, agency)
    data = {"version": 1, "key": "b" * 32, "text": "Đăng tin", "links": link}

    answer = log_in(focal).post(reverse("reports:answer", args=[one.pk]), data)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Submission.objects.filter(state="sent").count() == 0


@pytest.mark.parametrize("name", ["obligations", "rounds", "my_work"])
def test_list_takes_the_same_queries_for_any_number_of_rows(log_in, officer, name):
    client, counts = log_in(officer), []
    for number in range(2, 9, 3):
        for other in range(number):
            send(owed(officer, make_agency(f"Sở {number} {other}")), officer)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse(f"reports:{name}")).status_code == 200
        counts.append(len(caught))

    assert len(set(counts)) == 1


def found_of(account, words: str) -> list[Obligation]:
    found = found_everywhere(words, for_user=account, on=timezone.localdate()).obligations
    assert found.in_all == len(found.rows)
    return [row.obligation for row in found.rows]


@pytest.mark.parametrize("words", ["Lễ hội Áo dài", "le hoi ao dai", "du lich ao dai"])
def test_words_of_the_answer_that_counts_are_found_within_reach_only(log_in, officer, focal, agency, words):
    own, other = owed(officer, agency), owed(officer, make_agency("Sở Du lịch và Thể thao"))
    send(own, focal, "Tổ chức Lễ hội Áo dài")
    send(other, officer, "Phục vụ lễ hội áo dài")
    assert found_of(officer, words) == [other, own]
    page = log_in(focal).get("/tim/", {"q": words}).content.decode()

    assert found_of(focal, words) == [own]
    assert "Tổ chức Lễ hội Áo dài" in page
    assert "Phục vụ" not in page


def test_answer_that_was_replaced_is_not_found(officer, agency):
    one = owed(officer, agency)
    send(one, officer, "Tổ chức Lễ hội Áo dài")
    assert found_of(officer, "ao dai") == [one]

    send(one, officer, "Tổ chức triển lãm")

    assert found_of(officer, "ao dai") == []


def test_list_is_a_workbook_of_the_same_rows_within_reach(log_in, officer, focal, agency):
    ask(officer, agency, make_agency("Sở Y tế"), title="Số liệu quý")
    send(owed(officer, agency, title="Báo cáo năm"), focal, "=Đã dịch 14 bài")
    address = reverse("reports:export_obligations")

    whole, own = (load_workbook(BytesIO(log_in(one).get(address).content)).active for one in (officer, focal))
    asked = log_in(officer).get(address, {"q": "dich 14"})
    found = load_workbook(BytesIO(asked.content)).active

    assert [row[0].value for row in whole.iter_rows(min_row=3)].count("Số liệu quý") == 2
    assert {row[1].value for row in own.iter_rows(min_row=3)} == {"Sở Du lịch"}
    assert [[cell.value for cell in row] for row in found.iter_rows(min_row=3)] == [
        [
            "Báo cáo năm",
            "Sở Du lịch",
            None,
            written_day(DUE),
            "đã gửi, chờ duyệt",
            written_day(TODAY),
            "=Đã dịch 14 bài",
        ]
    ]
