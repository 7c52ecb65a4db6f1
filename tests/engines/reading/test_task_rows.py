"""Tasks of drawn tables, opened from DOCX as officers make them."""

import docx
import pytest

from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.tables import read_tables
from haidang.engines.reading.task_rows import is_task_table, read_table_tasks

HEADER = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]


def drawn(document, rows):
    grid = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            first, *more = text.split("\n")
            grid.cell(row, column).text = first
            for paragraph in more:
                grid.cell(row, column).add_paragraph(paragraph)
    return grid


@pytest.fixture
def tables_of(tmp_path):
    """This fixture will return a function that opens a document and gives its tables."""

    def save_and_read(document):
        path = tmp_path / "ke-hoach.docx"
        document.save(path)
        return read_tables(open_paper(path))

    return save_and_read


def tasks_of(table):
    return [
        (task.label, task.group, task.title, task.lead, task.partners, task.timing and task.timing.phrase)
        for task in read_table_tasks(table, 2026)
    ]


def test_lead_merged_over_several_tasks_leads_each_of_them(tables_of):
    document = docx.Document()
    grid = drawn(
        document,
        [
            HEADER,
            ["I", "Thông tin", "", "", ""],
            ["1", "Họp báo", "Sở Ngoại vụ", "Sở Tài chính", "Quý I"],
            ["2", "Bản tin", "", "Sở Nội vụ", "Quý II"],
            ["3", "Tập huấn", "", "", "Quý III"],
        ],
    )
    grid.cell(2, 2).merge(grid.cell(4, 2))
    grid.cell(3, 3).merge(grid.cell(4, 3))

    (table,) = tables_of(document)

    assert tasks_of(table) == [
        ("I.1", "Thông tin", "Họp báo", ("Sở Ngoại vụ",), ("Sở Tài chính",), "Quý I"),
        ("I.2", "Thông tin", "Bản tin", ("Sở Ngoại vụ",), ("Sở Nội vụ",), "Quý II"),
        ("I.3", "Thông tin", "Tập huấn", ("Sở Ngoại vụ",), ("Sở Nội vụ",), "Quý III"),
    ]


def test_spanning_cells_are_groups_and_counted_columns_are_no_task(tables_of):
    document = docx.Document()
    grid = drawn(
        document,
        [
            HEADER,
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            ["A. NHIỆM VỤ CHUNG", "", "", "", ""],
            [
                "1",
                "Mở trang tin\n- Tiếng Anh\n- Tiếng Lào",
                "Sở Ngoại vụ",
                "Sở Tài chính\nSở Nội vụ",
                "Quý I",
            ],
            ["B. NHIỆM VỤ RIÊNG", "", "", "", ""],
            ["1", "Theo dõi dư luận", "Công an tỉnh", "", "Cả năm"],
        ],
    )
    grid.cell(2, 0).merge(grid.cell(2, 4))
    grid.cell(4, 0).merge(grid.cell(4, 4))

    (table,) = tables_of(document)

    assert tasks_of(table) == [
        ("A.1", "NHIỆM VỤ CHUNG", "Mở trang tin", ("Sở Ngoại vụ",), ("Sở Tài chính", "Sở Nội vụ"), "Quý I"),
        ("B.1", "NHIỆM VỤ RIÊNG", "Theo dõi dư luận", ("Công an tỉnh",), (), "Cả năm"),
    ]
    assert [task.content for task in read_table_tasks(table, 2026)] == [("Tiếng Anh", "Tiếng Lào"), ()]


def test_header_repeated_and_row_broken_by_the_page_give_one_task_each(tables_of):
    document = docx.Document()
    drawn(document, [HEADER, ["1", "Tổ chức Ngày hội của tỉnh và", "Sở Văn hóa, Thể thao", "", "Quý I"]])
    document.add_page_break()
    drawn(
        document, [HEADER, ["", "nước bạn", "và Du lịch", "", ""], ["2", "Họp báo", "Sở Y tế", "", "Quý II"]]
    )
    document.add_page_break()
    drawn(document, [["3", "Bản tin", "Sở Y tế", "", "Quý III"]])

    (table,) = tables_of(document)

    assert tasks_of(table) == [
        (
            "1",
            None,
            "Tổ chức Ngày hội của tỉnh và nước bạn",
            ("Sở Văn hóa, Thể thao và Du lịch",),
            (),
            "Quý I",
        ),
        ("2", None, "Họp báo", ("Sở Y tế",), (), "Quý II"),
        ("3", None, "Bản tin", ("Sở Y tế",), (), "Quý III"),
    ]


