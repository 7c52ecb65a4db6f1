"""How much of something a task asks for, in titles, content and products of several papers' wordings."""

import pytest
from factories.papers import make_paper, seed_paper

from haidang.engines.reading.findings import TaskFound
from haidang.engines.reading.outline import read_outline
from haidang.engines.reading.quantities import competing_quantities, find_quantities
from haidang.engines.reading.tables import read_tables
from haidang.engines.reading.tasks import read_tasks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tổ chức 02 lớp tập huấn cho 120 cán bộ", ["02 lớp"]),
        (
            "Sản xuất 05 phóng sự, 03 video clip và 10 tin, bài",
            ["05 phóng sự", "03 video clip", "10 tin, bài"],
        ),
        ("Đăng tải ít nhất 20 tin, bài trên báo tỉnh", ["ít nhất 20 tin, bài"]),
        ("Mỗi tuần ít nhất 15 tin, bài bằng tiếng Anh", ["Mỗi tuần ít nhất 15 tin, bài"]),
        ("Phát sóng 02 chương trình/tháng", ["02 chương trình/tháng"]),
        ("Phát hành 1.200 cuốn sách", ["1.200 cuốn"]),
        ("Tổ chức từ 02 đến 03 hội nghị", ["từ 02 đến 03 hội nghị"]),
        ("Quy mô: 02 lớp, mỗi lớp 120 học viên", ["02 lớp"]),
    ],
)
def test_quantity_is_what_is_made_or_held_with_its_unit(text, told):
    assert [one.text for one in find_quantities(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "Kỷ niệm 96 năm Ngày thành lập Đảng",
        "Kiểm tra tại 06 xã, phường và 04 sở, ngành",
        "Sản xuất phim có thời lượng 20 phút bằng 03 thứ tiếng",
        "Xuất bản Bản tin “Hội nhập” (12 số) và Đặc san (6 số)",
        "Đã tổ chức 05 lớp trong năm trước",
        "Mỗi lớp ít nhất 20 bài tập",
        "Ban hành Kế hoạch số 12 bản tin",
        "Tổ chức 02 số liệu",
    ],
)
def test_other_numbers_are_no_quantity(text):
    assert find_quantities(text) == ()


def test_product_may_begin_with_its_number():
    assert [one.text for one in find_quantities("04 số bản tin song ngữ", is_product=True)] == [
        "04 số bản tin"
    ]
    assert find_quantities("04 số bản tin song ngữ") == ()


def tasks_of(paper, plan_year):
    tables = read_tables(paper)
    covered = frozenset(number for table in tables for number in table.lines)
    return read_tasks(paper, read_outline(paper, table_lines=covered), tables, plan_year=plan_year)


LABELLED = """I. NHIỆM VỤ
1. Bồi dưỡng nghiệp vụ
- Nội dung: tổ chức 02 lớp cho người phát
ngôn của các xã.
- Chủ trì: Văn phòng Sở.
- Sản phẩm: 02 lớp; tài liệu.
2. Tuyên truyền trên báo
- Nội dung: đăng ít nhất
20 tin, bài.
- Chủ trì: Phòng Báo chí.
3. Gặp mặt kiều bào
- Chủ trì: Phòng Lãnh sự.
- Thời gian: Quý I/2026.
"""


def test_tasks_have_their_quantities_with_the_lines_that_print_them():
    found = tasks_of(make_paper(LABELLED), 2026)

    assert [(task.label, task.quantity, task.field_lines.get("quantity")) for task in found] == [
        ("I.1", "02 lớp", (3,)),
        ("I.2", "ít nhất 20 tin, bài", (8, 9)),
        ("I.3", None, None),
    ]


@pytest.mark.shared
def test_seed_002_asks_for_no_quantity_behind_a_verb():
    assert {task.quantity for task in tasks_of(seed_paper("002"), 2024)} == {None}


@pytest.mark.parametrize(
    ("content", "product", "rivals"),
    [
        ("Tổ chức 02 lớp tập huấn", "03 lớp", ["02 lớp", "03 lớp"]),
        ("Tổ chức 02 lớp, sản xuất 05 phóng sự", "02 lớp", []),
        ("Sản xuất 05 phóng sự", "Báo cáo kết quả", []),
    ],
)
def test_two_numbers_for_the_same_thing_compete(content, product, rivals):
    task = TaskFound("I.1", "Nhiệm vụ", (1,), content=(content,), product=product)

    assert [one.text for one in competing_quantities(task)] == rivals
