"""Pages of the directory: what they show, to whom, and with how many queries."""

from datetime import date
from io import BytesIO

import pytest
from factories.agencies import make_account, make_agency, make_person
from openpyxl import load_workbook

from haidang.agencies import operations
from haidang.agencies.enums import Role, SeatKind
from haidang.agencies.models import Person, Seat

pytestmark = pytest.mark.django_db

PHONE = "024 3825 3536"
# Session, account, posts; number of seats, seats; units with a focal person.
QUERIES_OF_DIRECTORY = 6
GIVEN = {
    "kind": "focal_person",
    "place": "member",
    "title": "Trưởng phòng",
    "valid_from": "01/02/2025",
    "phone": PHONE,
    "email": "",
    "source": "Công văn số 8",
}


def seat_of(name: str, agency, **details) -> Seat:
    given = {"kind": SeatKind.FOCAL, "valid_from": date(2025, 1, 1), "source": "Công văn 8", "phone": PHONE}
    return operations.give_seat(holder=name, agency=agency, given_by=None, **given | details)


@pytest.mark.parametrize("rows", [1, 3])
def test_directory_takes_the_same_queries_for_any_number_of_rows(
    officer, log_in, django_assert_num_queries, rows
):
    client = log_in(officer)
    for number in range(rows):
        seat_of(f"Trần Thị Lan {number}", make_agency(f"Sở Du lịch {number}"))

    with django_assert_num_queries(QUERIES_OF_DIRECTORY):
        page = client.get("/danh-ba/?q=lan").content.decode()

    assert page.count('<th scope="row">') == rows


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.OFFICER, ["own", "other"]),
        (Role.LEADER, ["own", "other"]),
        (Role.FOCAL, ["own"]),
        (Role.READER, []),
        (Role.ADMINISTRATOR, []),
    ],
)
def test_contact_is_seen_by_those_who_need_it_on_pages_and_in_the_file(log_in, role, sees):
    own, other = make_agency("Sở Ngoại vụ"), make_agency("Sở Du lịch")
    seats = [seat_of("Lan", own, phone="024 1111 2222"), seat_of("Hoa", other, phone="024 3333 4444")]
    phones = {"own": "024 1111 2222", "other": "024 3333 4444"}
    client = log_in(make_person(role, agency=own))
    pages = ["/danh-ba/", *(f"/danh-ba/{seat.person_id}/" for seat in seats)]
    pages += [f"/don-vi/{agency.pk}/" for agency in (own, other)]

    shown = "".join(client.get(page).content.decode() for page in pages)
    cells = cells_of(client.get("/danh-ba/xlsx/").content)

    assert "Hoa" in shown
    assert {name for name, phone in phones.items() if phone in shown} == set(sees)
    assert {name for name, phone in phones.items() if phone in cells} == set(sees)
    assert ("Điện thoại cơ quan" in cells) == bool(sees)


def cells_of(content: bytes) -> set:
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return {cell.value for row in sheet.iter_rows() for cell in row}


def test_file_holds_what_the_filter_asks_for_and_no_formula(officer, log_in):
    seat_of("=HYPERLINK(1)", make_agency("Sở Ngoại vụ"))
    seat_of("Trần Thị Lan", make_agency("Sở Du lịch"))

    content = log_in(officer).get("/danh-ba/xlsx/?q=ngoai+vu&on=01/3/2025").content

    rows = [list(row) for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)]
    assert rows[0][0] == "Danh bạ nhân sự ngày 01/3/2025"
    assert [row[:2] + row[3:4] for row in rows[2:]] == [
        ["=HYPERLINK(1)", "đầu mối của đơn vị", "Sở Ngoại vụ"]
    ]


def test_directory_is_filtered_by_an_agency_and_says_when_it_knows_none(officer, log_in):
    seat_of("Trần Thị Lan", make_agency("Sở Du lịch"))
    seat_of("Vũ Mai Anh", make_agency("Sở Ngoại vụ"))
    client = log_in(officer)

    found = client.get("/danh-ba/?agency=So Du lich").content.decode()
    unknown = client.get("/danh-ba/?agency=Sở Không Có").content.decode()

    assert ("Trần Thị Lan" in found, "Vũ Mai Anh" in found) == (True, False)
    assert "“Sở Không Có”" in unknown


