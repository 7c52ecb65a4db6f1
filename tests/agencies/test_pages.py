"""Pages of accounts and agencies: what they show, to whom, with how many queries."""

import pytest
from django.urls import reverse
from factories.agencies import make_account, make_agency, make_person, make_post

from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Agency

pytestmark = pytest.mark.django_db

# Session, account, posts; then number of rows, rows, and what the rows need; of agencies also those one may choose
# as parent.
QUERIES_OF_AGENCY_LIST = 7
QUERIES_OF_ACCOUNT_LIST = 6


@pytest.mark.parametrize("rows", [1, 3])
def test_agency_list_takes_the_same_queries_for_any_number_of_rows(
    administrator, log_in, django_assert_num_queries, rows
):
    client = log_in(administrator)
    for number in range(rows):
        make_agency(f"Sở Du lịch {number}")

    with django_assert_num_queries(QUERIES_OF_AGENCY_LIST):
        page = client.get("/don-vi/?q=du lich").content.decode()

    assert page.count('<th scope="row">') == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_account_list_takes_the_same_queries_for_any_number_of_rows(
    administrator, log_in, django_assert_num_queries, rows
):
    client = log_in(administrator)
    for number in range(rows):
        make_post(make_account(f"lan{number}"), Role.READER)

    with django_assert_num_queries(QUERIES_OF_ACCOUNT_LIST):
        page = client.get("/nguoi-dung/?q=lan").content.decode()

    assert page.count('<th scope="row">') == rows


@pytest.mark.parametrize("address", ["/nguoi-dung/", "/nguoi-dung/moi/", "/nguoi-dung/1/", "/nhat-ky/"])
def test_pages_of_administrators_do_not_exist_for_an_officer(officer, administrator, log_in, address):
    address = address.replace("1", str(administrator.pk))
    assert log_in(administrator).get(address).status_code == 200

    assert log_in(officer).get(address).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["reset_password", "deactivate_account", "reactivate_account", "unlock_account", "give_post"],
)
def test_officer_cannot_act_on_accounts(officer, administrator, log_in, name):
    before = Account.objects.values().get(pk=administrator.pk)

    answer = log_in(officer).post(reverse(f"agencies:{name}", args=[administrator.pk]))

    assert answer.status_code == 404
    assert Account.objects.values().get(pk=administrator.pk) == before


def test_agencies_do_not_exist_for_an_account_without_post(log_in):
    make_agency()

    assert log_in(make_account()).get("/don-vi/").status_code == 404


def test_reader_sees_an_agency_but_has_no_form_for_it(log_in):
    agency = make_agency("Sở Du lịch")
    reader = make_person(Role.READER)
    client = log_in(reader)

    assert "<form method" not in client.get(f"/don-vi/{agency.pk}/").content.decode()
    client.post(f"/don-vi/{agency.pk}/doi-ten/", {"name": "Sở Khác", "on": "01/01/2026"})
    assert Agency.objects.get(pk=agency.pk).name == "Sở Du lịch"


def test_officer_changes_an_official_name_and_adds_an_abbreviation(officer, log_in):
    agency, client = make_agency("Sở Du lịch"), log_in(officer)

    client.post(f"/don-vi/{agency.pk}/doi-ten/", {"name": "Sở Văn hóa và Du lịch", "on": "01/7/2025"})
    client.post(f"/don-vi/{agency.pk}/ten/", {"text": "Sở VHDL", "kind": "abbreviation", "valid_from": ""})

    page = client.get(f"/don-vi/{agency.pk}/").content.decode()
    assert "<h1>Sở Văn hóa và Du lịch</h1>" in page
    assert "đến trước 01/7/2025" in page
    assert "Sở VHDL" in page


def test_taken_abbreviation_is_told_at_the_form(officer, log_in):
    agency, client = make_agency("Sở Du lịch"), log_in(officer)
    given = {"text": "SDL", "kind": "abbreviation", "valid_from": ""}
    client.post(f"/don-vi/{agency.pk}/ten/", given)

    page = client.post(f"/don-vi/{agency.pk}/ten/", given).content.decode()

    assert "Đơn vị đã có tên gọi này." in page


def test_administrator_creates_an_account_whose_password_is_shown_once(administrator, log_in, client):
    answer = log_in(administrator).post(
        "/nguoi-dung/moi/", {"username": "lan", "full_name": "Trần Thị Lan", "email": ""}
    )
    account, password = Account.objects.get(username="lan"), answer.context["password"]

    assert password in answer.content.decode()
    assert password not in log_in(administrator).get(f"/nguoi-dung/{account.pk}/").content.decode()
    client.post("/dang-nhap/", {"username": "lan", "password": password})
    assert client.get("/")["Location"] == "/tai-khoan/mat-khau/"


def test_administrator_gives_and_ends_a_post(administrator, log_in):
    account, agency, client = make_account("lan"), make_agency("Sở Du lịch"), log_in(administrator)

    client.post(
        f"/nguoi-dung/{account.pk}/vai-tro/",
        {"agency": agency.pk, "role": "focal", "title": "", "valid_from": "01/01/2026", "valid_to": ""},
    )
    post = account.posts.get()
    client.post(f"/vai-tro/{post.pk}/ket-thuc/")

    post.refresh_from_db()
    assert (post.role, post.agency, post.valid_to is None) == ("focal", agency, False)


def test_last_administrator_is_told_why_the_account_stays_open(administrator, log_in):
    page = log_in(administrator).post(f"/nguoi-dung/{administrator.pk}/ngung/", follow=True).content.decode()

    assert "Phải còn ít nhất một quản trị viên" in page
