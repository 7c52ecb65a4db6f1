"""Flattened tables of other shapes than seed 002: no blank lines, other column orders, no groups, page breaks."""

from factories.papers import make_paper
from hypothesis import given, settings
from hypothesis import strategies as st

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


PAGE_NUMBERS_BETWEEN = """
TT
Nội dung
Cơ quan chủ trì
Cơ quan phối hợp
Thời gian thực hiện
Sản phẩm
I.
Lĩnh vực thông tin
1.
Duy trì chuyên mục "Nghệ An hội nhập" trên Báo Nghệ An
Báo và Phát thanh, Truyền hình Nghệ An
Sở Ngoại vụ
Thường xuyên
Chuyên mục
2
2.
Đấu tranh, phản bác thông tin sai trái trên không gian mạng
Công an tỉnh
Bộ Chỉ huy Quân sự tỉnh; Ban Chỉ huy Bộ đội Biên phòng
Cả năm
Báo cáo
II.
Lĩnh vực đối ngoại
1.
Tổ chức gặp mặt kiều bào nhân dịp Tết Nguyên đán
Sở Ngoại vụ
Ủy ban MTTQ Việt Nam tỉnh
Tháng 1/2026
Hội nghị
3
2.
Tiếp và làm việc với đoàn phóng viên nước ngoài
Sở Ngoại vụ
Công an tỉnh
Khi có yêu cầu
Đoàn vào
"""

ONE_LINE_ROWS = """
STT Nhiệm vụ Chủ trì Phối hợp Thời gian
1) Xây dựng Kế hoạch thông tin đối ngoại năm 2026 Sở VHTTDL Các sở, ngành Tháng 01/2026
2) Tổ chức 02 lớp tập huấn cho cán bộ cấp xã Sở Ngoại vụ Sở Nội vụ, UBND các xã, phường Quý II/2026
3) Quảng bá du lịch trên nền tảng số Trung tâm Xúc tiến Du lịch Các doanh nghiệp Cả năm
Trên đây là danh mục nhiệm vụ, đề nghị các đơn vị thực hiện./.
"""

NUMBERS_INSIDE_THE_TEXT = """
STT

Nội dung công việc

Thời gian thực hiện

Cơ quan chủ trì

Cơ quan phối hợp

01

Tổ chức hội nghị quán triệt Kết luận số

57-KL/TW của Bộ Chính trị

Tháng 3

Ban Tuyên giáo và Dân vận Tỉnh ủy

UBND các xã, phường

02

Tập huấn kỹ năng cho đội ngũ cán bộ

2 cấp làm công tác thông tin đối ngoại

Quý II

Sở Nội vụ

UBND các xã, phường, đặc khu
"""

HEADER_CUT_BY_THE_PAGE = """
TT
Nội dung
Chủ trì
Phối hợp
Thời gian
1.1
1
Thông tin ra nước ngoài
1.1
Xây dựng tài liệu giới thiệu tỉnh
Sở Ngoại vụ
Sở Công Thương
Quý I
Phối hợp
Thời gian
1.2
Đặt bài trên báo nước ngoài
Văn phòng UBND tỉnh
Các cơ quan liên quan
Quý II
"""


def test_find_linear_tables_leaves_page_numbers_out():
    assert cells_of(PAGE_NUMBERS_BETWEEN) == (
        ["number", "content", "lead", "partners", "timing", "product"],
        [
            ["I", "Lĩnh vực thông tin", "", "", "", ""],
            [
                "1",
                'Duy trì chuyên mục "Nghệ An hội nhập" trên Báo Nghệ An',
                "Báo và Phát thanh, Truyền hình Nghệ An",
                "Sở Ngoại vụ",
                "Thường xuyên",
                "Chuyên mục",
            ],
            [
                "2",
                "Đấu tranh, phản bác thông tin sai trái trên không gian mạng",
                "Công an tỉnh",
                "Bộ Chỉ huy Quân sự tỉnh; Ban Chỉ huy Bộ đội Biên phòng",
                "Cả năm",
                "Báo cáo",
            ],
            ["II", "Lĩnh vực đối ngoại", "", "", "", ""],
            [
                "1",
                "Tổ chức gặp mặt kiều bào nhân dịp Tết Nguyên đán",
                "Sở Ngoại vụ",
                "Ủy ban MTTQ Việt Nam tỉnh",
                "Tháng 1/2026",
                "Hội nghị",
            ],
            [
                "2",
                "Tiếp và làm việc với đoàn phóng viên nước ngoài",
                "Sở Ngoại vụ",
                "Công an tỉnh",
                "Khi có yêu cầu",
                "Đoàn vào",
            ],
        ],
    )