def test_headings_of_two_rows_and_no_column_of_numbers(tables_of):
    document = docx.Document()
    grid = drawn(
        document,
        [
            ["Nội dung", "Đơn vị thực hiện", "", "Thời gian"],
            ["", "Chủ trì", "Phối hợp", ""],
            ["1. Họp báo", "Sở Y tế", "Sở Nội vụ", "Quý I"],
        ],
    )
    grid.cell(0, 1).merge(grid.cell(0, 2))
    grid.cell(0, 0).merge(grid.cell(1, 0))
    grid.cell(0, 3).merge(grid.cell(1, 3))

    (table,) = tables_of(document)

    assert tasks_of(table) == [("1", None, "Họp báo", ("Sở Y tế",), ("Sở Nội vụ",), "Quý I")]


def test_groups_of_two_levels_keep_the_upper_label(tables_of):
    document = docx.Document()
    grid = drawn(
        document,
        [
            HEADER,
            ["I", "Tham mưu", "", "", ""],
            ["1", "Ban hành quy chế", "Sở Ngoại vụ", "", "Quý I"],
            ["II", "Tuyên truyền", "", "", ""],
            ["1", "Trong nước", "", "", ""],
            ["1.1", "Họp báo", "Sở Y tế", "", "Quý I"],
            ["2", "Ngoài nước", "", "", ""],
            ["2.1", "Bản tin", "Sở Y tế", "", "Quý II"],
            ["3", "Tổng kết", "Sở Ngoại vụ", "", "Quý IV"],
        ],
    )
    for row in (1, 3, 4, 6):
        grid.cell(row, 1).merge(grid.cell(row, 4))

    (table,) = tables_of(document)

    assert [row[:3] for row in tasks_of(table)] == [
        ("I.1", "Tham mưu", "Ban hành quy chế"),
        ("II.1.1", "Trong nước", "Họp báo"),
        ("II.2.1", "Ngoài nước", "Bản tin"),
        ("II.3", "Tuyên truyền", "Tổng kết"),
    ]


def test_letters_over_roman_groups_and_letters_under_numbers_keep_all_labels(tables_of):
    document = docx.Document()
    drawn(
        document,
        [
            HEADER,
            ["A", "Nhiệm vụ chung", "", "", ""],
            ["I", "Thông tin", "", "", ""],
            ["1", "Đón đoàn", "", "", ""],
            ["a", "Đoàn báo chí", "Sở Y tế", "", "Quý I"],
            ["b", "Đoàn nghị sĩ", "Sở Y tế", "", "Quý II"],
            ["B", "Nhiệm vụ riêng", "", "", ""],
            ["I", "Quảng bá", "", "", ""],
            ["1", "Làm phim", "Sở Y tế", "", "Quý II"],
        ],
    )

    (table,) = tables_of(document)

    assert [row[:3] for row in tasks_of(table)] == [
        ("A.I.1.a", "Đón đoàn", "Đoàn báo chí"),
        ("A.I.1.b", "Đón đoàn", "Đoàn nghị sĩ"),
        ("B.I.1", "Quảng bá", "Làm phim"),
    ]


def test_numbered_rows_over_all_columns_hold_rows_that_count_anew(tables_of):
    document = docx.Document()
    grid = drawn(
        document,
        [
            HEADER,
            ["1. Trong nước", "", "", "", ""],
            ["1", "Họp báo", "Sở Y tế", "", "Quý I"],
            ["2", "Bản tin", "Sở Y tế", "", "Quý I"],
            ["2. Ngoài nước", "", "", "", ""],
            ["1", "Làm phim", "Sở Y tế", "", "Quý II"],
        ],
    )
    for row in (1, 4):
        grid.cell(row, 0).merge(grid.cell(row, 4))

    (table,) = tables_of(document)

    assert [row[:3] for row in tasks_of(table)] == [
        ("1.1", "Trong nước", "Họp báo"),
        ("1.2", "Trong nước", "Bản tin"),
        ("2.1", "Ngoài nước", "Làm phim"),
    ]