def test_officer_enters_a_person_and_is_asked_about_a_name_the_directory_knows(officer, log_in):
    agency, client = make_agency("Sở Du lịch"), log_in(officer)
    known = seat_of("Trần Thị Lan", make_agency("Sở Ngoại vụ")).person

    asked = client.post("/danh-ba/moi/", {**GIVEN, "name": "tran thi lan", "agency": "Sở Du lịch"})
    assert "Danh bạ đã có tên này. Đây là ai?" in asked.content.decode()
    assert Person.objects.count() == 1
    client.post("/danh-ba/moi/", {**GIVEN, "name": "Trần Thị Lan", "agency": "Sở Du lịch", "who": known.pk})

    assert list(known.seats.order_by("id").values_list("agency__name", flat=True)) == [
        "Sở Ngoại vụ",
        "Sở Du lịch",
    ]
    assert "Trần Thị Lan" in client.get(f"/don-vi/{agency.pk}/").content.decode()


def test_form_says_what_to_correct_and_keeps_nothing(officer, log_in):
    make_agency("Sở Du lịch")
    given = {**GIVEN, "name": "", "agency": "Sở Không Có", "phone": "gọi anh Ba"}

    page = log_in(officer).post("/danh-ba/moi/", given).content.decode()

    assert "Hãy ghi họ tên" in page
    assert "Sở Không Có" in page
    assert "Hãy ghi điện thoại cơ quan bằng chữ số" in page
    assert (Person.objects.count(), Seat.objects.count()) == (0, 0)


def test_seat_is_handed_over_and_ended_on_its_page(officer, log_in):
    seat, client = seat_of("Trần Thị Lan", make_agency("Sở Du lịch")), log_in(officer)
    given = {"name": "Vũ Mai Anh", "title": "", "on": "01/3/2025", "source": "Công văn 9", "version": 1}

    client.post(f"/vi-tri/{seat.pk}/ban-giao/", given)
    replayed = client.post(
        f"/vi-tri/{seat.pk}/ban-giao/", given | {"who": Person.objects.order_by("id").last().pk}
    )
    second = Seat.objects.get(taken_over=seat)
    client.post(f"/vi-tri/{second.pk}/thoi/", {"on": "01/6/2025", "version": 1})

    second.refresh_from_db()
    assert "Có người vừa sửa thông tin này" in replayed.content.decode()
    assert (second.person.full_name, second.valid_to) == ("Vũ Mai Anh", date(2025, 6, 1))
    assert Seat.objects.count() == 2


def test_focal_person_reads_the_directory_but_keeps_no_seat(log_in):
    agency = make_agency("Sở Du lịch")
    seat, client = seat_of("Trần Thị Lan", agency), log_in(make_person(Role.FOCAL, agency=agency))

    closed = [client.get(page).status_code for page in ("/danh-ba/moi/", f"/vi-tri/{seat.pk}/")]
    sent = client.post(f"/vi-tri/{seat.pk}/thoi/", {"on": "01/6/2025", "version": 1}).status_code
    renamed = client.post(f"/danh-ba/{seat.person_id}/sua/", {"full_name": "Khác", "version": 1}).status_code

    assert client.get("/danh-ba/").status_code == 200
    assert (closed, sent, renamed) == ([404, 404], 404, 404)
    assert (Seat.objects.get().valid_to, Person.objects.get().full_name) == (None, "Trần Thị Lan")


@pytest.mark.parametrize(
    "page", ["/danh-ba/", "/danh-ba/xlsx/", "/danh-ba/ban-chi-dao/", "/danh-ba/dau-moi/", "/danh-ba/moi/"]
)
def test_directory_does_not_exist_without_a_post(officer, log_in, page):
    assert log_in(officer).get(page).status_code == 200

    assert log_in(make_account("khach")).get(page).status_code == 404
