"""Which body a name means on a day, and the register's search."""

from datetime import date

import pytest
from django.utils import translation
from factories.agencies import make_agency

from haidang.agencies.enums import NameKind
from haidang.agencies.errors import AgencyAmbiguous, AgencyUnknown
from haidang.agencies.operations import add_agency_name, rename_agency
from haidang.agencies.queries import agencies_matching, agency_named, agency_proposals, body_of_register

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def test_agency_named_finds_a_body_by_small_differences_of_its_name():
    # Seed 002: "Trung tâm Thông tin - Truyền thông" is also printed with "và".
    centre = make_agency("Trung tâm Thông tin và Truyền thông")

    assert agency_named("Trung tâm Thông tin - Truyền thông", on=TODAY) == centre


def test_agency_named_refuses_a_name_nobody_bears():
    make_agency("Sở Du lịch")

    with pytest.raises(AgencyUnknown):
        agency_named("Sở Ngoại vụ", on=TODAY)


def test_agency_named_refuses_to_choose_between_two():
    first, second = make_agency("Báo Hải Đăng"), make_agency("Đài Hải Đăng")
    for agency in (first, second):
        add_agency_name(agency=agency, text="Hải Đăng", kind=NameKind.ALIAS, added_by=None)

    with pytest.raises(AgencyAmbiguous) as refused:
        agency_named("Hải Đăng", on=TODAY)

    assert refused.value.candidates == (first, second)


def test_agency_named_follows_the_name_of_the_day():
    agency = make_agency("Sở Văn hóa, Thể thao và Du lịch")
    rename_agency(agency=agency, name="Sở Văn hóa và Thể thao", on=date(2025, 3, 1), renamed_by=None)

    assert agency_named("Sở Văn hóa, Thể thao và Du lịch", on=date(2025, 2, 28)) == agency
    assert agency_named("Sở Văn hóa và Thể thao", on=date(2025, 3, 1)) == agency
    with pytest.raises(AgencyUnknown):
        agency_named("Sở Văn hóa, Thể thao và Du lịch", on=date(2025, 3, 1))


def test_agency_proposals_put_the_exact_body_first_and_leave_out_the_rest():
    tourism = make_agency("Sở Du lịch")
    make_agency("Bộ Tư lệnh Thủ đô")

    proposals = agency_proposals("Sở Du Lịch", on=TODAY)

    assert [(one.agency, one.is_exact) for one in proposals] == [(tourism, True)]


def test_agency_proposals_name_each_body_once():
    agency = make_agency("Sở Du lịch")
    add_agency_name(agency=agency, text="Sở Du lịch thành phố", kind=NameKind.ALIAS, added_by=None)

    assert [one.agency for one in agency_proposals("Sở Du lịch", on=TODAY)] == [agency]


@pytest.mark.parametrize("words", ["Sở Du lịch", "so du lich", "DU LỊCH", "sdl"])
def test_agencies_matching_searches_names_with_and_without_marks(words):
    tourism = make_agency("Sở Du lịch")
    add_agency_name(agency=tourism, text="SDL", kind=NameKind.ABBREVIATION, added_by=None)
    make_agency("Sở Ngoại vụ")

    assert list(agencies_matching(words, on=TODAY)) == [tourism]


def test_agencies_matching_leaves_out_agencies_that_do_not_exist_yet():
    make_agency("Sở Du lịch", valid_from=date(2027, 1, 1))

    assert list(agencies_matching("", on=TODAY)) == []


def test_name_that_is_not_whole_is_refused_with_those_that_are_near(db):
    for name in ("Sở Du lịch thành phố Biển Xanh", "Sở Du lịch tỉnh Đồi Cao", "Sở Y tế"):
        make_agency(name)

    with translation.override("vi"):
        told = [unknown_name(text) for text in ("so du lich", "Sở Nội vụ", "Sở")]

    assert told == [
        "Không có đơn vị nào tên là “so du lich”. Có phải là: Sở Du lịch thành phố Biển Xanh; "
        "Sở Du lịch tỉnh Đồi Cao? Hãy ghi đủ tên.",
        "Không có đơn vị nào tên là “Sở Nội vụ”. Hãy chọn trong danh sách hoặc lập đơn vị mới.",
        "Không có đơn vị nào tên là “Sở”. Hãy chọn trong danh sách hoặc lập đơn vị mới.",
    ]


@pytest.mark.parametrize("text", ["x" * 100_000, "----", "\u202eabc", "😀😀😀😀"])
def test_text_that_is_no_name_is_refused_without_names_near(db, text):
    make_agency("Sở Du lịch")

    assert "Hãy chọn trong danh sách" in unknown_name(text) or "Choose one" in unknown_name(text)


def unknown_name(text: str) -> str:
    with pytest.raises(AgencyUnknown) as refused:
        body_of_register(text, on=TODAY)
    return str(refused.value.message)
