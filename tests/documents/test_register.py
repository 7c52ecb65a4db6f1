"""The register is sorted by its headings and paged as the officer asks; hand-in limits say their value."""

import pytest
from factories.documents import make_document, make_reading, plan_answer

pytestmark = pytest.mark.django_db

PAPERS = [
    ("2/KH-UBND", "2026-01-05", "Sở Ngoại vụ"),
    ("10/KH-UBND", "2024-06-01", "Ủy ban nhân dân tỉnh"),
    ("1/QĐ-UBND", "2025-03-09", "Bộ Ngoại giao"),
]


@pytest.fixture
def register(officer, log_in):
    for number, day, issuer in PAPERS:
        heading = {"kind": "Kế hoạch", "number": number, "date": day, "issuer": issuer, "title": number}
        make_reading(plan_answer(heading=heading), name=f"{day}.txt", by=officer)
    client = log_in(officer)
    return lambda query="": client.get(f"/van-ban/{query}")


def numbers(page):
    return [document.number for document in page.context["page"]]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["2/KH-UBND", "1/QĐ-UBND", "10/KH-UBND"]),
        ("ngay-ban-hanh", ["10/KH-UBND", "1/QĐ-UBND", "2/KH-UBND"]),
        ("-ngay-ban-hanh", ["2/KH-UBND", "1/QĐ-UBND", "10/KH-UBND"]),
        ("ngay-nop", ["2/KH-UBND", "10/KH-UBND", "1/QĐ-UBND"]),
        ("-ngay-nop", ["1/QĐ-UBND", "10/KH-UBND", "2/KH-UBND"]),
        ("noi-ban-hanh", ["1/QĐ-UBND", "2/KH-UBND", "10/KH-UBND"]),
        ("khong-co", ["2/KH-UBND", "1/QĐ-UBND", "10/KH-UBND"]),
    ],
)
def test_register_is_sorted_by_the_heading_asked_for(register, order, expected):
    assert numbers(register(f"?xep={order}")) == expected


def test_heading_says_how_the_table_is_sorted_and_turns_it_round(register):
    page = register("?xep=ngay-nop&kind=K%E1%BA%BF+ho%E1%BA%A1ch")

    assert 'aria-sort="ascending"><a class="sort" href="?xep=-ngay-nop&amp;kind=' in page.text
    assert page.text.count("aria-sort") == 1
    assert '<input type="hidden" name="xep" value="ngay-nop">' in page.text


def test_officer_chooses_how_many_papers_a_page_has(officer, log_in):
    for number in range(21):
        make_document(f"văn bản {number}", name=f"{number}.txt", by=officer)
    client = log_in(officer)

    sizes = {query: len(client.get(f"/van-ban/{query}").context["page"]) for query in ("", "?co=50", "?co=7")}

    assert sizes == {"": 20, "?co=50": 21, "?co=7": 20}


def test_too_many_files_are_refused_with_the_limit_and_its_setting(officer, log_in, settings):
    settings.MOST_FILES = 1
    files = [open(__file__, "rb") for _ in range(2)]  # noqa: SIM115 - the client reads them

    page = log_in(officer).post("/van-ban/nop/", {"files": files})

    assert "Mỗi lần nộp nhiều nhất 1 tệp." in page.text
    assert "HAIDANG_MOST_FILES" in page.text


def test_too_long_a_text_is_refused_with_the_limit_and_its_setting(officer, log_in, settings):
    settings.MOST_PASTED_LETTERS = 1200

    page = log_in(officer).post("/van-ban/nop/", {"text": "chữ " * 400, "name": "dài"})

    assert "Văn bản dán vào dài hơn 1.200 ký tự." in page.text
    assert "HAIDANG_MOST_PASTED_LETTERS" in page.text
