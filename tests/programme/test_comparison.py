"""Two programmes side by side: two years of one body."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.levels import make_plan
from factories.programme import task_value

from haidang.agencies.enums import Role
from haidang.programme.queries.comparison import compare_programmes

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_agency("Thành phố Hải Đăng")


def plan(number: str, year: int, tasks: list[dict], officer, owner):
    """This function will adopt a plan of a year whose tasks have these titles, times and leads."""
    values = [
        task_value(f"I.{place}", partners=[], lines=[[place * 10, place * 10]], **fields)
        for place, fields in enumerate(tasks, start=1)
    ]
    heading = {
        "kind": "Kế hoạch",
        "number": number,
        "title": f"Thông tin đối ngoại năm {year}",
        "date": f"{year}-01-15",
    }
    made = make_plan(
        number,
        [],
        adopted_by=officer,
        owner=owner,
        issued_on=date(year, 1, 15),
        tasks=values,
        heading=heading,
    )
    assert (made.first_year, made.last_year) == (year, year)
    return made


def timed(phrase: str) -> dict:
    return {"phrase": phrase, "kind": "unread", "spans": [], "due": None, "strict": None, "every": None}


SAME = {
    "title": "Tổ chức họp báo thường kỳ năm {year}",
    "lead": ["Sở Ngoại vụ"],
    "timing": timed("Quý II/{year}"),
}
MOVED = {"title": "Xuất bản bản tin tiếng Anh", "lead": ["Sở Văn hóa"], "timing": timed("Quý I/{year}")}
OLD_ONLY = {"title": "Khảo sát độc giả ở nước ngoài", "lead": ["Sở Văn hóa"], "timing": None}
NEW_ONLY = {"title": "Dịch trang thông tin sang tiếng Hàn", "lead": ["Sở Văn hóa"], "timing": None}


def of_year(task: dict, year: int) -> dict:
    timing = task["timing"] and timed(task["timing"]["phrase"].format(year=year))
    return task | {"title": task["title"].format(year=year), "timing": timing}


@pytest.fixture
def years(officer, city):
    moved = MOVED | {"lead": ["Sở Ngoại vụ"], "timing": timed("Quý III/{year}")}
    last = [of_year(one, 2025) for one in (SAME, MOVED, OLD_ONLY)]
    this = [of_year(one, 2026) for one in (NEW_ONLY, SAME, moved)]
    return (
        plan("1/KH-UBND", 2025, last, officer, city),
        plan("2/KH-UBND", 2026, this, officer, city),
    )


def test_only_the_year_that_moved_on_is_no_change(years):
    rows = compare_programmes(*years).rows

    assert [
        (row.state, row.old and row.old.label, row.new and row.new.label, [one.name for one in row.fields])
        for row in rows
    ] == [
        ("added", None, "I.1", []),
        ("same", "I.1", "I.2", []),
        ("changed", "I.2", "I.3", ["timing", "lead"]),
        ("removed", "I.3", None, []),
    ]
    assert [(one.old, one.new) for one in rows[2].fields] == [
        ("Quý I/2025", "Quý III/2026"),
        ("Sở Văn hóa", "Sở Ngoại vụ"),
    ]
    assert compare_programmes(*years).counts == {"changed": 1, "added": 1, "removed": 1, "same": 1}


def test_task_in_other_words_is_paired_by_its_rare_words(officer, city):
    skill = "nghiệp vụ phát ngôn và kỹ năng trả lời phỏng vấn báo chí nước ngoài"
    old = f"Mở lớp bồi dưỡng {skill} cho người phát ngôn của xã, phường, đặc khu"
    new = f"Người phát ngôn của xã, phường, đặc khu được bồi dưỡng {skill} qua lớp trực tuyến"
    others = [
        "In bản đồ du lịch bằng tiếng Anh",
        "Thay bảng điện tử đa ngữ ở bến cảng",
        "Gặp mặt kiều bào đầu xuân",
        "Đón đoàn nhà báo nước ngoài",
        "Dựng phim ngắn về làng nghề",
        "Kiểm tra biển hiệu tiếng nước ngoài",
    ]
    befores = [{"title": one, "lead": [], "timing": None} for one in (old, *others)]
    afters = [{"title": one, "lead": [], "timing": None} for one in (*others, new)]

    found = compare_programmes(
        plan("1/KH", 2025, befores, officer, city), plan("2/KH", 2026, afters, officer, city)
    )

    [row] = [one for one in found.rows if one.state != "same"]
    assert (row.state, row.old.label, row.new.label, row.likeness >= 50) == ("changed", "I.1", "I.7", True)


def test_page_chooses_the_same_body_s_plan_before_and_shows_both(years, officer, log_in):
    old, new = years

    answer = log_in(officer).get(reverse("programme:comparison", args=[new.pk]))

    assert answer.context["other"] == old
    page = answer.content.decode()
    assert "<del>Quý I/2025</del> <ins>Quý III/2026</ins>" in page
    only = log_in(officer).get(
        reverse("programme:comparison", args=[new.pk]), {"voi": str(old.pk), "loai": "removed"}
    )
    assert [row.old.label for row in only.context["page"].object_list] == ["I.3"]


@pytest.mark.parametrize(
    "asked", ["voi=999", "voi=abc", "voi=", "loai=zzz&trang=abc", "voi=99999999999999999999"]
)
def test_address_that_makes_no_sense_still_answers(years, officer, log_in, asked):
    old, _new = years
    assert log_in(officer).get(f"{reverse('programme:comparison', args=[old.pk])}?{asked}").status_code == 200


@pytest.mark.parametrize("tasks", [1, 3])
def test_comparison_takes_a_fixed_number_of_queries(officer, city, tasks, django_assert_num_queries):
    pair = [plan(f"{year}/KH", year, [of_year(SAME, year)] * tasks, officer, city) for year in (2025, 2026)]

    with django_assert_num_queries(6):
        compare_programmes(*pair)


def test_workbook_names_the_state_and_what_changed(years, log_in):
    old, new = years
    address = reverse("programme:export_comparison", args=[new.pk]) + f"?voi={old.pk}&loai=changed"
    reader = make_person(Role.READER)

    sheet = openpyxl.load_workbook(BytesIO(log_in(reader).get(address).content)).active

    [row] = sheet.iter_rows(min_row=3, values_only=True)
    assert row[0] == "có thay đổi"
    assert row[5].split("\n")[0] == "thời gian: Quý I/2025 → Quý III/2026"
