"""Lists of bodies, as the papers print them."""

import pytest

from haidang.engines.reading.bodies import split_bodies, split_numbered_bodies


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
