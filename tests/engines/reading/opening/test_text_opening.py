from pathlib import Path

import pytest
from factories.papers import seed_paper

from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.opening.typesetting import plain_line
from haidang.engines.reading.paper import Paper

PLAN = (
    "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại;"
)


def opened(folder: Path, content: bytes) -> Paper:
    path = folder / "paper.txt"
    path.write_bytes(content)
    return open_paper(path)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_keep_the_numbers_of_the_file(tmp_path: Path, ending: str) -> None:
    paper = opened(tmp_path, ending.join(["KẾ HOẠCH", "", PLAN, "", "1. Mục đích "]).encode())

    assert [(line.number, line.text) for line in paper.lines] == [
        (1, "KẾ HOẠCH"),
        (2, ""),
        (3, PLAN),
        (4, ""),
        (5, "1. Mục đích"),
    ]
    assert paper.lines[4].raw == "1. Mục đích "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_text_is_decoded(tmp_path: Path, encoding: str) -> None:
    assert [line.text for line in opened(tmp_path, PLAN.encode(encoding)).lines] == [PLAN]


def test_code_page_of_windows_is_decoded_when_certain(tmp_path: Path) -> None:
    text = "Kế hoạch tổ chức các hoạt động của thành phố và nhân dân trong công tác"
    marks = {"ế": "ê\u0301", "ạ": "a\u0323", "ổ": "ô\u0309", "ứ": "ư\u0301", "ộ": "ô\u0323", "ủ": "u\u0309"}
    split = "".join({**marks, "à": "à", "ố": "ô\u0301"}.get(letter, letter) for letter in text)

    assert [line.text for line in opened(tmp_path, split.encode("cp1258")).lines] == [text]


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    assert opened(tmp_path, "Ke\u0302\u0301 hoa\u0323ch".encode()).lines[0].text == "Kế hoạch"


@pytest.mark.parametrize(
    ("raw", "text", "is_bold", "level"),
    [
        ("**QUYẾT ĐỊNH:**", "QUYẾT ĐỊNH:", True, None),
        ("**Điều 1.** Phê duyệt Đề án", "Điều 1. Phê duyệt Đề án", False, None),
        ("### **III. THỰC TRẠNG**", "III. THỰC TRẠNG", True, 3),
        ("*Bảng chữ: Một trăm linh sáu tỷ./.*", "Bảng chữ: Một trăm linh sáu tỷ./.", False, None),
        ("<b>IV</b>", "IV", True, None),
        ("<h2>Mục tiêu</h2>", "Mục tiêu", False, 2),
        ("***", "***", False, None),
        ("3 * 250 triệu * 2", "3 * 250 triệu * 2", False, None),
        ("(*) Ghi chú", "(*) Ghi chú", False, None),
        ("Số: ____/KH-UBND", "Số: ____/KH-UBND", False, None),
        ("1\\. Mục đích", "1. Mục đích", False, None),
        ("dân số < 5.000 và > 100", "dân số < 5.000 và > 100", False, None),
    ],
)
def test_marks_are_taken_off_and_told(raw: str, text: str, is_bold: bool, level: int | None) -> None:
    plain = plain_line(raw)

    assert (plain.text, plain.is_bold, plain.heading_level) == (text, is_bold, level)


def test_bold_over_two_lines_is_bold_on_both(tmp_path: Path) -> None:
    paper = opened(tmp_path, "**Phê duyệt Đề án\nthông tin đối ngoại**\n\nCăn cứ".encode())

    assert [line.is_bold for line in paper.lines] == [True, True, False, False]


def test_page_number_at_a_form_feed_is_furniture(tmp_path: Path) -> None:
    paper = opened(tmp_path, "Kế hoạch\n2\n\fnăm 2025\n3\nhết".encode())

    assert [line.text for line in paper.lines if line.is_furniture] == ["2"]


def test_direction_marks_are_kept_out_and_reported(tmp_path: Path) -> None:
    paper = opened(tmp_path, f"{PLAN}\nabc\u202edef\u202c".encode())

    assert paper.lines[1].text == "abcdef"
    assert [(line.number, line.text) for line in paper.hidden] == [(2, "abcdef")]


def test_tab_rows_become_a_table_also_over_a_page_break(tmp_path: Path) -> None:
    text = "TT\tNội dung\tKinh phí\n1\tKiểm tra công tác đối\t0,9\n\n\tngoại\t\n\nTrên đây là kế hoạch."

    tables = opened(tmp_path, text.encode()).tables

    assert [[(row.lines, [cell.text for cell in row.cells]) for row in table.rows] for table in tables] == [
        [
            ((1,), ["TT", "Nội dung", "Kinh phí"]),
            ((2,), ["1", "Kiểm tra công tác đối", "0,9"]),
            ((4,), ["", "ngoại", ""]),
        ]
    ]


def test_piped_rows_become_a_table(tmp_path: Path) -> None:
    paper = opened(tmp_path, "| TT | Nội dung |\n|----|:---:|\n| 1 | **Hội nghị**<br>Tập huấn |\n".encode())

    assert [[cell.paragraphs for cell in row.cells] for row in paper.tables[0].rows] == [
        [("TT",), ("Nội dung",)],
        [("1",), ("Hội nghị", "Tập huấn")],
    ]
    assert [line.text for line in paper.lines] == ["TT Nội dung", "", "1 Hội nghị Tập huấn"]


def test_letterhead_with_tabs_is_no_table(tmp_path: Path) -> None:
    paper = opened(tmp_path, "UBND TỈNH A\tCỘNG HÒA XÃ HỘI\nSố: 1\tHà Nam, ngày 2\n\nKẾ HOẠCH".encode())

    assert paper.tables == ()


@pytest.mark.shared
@pytest.mark.parametrize(
    ("number", "lines"), [("000", 257), ("001", 382), ("002", 1844), ("003", 496), ("004", 189)]
)
def test_seed_papers_open_without_a_mark(number: str, lines: int) -> None:
    assert len(seed_paper(number).lines) == lines


@pytest.mark.shared
def test_budget_table_of_seed_003_is_found() -> None:
    table = seed_paper("003").tables[0]

    assert (len(table.rows), table.lines[0], table.lines[-1]) == (30, 462, 494)
    assert [cell.text for cell in table.rows[6].cells][2:] == [
        "",
        "0,007",
        "Sở Ngoại vụ",
        "Ngân sách Thành phố (vốn sự nghiệp)",
    ]
