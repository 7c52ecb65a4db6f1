"""Tables on scanned pages: one over several pages is one table, and white columns part cells as lines do."""

import pytest
from factories.scans import SAMPLES, as_noisy_scan, drawn_pages, require_recogniser, table_page, write_pdf

from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.opening.page_pictures import recognise_page
from haidang.engines.reading.opening.scanning.tessdata import models_folder
from haidang.engines.reading.tables import read_tables

PLAN = "ke-hoach-thanh-pho-2026.pdf"
HEAD = ("TT", "Nội dung", "Thời gian", "Cơ quan chủ trì")
FIRST = (
    HEAD,
    ("1", "Xây dựng kế hoạch\ntuyên truyền biển, đảo", "Quý I", "Sở Ngoại vụ"),
    ("2", "Tổ chức hội nghị\ngiao ban báo chí", "Quý II", "Sở Tài chính"),
)
SECOND = (
    HEAD,
    ("3", "Viết tin, bài bằng\ntiếng nước ngoài", "Cả năm", "Báo và Đài"),
    ("4", "Đón phóng viên\nnước ngoài", "Quý III", "Sở Ngoại vụ"),
)


@pytest.fixture(autouse=True)
def with_recogniser():
    require_recogniser()


def tables_of(pages, path):
    scan = write_pdf(path / "quet.pdf", pages)
    recognised = {
        number: recognise_page(scan, number, name=scan.name, models=models_folder())
        for number in range(1, len(pages) + 1)
    }
    return read_tables(open_paper(scan, scans=recognised))


def texts_of(table):
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def test_table_over_pages_with_repeated_heads_is_one_as_in_the_text(tmp_path):
    [asked] = read_tables(open_paper(SAMPLES / PLAN))

    [found] = tables_of([as_noisy_scan(page) for page in drawn_pages(PLAN, pages=(4, 5, 6, 7, 8))], tmp_path)

    assert [title.role for title in found.titles] == [title.role for title in asked.titles]
    assert [row.cells[0].text for row in found.rows] == [row.cells[0].text for row in asked.rows]


def test_white_columns_over_two_pages_are_one_table(tmp_path):
    [table] = tables_of([table_page(FIRST), table_page(SECOND)], tmp_path)

    assert [title.text for title in table.titles] == list(HEAD)
    assert texts_of(table) == [
        tuple(text.replace("\n", " ") for text in row) for row in (*FIRST[1:], *SECOND[1:])
    ]