def test_nested_numbers_make_the_row_above_them_a_group(tables_of):
    document = docx.Document()
    drawn(
        document,
        [
            HEADER,
            ["1", "Thông tin ra nước ngoài", "", "", ""],
            ["1.1", "Họp báo", "Sở Ngoại vụ", "", "Quý I"],
            ["1.2", "Bản tin", "Sở Y tế", "", "Quý II"],
            ["2", "Thông tin vào Việt Nam", "", "", ""],
            ["2.1", "Dịch tin", "Sở Y tế", "", "Quý II"],
        ],
    )

    (table,) = tables_of(document)

    assert [row[:3] for row in tasks_of(table)] == [
        ("1.1", "Thông tin ra nước ngoài", "Họp báo"),
        ("1.2", "Thông tin ra nước ngoài", "Bản tin"),
        ("2.1", "Thông tin vào Việt Nam", "Dịch tin"),
    ]


def test_missing_lead_and_unread_timing_are_told_by_a_low_confidence(tables_of):
    document = docx.Document()
    drawn(
        document,
        [
            HEADER,
            ["1", "Họp báo", "Sở Y tế", "", "Quý I"],
            ["2", "Bản tin", "", "", "Quý II"],
            ["3", "Tập huấn", "Sở Y tế", "", "Lúc nào tiện"],
        ],
    )

    (table,) = tables_of(document)
    found = list(read_table_tasks(table, 2026))

    assert [task.timing.kind for task in found] == ["window", "window", "unread"]
    assert found[0].confidence > 0.9
    assert max(found[1].confidence, found[2].confidence) <= 0.7


def test_table_of_amounts_or_of_people_is_no_task_table(tables_of):
    document = docx.Document()
    drawn(
        document,
        [
            ["TT", "Nội dung", "Đơn vị thực hiện", "Năm 2026", "Năm 2027"],
            ["1", "Họp báo", "Sở Y tế", "50", "60"],
            ["2", "Bản tin", "Sở Y tế", "1.200", "1.300"],
        ],
    )
    drawn(document, [["TT", "Họ và tên", "Chức vụ"], ["1", "Nguyễn Văn A", "Chuyên viên"]])

    assert [is_task_table(table) for table in tables_of(document)] == [False]


def test_one_column_of_amounts_that_is_summed_up_beside_who_spends_is_a_budget(tables_of):
    document = docx.Document()
    spent = ["STT", "Nội dung", "Đơn vị thực hiện", "Kinh phí (triệu đồng)"]
    rows = [["1", "Họp báo", "Sở Y tế", "50"], ["2", "Bản tin", "Sở Y tế", "1.200"]]
    grid = drawn(document, [spent, ["I", "Truyền thông", "", ""], *rows, ["Tổng cộng", "", "", "1.250"]])
    grid.cell(4, 0).merge(grid.cell(4, 2))
    drawn(document, [[*spent[:3], "Năm 2026"], *rows, ["", "Tổng cộng:", "", "1.250"]])

    assert [is_task_table(table) for table in tables_of(document)] == [False, False]


def test_tasks_with_what_they_cost_or_how_many_they_are_stay_tasks(tables_of):
    document = docx.Document()
    rows = [["1", "Họp báo", "Sở Y tế", "50"], ["2", "Bản tin", "Sở Y tế", "1.200"]]
    total = ["", "Tổng cộng", "", "1.250"]
    timed = [[*row, timing] for row, timing in zip([*rows, total], ["Quý I", "Quý II", ""], strict=True)]
    drawn(document, [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Kinh phí", "Thời gian"], *timed])
    drawn(document, [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Kinh phí"], *rows])
    drawn(document, [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Số lượng"], *rows, total])

    assert [is_task_table(table) for table in tables_of(document)] == [True, True, True]


def test_beginning_and_end_in_two_columns_are_one_span_and_sums_are_no_task(tables_of):
    document = docx.Document()
    drawn(
        document,
        [
            ["TT", "Nội dung", "Bộ phận thực hiện", "Thời gian bắt đầu", "Thời gian kết thúc"],
            ["1", "Bản tin song ngữ", "Phòng Tổng hợp", "Tháng 3", "Tháng 11"],
            ["2", "Hội nghị", "Phòng Tuyên truyền", "", "Quý III"],
            ["", "Tổng cộng", "", "", ""],
        ],
    )

    (table,) = tables_of(document)

    found = [task.timing for task in read_table_tasks(table, 2026)]
    assert [(timing.phrase, timing.spans[0][0].month, timing.spans[0][1].month) for timing in found] == [
        ("Từ Tháng 3 đến Tháng 11", 3, 11),
        ("Quý III", 7, 9),
    ]
