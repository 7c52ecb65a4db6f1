"""Lists of bodies, as the papers print them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reading.bodies import split_bodies, split_numbered_bodies

GOLD = Path(__file__).resolve().parents[3].parent / "shared" / "gold" / "reading_002_tasks.json"


@pytest.mark.parametrize(
    ("printed", "bodies"),
    [
        (
            "Ban Tuyên giáo Thành ủy và các cơ quan, đơn vị liên quan",
            ("Ban Tuyên giáo Thành ủy", "các cơ quan, đơn vị liên quan"),
        ),
        ("Các cơ quan, đơn vị liên quan", ("Các cơ quan, đơn vị liên quan",)),
        (
            "Sở Công Thương; BQL các Khu công nghiệp và chế xuất HN; Trung tâm XTĐT, TM và DL TP và các đơn vị liên quan.",  # noqa: E501
            (
                "Sở Công Thương",
                "BQL các Khu công nghiệp và chế xuất HN",
                "Trung tâm XTĐT, TM và DL TP",
                "các đơn vị liên quan",
            ),
        ),
        ("Văn phòng Sở và các đơn vị liên quan", ("Văn phòng Sở", "các đơn vị liên quan")),
        ("Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hóa, Thể thao và Du lịch",)),
        (
            "các sở, ban, ngành, đoàn thể, UBND các quận, huyện, thị xã",
            ("các sở, ban, ngành, đoàn thể", "UBND các quận, huyện, thị xã"),
        ),
        (
            "Sở Văn hóa và thể thao, các đơn vị liên quan và Ủy ban Hòa bình Thành phố",
            ("Sở Văn hóa và thể thao", "các đơn vị liên quan", "Ủy ban Hòa bình Thành phố"),
        ),
        (
            "Trung tâm Đào tạo, tư vấn CNTT&TT thuộc Sở Thông tin và Truyền thông",
            ("Trung tâm Đào tạo, tư vấn CNTT&TT thuộc Sở Thông tin và Truyền thông",),
        ),
        ("", ()),
    ],
)
def test_split_bodies_parts_names_and_keeps_groups_whole(printed, bodies):
    assert split_bodies(printed) == bodies


def test_split_numbered_bodies_tells_which_part_each_body_serves():
    found = split_numbered_bodies("(1)(3)Đại sứ quán các nước, (2) Sở Du lịch, huyện Sóc Sơn, (4)quận Tây Hồ")

    assert [(group.numbers, group.bodies) for group in found] == [
        ((1, 3), ("Đại sứ quán các nước",)),
        ((2,), ("Sở Du lịch", "huyện Sóc Sơn")),
        ((4,), ("quận Tây Hồ",)),
    ]


# Each list once as a plan of 2025 or 2026 prints it; "|" stands between the bodies expected.
LISTS = """
Sở Du lịch, các sở, ban, ngành, quận, huyện, thị xã => Sở Du lịch | các sở, ban, ngành, quận, huyện, thị xã
Các sở, ban, ngành; UBND các xã, phường, đặc khu => Các sở, ban, ngành | UBND các xã, phường, đặc khu
Sở Văn hóa, Thể thao và Du lịch, Sở Ngoại vụ => Sở Văn hóa, Thể thao và Du lịch | Sở Ngoại vụ
Báo và Đài Phát thanh, Truyền hình tỉnh; Công an tỉnh => Báo và Đài Phát thanh, Truyền hình tỉnh | Công an tỉnh
UBND các xã, phường và các cơ quan, đơn vị liên quan => UBND các xã, phường | các cơ quan, đơn vị liên quan
Sở Nông nghiệp và Môi trường, Sở Công Thương => Sở Nông nghiệp và Môi trường | Sở Công Thương
Ban Tuyên giáo và Dân vận Tỉnh ủy; các hội quần chúng => Ban Tuyên giáo và Dân vận Tỉnh ủy | các hội quần chúng
Trung tâm Đầu tư, Thương mại và Du lịch; Công an => Trung tâm Đầu tư, Thương mại và Du lịch | Công an
Các sở, ban, ngành, đoàn thể và UBND các xã, phường => Các sở, ban, ngành, đoàn thể | UBND các xã, phường
UBND phường Bãi Cháy, UBND đặc khu Vân Đồn => UBND phường Bãi Cháy | UBND đặc khu Vân Đồn
- Sở Ngoại vụ - Sở Nội vụ - Các đơn vị liên quan => Sở Ngoại vụ | Sở Nội vụ | Các đơn vị liên quan
+ Công an tỉnh + Bộ Chỉ huy Quân sự tỉnh => Công an tỉnh | Bộ Chỉ huy Quân sự tỉnh
Phòng Văn hóa - Xã hội; Phòng Kinh tế, Hạ tầng và Đô thị => Phòng Văn hóa - Xã hội | Phòng Kinh tế, Hạ tầng và Đô thị
Sở Giáo dục và Đào tạo, các trường đại học, cao đẳng => Sở Giáo dục và Đào tạo | các trường đại học, cao đẳng
Sở Dân tộc và Tôn giáo và Sở Nội vụ => Sở Dân tộc và Tôn giáo | Sở Nội vụ
Các sở: Ngoại vụ, Công Thương, Tài chính => Các sở: Ngoại vụ, Công Thương, Tài chính
Hội Nhà báo, Hội Văn học Nghệ thuật, Tỉnh đoàn => Hội Nhà báo | Hội Văn học Nghệ thuật | Tỉnh đoàn
Sở Y tế, CDC tỉnh, VNPT Lâm Đồng => Sở Y tế | CDC tỉnh | VNPT Lâm Đồng
Công an xã; Văn phòng HĐND và UBND xã => Công an xã | Văn phòng HĐND và UBND xã
Sở Ngoại vụ, Đặc khu Phú Quốc, Xã Tiên Yên => Sở Ngoại vụ | Đặc khu Phú Quốc | Xã Tiên Yên
các sở, ngành, địa phương, doanh nghiệp liên quan => các sở, ngành, địa phương, doanh nghiệp liên quan
Các phòng chuyên môn, đơn vị trực thuộc Sở => Các phòng chuyên môn, đơn vị trực thuộc Sở
Sở Xây dựng cùng các đơn vị liên quan. => Sở Xây dựng | các đơn vị liên quan
Đảng ủy các xã, phường; Mặt trận Tổ quốc Việt Nam tỉnh => Đảng ủy các xã, phường | Mặt trận Tổ quốc Việt Nam tỉnh
"""


@pytest.mark.parametrize("line", LISTS.strip().splitlines())
def test_split_bodies_reads_the_lists_of_many_provinces(line):
    printed, bodies = line.split(" => ")

    assert split_bodies(printed) == tuple(bodies.split(" | "))


@pytest.mark.shared
def test_split_bodies_reads_every_partner_and_lead_of_seed_002():
    tasks = (
        json.loads(GOLD.read_text("utf-8"))["tasks"] if GOLD.is_file() else pytest.skip("no ../shared/gold")
    )
    lists = {tuple(task[kind]) for task in tasks for kind in ("lead", "partners")}

    assert {bodies: split_bodies("; ".join(bodies)) for bodies in lists} == {
        bodies: bodies for bodies in lists
    }


@given(st.text(alphabet="SởNgoạivụ ,;và()123-–\n", max_size=60))
def test_split_bodies_never_raises_and_gives_no_empty_body(text):
    assert all(body.strip() for body in split_bodies(text))
