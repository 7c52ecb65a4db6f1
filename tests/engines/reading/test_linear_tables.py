"""Flattened tables of other shapes than seed 002: no blank lines, other column orders, no groups, page breaks."""

from factories.papers import make_paper

from haidang.engines.reading.linear_tables import find_linear_tables

WITHOUT_BLANK_LINES = """
STT
Nhiệm vụ
Cơ quan chủ trì
Cơ quan phối hợp
Thời gian hoàn thành
Sản phẩm
I
Xây dựng văn bản
1
Ban hành Quy chế phát ngôn và cung cấp thông tin cho báo chí của tỉnh.
Văn phòng UBND tỉnh
Sở Văn hóa, Thể thao và Du lịch
Quý I/2026
Quyết định của UBND tỉnh
2
Xây dựng kế hoạch truyền thông quảng bá hình ảnh tỉnh ra nước ngoài giai
đoạn 2026 - 2030.
Sở Văn hóa, Thể thao và
Du lịch
Sở Ngoại vụ, Sở Công Thương
Tháng 6/2026
Kế hoạch của UBND tỉnh
"""

TIMING_LAST_WITHOUT_GROUPS = """
TT Nội dung công việc Đơn vị chủ trì Đơn vị phối hợp Thời gian thực hiện
1 Biên soạn tài liệu giới thiệu tỉnh bằng
tiếng Anh và tiếng Lào.
Sở Ngoại vụ Sở Công Thương Quý II/2026
2 Mời đoàn phóng viên Lào đến thăm tỉnh.
Sở Ngoại vụ
Công an tỉnh và các cơ quan, đơn vị liên quan
Tháng 9
3 Cập nhật trang thông tin điện tử bằng tiếng Anh.
Văn phòng UBND tỉnh Các cơ quan, đơn vị liên quan Thường xuyên
"""

OVER_A_PAGE = """
TT

Nội dung

Thời gian

Chủ trì

Phối hợp

1

Tổ chức Ngày văn hóa của tỉnh tại nước bạn nhân dịp kỷ niệm

Quý III/2025

Sở Văn hóa và Thể thao

Sở Ngoại vụ

TT

Nội dung

Thời gian

Chủ trì

Phối hợp

thiết lập quan hệ ngoại giao.

2

Tổ chức hội nghị gặp mặt kiều bào đầu năm.

Tháng 1

Sở Ngoại vụ

Công an tỉnh
"""


def cells_of(text):
    (table,) = find_linear_tables(make_paper(text))
    return [title.role for title in table.titles], [[cell.text for cell in row.cells] for row in table.rows]


def test_find_linear_tables_recovers_cells_without_blank_lines():
    assert cells_of(WITHOUT_BLANK_LINES) == (
        ["number", "content", "lead", "partners", "timing", "product"],
        [
            ["I", "Xây dựng văn bản", "", "", "", ""],
            [
                "1",
                "Ban hành Quy chế phát ngôn và cung cấp thông tin cho báo chí của tỉnh.",
                "Văn phòng UBND tỉnh",
                "Sở Văn hóa, Thể thao và Du lịch",
                "Quý I/2026",
                "Quyết định của UBND tỉnh",
            ],
            [
                "2",
                "Xây dựng kế hoạch truyền thông quảng bá hình ảnh tỉnh ra nước ngoài giai đoạn 2026 - 2030.",
                "Sở Văn hóa, Thể thao và Du lịch",
                "Sở Ngoại vụ, Sở Công Thương",
                "Tháng 6/2026",
                "Kế hoạch của UBND tỉnh",
            ],
        ],
    )


def test_find_linear_tables_parts_several_cells_on_one_line_when_timing_is_last():
    assert cells_of(TIMING_LAST_WITHOUT_GROUPS) == (
        ["number", "content", "lead", "partners", "timing"],
        [
            [
                "1",
                "Biên soạn tài liệu giới thiệu tỉnh bằng tiếng Anh và tiếng Lào.",
                "Sở Ngoại vụ",
                "Sở Công Thương",
                "Quý II/2026",
            ],
            [
                "2",
                "Mời đoàn phóng viên Lào đến thăm tỉnh.",
                "Sở Ngoại vụ",
                "Công an tỉnh và các cơ quan, đơn vị liên quan",
                "Tháng 9",
            ],
            [
                "3",
                "Cập nhật trang thông tin điện tử bằng tiếng Anh.",
                "Văn phòng UBND tỉnh",
                "Các cơ quan, đơn vị liên quan",
                "Thường xuyên",
            ],
        ],
    )


def test_find_linear_tables_gives_the_words_behind_a_repeated_header_to_the_row_before():
    assert cells_of(OVER_A_PAGE) == (
        ["number", "content", "timing", "lead", "partners"],
        [
            [
                "1",
                "Tổ chức Ngày văn hóa của tỉnh tại nước bạn nhân dịp kỷ niệm thiết lập quan hệ ngoại giao.",
                "Quý III/2025",
                "Sở Văn hóa và Thể thao",
                "Sở Ngoại vụ",
            ],
            ["2", "Tổ chức hội nghị gặp mặt kiều bào đầu năm.", "Tháng 1", "Sở Ngoại vụ", "Công an tỉnh"],
        ],
    )


def test_find_linear_tables_finds_none_in_a_numbered_text():
    assert find_linear_tables(make_paper("I. MỤC ĐÍCH\n1. Quảng bá hình ảnh.\n2. Cung cấp thông tin.")) == ()
