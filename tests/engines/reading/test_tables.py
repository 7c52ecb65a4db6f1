"""Drawn tables put together: headings over two rows, pieces over pages, rows that a page broke."""

from dataclasses import replace

from factories.papers import make_paper

from haidang.engines.reading.paper import Cell, Row, Table
from haidang.engines.reading.tables import read_tables


def row_of(line, *texts):
    return Row(tuple(Cell((text,), (line,)) if text else Cell() for text in texts))


def paper_with(*pieces):
    paper = make_paper("\n".join(f"dòng {number}" for number in range(1, 21)))
    return replace(paper, tables=tuple(Table(rows) for rows in pieces))


def texts_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_read_tables_joins_headings_that_stand_over_each_other():
    header = (
        row_of(1, "STT", "Tên nhiệm vụ", "Đơn vị thực hiện", "", "Tiến độ"),
        row_of(2, "", "", "Chủ trì", "Phối hợp", ""),
    )
    body = row_of(3, "1", "Mở lớp tập huấn.", "Sở Nội vụ", "Sở Ngoại vụ", "Quý II")

    (table,) = read_tables(paper_with((*header, body)))

    assert [title.text for title in table.titles] == [
        "STT",
        "Tên nhiệm vụ",
        "Đơn vị thực hiện Chủ trì",
        "Phối hợp",
        "Tiến độ",
    ]
    assert [title.role for title in table.titles] == ["number", "content", "lead", "partners", "timing"]
    assert texts_of(table) == [["1", "Mở lớp tập huấn.", "Sở Nội vụ", "Sở Ngoại vụ", "Quý II"]]


def test_read_tables_joins_pieces_and_the_row_that_a_page_broke():
    header = ("TT", "Nội dung", "Chủ trì", "Thời gian")
    first = (row_of(1, *header), row_of(2, "1", "Tổ chức Ngày văn hóa của tỉnh", "Sở Ngoại vụ", "Quý I"))
    second = (
        row_of(5, *header),
        row_of(6, "", "tại nước bạn.", "", ""),
        row_of(7, "2", "Gặp mặt.", "Công an tỉnh", "Tháng 9"),
    )

    (table,) = read_tables(paper_with(first, second))

    assert texts_of(table) == [
        ["1", "Tổ chức Ngày văn hóa của tỉnh tại nước bạn.", "Sở Ngoại vụ", "Quý I"],
        ["2", "Gặp mặt.", "Công an tỉnh", "Tháng 9"],
    ]
    assert table.rows[0].lines == (2, 6)


def test_read_tables_takes_a_group_row_below_the_headings_for_data():
    rows = (row_of(1, "TT", "Nội dung", "Chủ trì", "Thời gian"), row_of(2, "I", "SỞ NGOẠI VỤ", "", ""))

    (table,) = read_tables(paper_with(rows))

    assert texts_of(table) == [["I", "SỞ NGOẠI VỤ", "", ""]]


def test_read_tables_leaves_letterheads_alone():
    assert read_tables(paper_with((row_of(1, "UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),))) == ()
