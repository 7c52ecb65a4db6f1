"""What an existing report is found to say: whole titles, whole names, with the place; nothing by half a likeness."""

from decimal import Decimal

import pytest

from haidang.engines.reckoning.paper_proposals import (
    AskedFigure,
    AskedSection,
    FigureProposed,
    PaperLine,
    PaperTable,
    SectionProposed,
    propose_figures,
    propose_sections,
)

OUTLINE = (
    AskedSection("P1", "I", "Công tác chỉ đạo, điều hành"),
    AskedSection("P2", "II", "Kết quả thực hiện"),
    AskedSection("P3", "III", "Khó khăn, kiến nghị"),
)
FOREIGN = AskedFigure("S1", "Tin, bài bằng tiếng nước ngoài")


def lines(*texts: str) -> list[PaperLine]:
    return [PaperLine(number, text) for number, text in enumerate(texts, start=1)]


def table(*rows: tuple[str, ...], first_line: int = 10) -> PaperTable:
    return PaperTable(rows, tuple(range(first_line, first_line + len(rows))))


def test_text_under_each_heading_is_proposed_up_to_the_next_one_and_the_signature():
    paper = lines(
        "BÁO CÁO", "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "1. Văn bản", "Đã ban hành 2 kế hoạch.",
        "II. Kết quả thực hiện", "Tổ chức 3 hội nghị", "và 2 lớp tập huấn.", "IV. Phương hướng", "Sẽ làm tiếp.",
        "III. Khó khăn, kiến nghị:", "Thiếu người.", "Nơi nhận:", "- Như trên;",
    )  # fmt: skip

    assert propose_sections(paper, OUTLINE) == (
        SectionProposed(
            "P1", "1. Văn bản\nĐã ban hành 2 kế hoạch.", "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 2, 4, is_exact=True
        ),
        SectionProposed(
            "P2", "Tổ chức 3 hội nghị và 2 lớp tập huấn.", "II. Kết quả thực hiện", 5, 7, is_exact=True
        ),
        SectionProposed("P3", "Thiếu người.", "III. Khó khăn, kiến nghị:", 10, 11, is_exact=True),
    )


def test_heading_with_its_label_and_most_of_its_title_is_proposed_as_not_quite_the_same():
    found = propose_sections(lines("II. Kết quả thực hiện nhiệm vụ", "Xong."), OUTLINE)

    assert [(one.key, one.text, one.is_exact) for one in found] == [("P2", "Xong.", False)]


@pytest.mark.parametrize(
    "heading",
    [
        "II. Phương hướng",
        "V. Kết quả triển khai kế hoạch năm",
        "Kết quả",
        "kết quả thực hiện được nêu ở phụ lục",
    ],
)
def test_other_heading_is_not_taken_for_a_section(heading):
    assert propose_sections(lines(heading, "Xong."), OUTLINE) == ()


def test_words_behind_a_title_and_a_colon_are_its_text():
    found = propose_sections(lines("III. Khó khăn, kiến nghị: Không có."), OUTLINE)

    assert [(one.key, one.text) for one in found] == [("P3", "Không có.")]


def test_lines_of_tables_are_no_text_of_a_section():
    paper = [*lines("II. Kết quả thực hiện", "Như bảng:"), PaperLine(3, "TT | Tên | Số", is_in_table=True)]

    assert [one.text for one in propose_sections(paper, OUTLINE)] == ["Như bảng:"]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Đăng 15 tin, bài bằng tiếng nước ngoài trên cổng.", "15"),
        ("Tin, bài bằng tiếng nước ngoài: 1.234", "1234"),
        ("Tin, bài bằng tiếng nước ngoài đạt 15,5 so với kỳ trước", "15.5"),
        ("Số tin, bài bằng tiếng nước ngoài được đăng là nhiều", None),
        ("Đăng 15 tin, bài.", None),
        ("Đăng khoảng mười lăm tin, bài bằng tiếng nước ngoài.", None),
        ("Năm 2026, tin, bài bằng tiếng nước ngoài tăng 20%.", None),
    ],
)
def test_figure_in_a_sentence_is_proposed_by_its_whole_name_alone(sentence, number):
    found = propose_figures(lines(sentence), (), [FOREIGN])

    assert [one.number for one in found] == ([Decimal(number)] if number else [])


def test_figures_in_a_row_of_a_table_are_proposed_each_with_its_column():
    rows = table(
        ("TT", "Nội dung", "ĐVT", "Kỳ trước", "Kỳ này"),
        ("1", "Tin, bài bằng tiếng nước ngoài (tin, bài)", "bài", "12", "15"),
        ("2", "Tin, bài bằng tiếng nước ngoài khác", "bài", "7", "8"),
    )

    assert propose_figures((), [rows], [FOREIGN]) == (
        FigureProposed("S1", Decimal(12), "Kỳ trước", 11, 1),
        FigureProposed("S1", Decimal(15), "Kỳ này", 11, 1),
    )


def test_number_that_stands_in_the_table_and_in_a_sentence_is_proposed_once():
    rows = table(("Nội dung", "Số"), ("Tin, bài bằng tiếng nước ngoài", "15"))

    found = propose_figures(lines("Đăng 15 tin, bài bằng tiếng nước ngoài."), [rows], [FOREIGN])

    assert found == (FigureProposed("S1", Decimal(15), "Số", 11, 1),)


def test_any_text_is_gone_through_without_a_fault():
    odd = lines("", ".", "I.", "II. ", "15", ":::", "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "\u200b", "—")

    assert [one.key for one in propose_sections(odd, OUTLINE)] == ["P1"]
    assert propose_figures(odd, [table(("",)), table(("15", "15"))], [FOREIGN, AskedFigure("S2", "")]) == ()
