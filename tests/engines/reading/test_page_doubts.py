"""Notes about pages become doubts: one for each reason, with the pages and the place to look at."""

from dataclasses import replace

from factories.papers import make_paper

from haidang.engines.reading.page_doubts import find_page_doubts, page_runs
from haidang.engines.reading.paper import PageNote

TURNED = "Trang nằm ngang trong tệp; máy đã xoay lại rồi mới đọc."
BLANK = "Trang trắng, không có chữ nào."


def paper_of_pages(*pages: int, notes: tuple[PageNote, ...]):
    paper = make_paper("\n".join(f"Dòng {number}" for number, _ in enumerate(pages, start=1)))
    lines = tuple(replace(line, page=page) for line, page in zip(paper.lines, pages, strict=True))
    return replace(paper, lines=lines, notes=notes)


def doubts_of(paper):
    return [(doubt.code, doubt.message, doubt.lines) for doubt in find_page_doubts(paper)]


def test_pages_with_one_reason_are_told_together_each_with_its_first_line():
    notes = tuple(PageNote(page, "turned_page", TURNED) for page in (1, 2, 4))

    doubts = doubts_of(paper_of_pages(1, 1, 2, 2, 3, 4, notes=notes))

    assert doubts == [
        (
            "page_note",
            "Trang 1-2, 4: trang nằm ngang trong tệp; máy đã xoay lại rồi mới đọc.",
            (1, 3, 6),
        )
    ]


def test_page_without_lines_is_shown_at_the_line_before_it():
    notes = tuple(PageNote(page, "blank_page", BLANK) for page in (1, 3, 5))

    doubts = doubts_of(paper_of_pages(2, 2, 4, 4, notes=notes))

    assert doubts == [("page_note", "Trang 1, 3, 5: trang trắng, không có chữ nào.", (1, 2, 4))]


def test_note_about_a_part_of_a_page_cites_that_part():
    note = PageNote(1, "unreadable_lines", "Có 2 dòng không đọc được.", (2, 3))

    assert doubts_of(paper_of_pages(1, 1, 1, notes=(note,))) == [
        ("page_note", "Trang 1: có 2 dòng không đọc được.", (2, 3))
    ]


def test_paper_without_notes_has_no_such_doubt():
    assert doubts_of(paper_of_pages(1, 2, notes=())) == []


def test_long_lists_of_pages_end_with_an_ellipsis():
    assert page_runs(range(1, 60, 2)) == "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, …"
