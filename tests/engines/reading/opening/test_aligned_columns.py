"""Tables set in white columns: words as they stand on a page, letters 10 points high, lines 14 points apart."""

from haidang.engines.reading.opening.aligned_columns import find_aligned_grids
from haidang.engines.reading.opening.pdf_pages import Word
from haidang.engines.reading.paper import Box

COLUMNS = (50, 80, 250, 320)


def words_at(left: float, top: float, text: str) -> list[Word]:
    """Letters 5 points wide, words 3 points apart."""
    words = []
    for word in text.split():
        words.append(Word(word, Box(left, top, left + 5 * len(word), top + 10)))
        left += 5 * len(word) + 3
    return words


def page(*lines: tuple[float, tuple[str, ...]]) -> list[Word]:
    return [
        word
        for top, texts in lines
        for left, text in zip(COLUMNS, texts, strict=True)
        for word in words_at(left, top, text)
    ]


def rows_of(words: list[Word]) -> list[list[str]]:
    [grid] = find_aligned_grids(words)
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        box = cell.box
        inside = [
            word
            for word in words
            if box.left <= (word.box.left + word.box.right) / 2 <= box.right
            and box.top <= word.middle <= box.bottom
        ]
        rows[cell.row][cell.column] = " ".join(word.text for word in inside)
    return rows


TABLE = page(
    (100, ("TT", "Nội dung", "Thời gian", "Cơ quan phụ trách")),
    (120, ("1", "Xây dựng kế hoạch tuyên truyền", "Tháng 1", "Sở Ngoại vụ và các sở")),
    (134, ("", "về biển, đảo của địa phương", "năm 2026", "ngành liên quan")),
    (150, ("2", "Tổ chức hội nghị giao ban cho", "Quý II", "Sở Tài chính")),
    (164, ("", "phóng viên các báo", "", "")),
)


def test_lines_of_a_row_are_put_together_under_its_number():
    assert rows_of(TABLE) == [
        ["TT", "Nội dung", "Thời gian", "Cơ quan phụ trách"],
        [
            "1",
            "Xây dựng kế hoạch tuyên truyền về biển, đảo của địa phương",
            "Tháng 1 năm 2026",
            "Sở Ngoại vụ và các sở ngành liên quan",
        ],
        ["2", "Tổ chức hội nghị giao ban cho phóng viên các báo", "Quý II", "Sở Tài chính"],
    ]


def test_head_of_two_lines_beside_heads_of_one_belongs_to_the_table():
    raised = [
        *words_at(250, 94, "Thời"),
        *words_at(250, 106, "gian"),
        *page((100, ("TT", "Nội dung", "", "Cơ quan phụ trách"))),
        *TABLE[9:],
    ]

    assert rows_of(raised)[0] == ["TT", "Nội dung", "Thời gian", "Cơ quan phụ trách"]


def test_heading_of_a_group_may_run_over_the_columns():
    group = [
        *words_at(50, 182, "I"),
        *words_at(80, 182, "CÁC CƠ QUAN CỦA THÀNH PHỐ VÀ CÁC ĐỊA PHƯƠNG KHÁC NỮA"),
    ]
    below = page((200, ("1", "Viết tin, bài cho báo", "Cả năm", "Sở Du lịch")))

    assert [row[0] for row in rows_of([*TABLE, *group, *below])] == ["TT", "1", "2", "I", "1"]


def test_heading_of_a_group_over_some_columns_is_one_cell():
    group = [
        *words_at(50, 182, "II"),
        *words_at(80, 182, "LIÊN HIỆP CÁC TỔ CHỨC HỮU NGHỊ CỦA TỈNH"),
    ]
    below = page((200, ("1", "Viết tin, bài cho báo", "Cả năm", "Sở Du lịch")))

    assert rows_of([*TABLE, *group, *below])[3:] == [
        ["II", "LIÊN HIỆP CÁC TỔ CHỨC HỮU NGHỊ CỦA TỈNH", "", ""],
        ["1", "Viết tin, bài cho báo", "Cả năm", "Sở Du lịch"],
    ]


def test_row_that_the_page_before_began_goes_on_below_the_titles():
    rest = page((118, ("", "trên các nền tảng số", "", "và các sở khác")))
    rows = page(
        (140, ("3", "Viết tin, bài cho báo", "Cả năm", "Sở Du lịch")),
        (158, ("4", "Tổ chức hội nghị", "Quý IV", "Sở Tài chính")),
    )

    assert rows_of([*TABLE[:9], *rest, *rows])[:3] == [
        ["TT", "Nội dung", "Thời gian", "Cơ quan phụ trách"],
        ["", "trên các nền tảng số", "", "và các sở khác"],
        ["3", "Viết tin, bài cho báo", "Cả năm", "Sở Du lịch"],
    ]


def test_page_without_titles_begins_above_its_first_number():
    rest = page((100, ("", "trên các nền tảng số", "", "và các sở")))
    group = [*words_at(50, 118, "IV"), *words_at(80, 118, "SỞ VĂN HÓA")]
    rows = page(
        (136, ("1", "Viết tin, bài cho báo", "Cả năm", "Sở Du lịch")),
        (154, ("2", "Tổ chức hội nghị", "Quý IV", "Sở Tài chính")),
        (172, ("3", "Tổ chức cuộc thi", "Quý II", "Tỉnh đoàn")),
    )

    number = words_at(200, 84, "7")

    assert rows_of([*number, *rest, *group, *rows])[:3] == [
        ["", "trên các nền tảng số", "", "và các sở"],
        ["IV", "SỞ VĂN HÓA", "", ""],
        ["1", "Viết tin, bài cho báo", "Cả năm", "Sở Du lịch"],
    ]


def test_lines_set_solid_may_overlap_a_little():
    rows = page(
        (100, ("TT", "Nội dung", "Thời gian", "Cơ quan")),
        (109.5, ("1", "Viết tin, bài cho báo", "Cả năm", "Sở Du lịch")),
        (119, ("", "bằng tiếng Anh", "", "")),
        (128.5, ("2", "Tổ chức hội nghị", "Quý IV", "Sở Tài chính")),
    )

    assert [row[0] for row in rows_of(rows)] == ["TT", "1", "2"]


def test_running_text_below_is_no_part_of_the_table():
    prose = [
        word
        for number in range(4)
        for word in words_at(
            50, 190 + 14 * number, "Kinh phí thực hiện do ngân sách nhà nước bảo đảm theo quy định"
        )
    ]

    assert rows_of([*TABLE, *prose]) == rows_of(TABLE)


def test_letterhead_of_two_columns_is_no_table():
    words = [
        word
        for number in range(4)
        for word in (
            *words_at(50, 100 + 14 * number, "ỦY BAN NHÂN DÂN"),
            *words_at(300, 100 + 14 * number, "Độc lập"),
        )
    ]

    assert find_aligned_grids(words) == []


def test_prose_is_no_table():
    words = [
        word
        for number in range(6)
        for word in words_at(
            50, 100 + 14 * number, "Thực hiện hiệu quả đường lối chủ trương của Đảng" + " a" * number
        )
    ]

    assert find_aligned_grids(words) == []