def test_find_linear_tables_parts_rows_of_one_line_and_stops_where_the_paper_ends():
    assert cells_of(ONE_LINE_ROWS)[1] == [
        [
            "1",
            "Xây dựng Kế hoạch thông tin đối ngoại năm 2026",
            "Sở VHTTDL",
            "Các sở, ngành",
            "Tháng 01/2026",
        ],
        [
            "2",
            "Tổ chức 02 lớp tập huấn cho cán bộ cấp xã",
            "Sở Ngoại vụ",
            "Sở Nội vụ, UBND các xã, phường",
            "Quý II/2026",
        ],
        [
            "3",
            "Quảng bá du lịch trên nền tảng số",
            "Trung tâm Xúc tiến Du lịch",
            "Các doanh nghiệp",
            "Cả năm",
        ],
    ]


def test_find_linear_tables_keeps_lines_of_text_that_begin_with_a_number():
    assert cells_of(NUMBERS_INSIDE_THE_TEXT)[1] == [
        [
            "01",
            "Tổ chức hội nghị quán triệt Kết luận số 57-KL/TW của Bộ Chính trị",
            "Tháng 3",
            "Ban Tuyên giáo và Dân vận Tỉnh ủy",
            "UBND các xã, phường",
        ],
        [
            "02",
            "Tập huấn kỹ năng cho đội ngũ cán bộ 2 cấp làm công tác thông tin đối ngoại",
            "Quý II",
            "Sở Nội vụ",
            "UBND các xã, phường, đặc khu",
        ],
    ]


def test_find_linear_tables_drops_what_a_page_left_of_the_repeated_header():
    assert cells_of(HEADER_CUT_BY_THE_PAGE)[1] == [
        ["1", "Thông tin ra nước ngoài", "", "", ""],
        ["1.1", "Xây dựng tài liệu giới thiệu tỉnh", "Sở Ngoại vụ", "Sở Công Thương", "Quý I"],
        ["1.2", "Đặt bài trên báo nước ngoài", "Văn phòng UBND tỉnh", "Các cơ quan liên quan", "Quý II"],
    ]


LINES = st.sampled_from(
    ["TT Nội dung Chủ trì Phối hợp Thời gian", "TT", "Nội dung", "Chủ trì", "Thời gian", "1", "2", "3 Họp báo", "I",
     "II. Nhóm", "1.1", "Sở Ngoại vụ", "Quý I", "(", "- ", "“", "Các", "STT", "", "\f", "./.", "Nơi nhận:", "99999"]
)  # fmt: skip


@given(st.lists(LINES | st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=30), max_size=40))
@settings(deadline=None)
def test_find_linear_tables_never_raises_and_keeps_lines_of_the_paper(texts):
    paper = make_paper("\n".join(["Danh mục", "TT Nội dung Chủ trì Phối hợp Thời gian", *texts]))

    for table in find_linear_tables(paper):
        assert all(row.lines for row in table.rows)
        assert {number for row in table.rows for number in row.lines} <= set(table.lines)


TWO_TABLES = """
PHỤ LỤC I
TT
Nội dung
Chủ trì
Thời gian
1
Duy trì chuyên trang tiếng Anh
Văn phòng UBND tỉnh
Hằng ngày
2
Cập nhật thông tin về khu vực biên giới
Sở Ngoại vụ
Thường xuyên
PHỤ LỤC II
TT
Tên đề án
Cơ quan chủ trì
Thời gian trình
1
Đề án truyền thông quảng bá hình ảnh tỉnh
Sở Văn hóa, Thể thao và Du lịch
Tháng 6/2026
2
Quy chế phối hợp
Sở Ngoại vụ
Tháng 9/2026
"""


def test_find_linear_tables_ends_one_table_where_the_next_appendix_begins():
    tables = find_linear_tables(make_paper(TWO_TABLES))

    assert [[row.cells[1].text for row in table.rows] for table in tables] == [
        ["Duy trì chuyên trang tiếng Anh", "Cập nhật thông tin về khu vực biên giới"],
        ["Đề án truyền thông quảng bá hình ảnh tỉnh", "Quy chế phối hợp"],
    ]
    assert [(table.lines[0], table.lines[-1]) for table in tables] == [(2, 13), (15, 26)]
