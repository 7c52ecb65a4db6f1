"""The page of a paper opens on the cited lines and lights them, however long the paper is."""

import pytest
from factories.documents import make_reading

from haidang.documents.models import DocumentLine
from haidang.documents.queries.lines import lines_for_address, lines_of_address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        ([[834, 840], [850, 850]], "834-840,850"),
        ([3, 4, 5, 9], "3-5,9"),
        ([], ""),
    ],
)
def test_cited_lines_go_through_an_address_unchanged(lines, address):
    assert lines_for_address(lines) == address
    assert lines_for_address(lines_of_address(address)) == address


@pytest.mark.parametrize("address", ["x", "9-3", "0", "1-99999999", "-5", "1--2", "٣", "4;5", "1" * 9])
def test_what_is_no_stretch_of_lines_in_an_address_lights_nothing(address):
    assert lines_of_address(address) == []


@pytest.fixture
def long_paper(officer):
    reading = make_reading(by=officer)
    DocumentLine.objects.filter(reading=reading).delete()
    DocumentLine.objects.bulk_create(
        DocumentLine(reading=reading, number=number, text=f"dòng thứ {number}") for number in range(1, 6001)
    )
    reading.line_count = 6000
    reading.save()
    return reading.document


def lit_numbers(page):
    return [line.number for line in page.context["window"].lines if line.is_lit]


def test_cited_lines_beyond_the_first_window_are_shown_and_lit(long_paper, officer, log_in):
    page = log_in(officer).get(f"/van-ban/{long_paper.pk}/dong/?dong=4834-4836,4850#L4834")

    assert (page.context["window"].first, lit_numbers(page)) == (4822, [4834, 4835, 4836, 4850])
    assert '<li id="L4834" class="lit">' in page.text


def test_pages_beside_the_cited_one_keep_the_citation_in_their_addresses(long_paper, officer, log_in):
    page = log_in(officer).get(f"/van-ban/{long_paper.pk}/dong/?dong=3000")
    earlier = log_in(officer).get(f"/van-ban/{long_paper.pk}/dong/?dong=3000&tu=988")

    assert 'href="?dong=3000&amp;tu=988"' in page.text
    assert (earlier.context["window"].first, earlier.context["window"].last) == (988, 2987)


def test_paper_without_an_address_of_lines_opens_at_its_top_with_nothing_lit(long_paper, officer, log_in):
    page = log_in(officer).get(f"/van-ban/{long_paper.pk}/dong/?dong=rác")

    assert (page.context["window"].first, lit_numbers(page)) == (1, [])


def test_short_paper_is_shown_whole_with_its_cited_lines_lit(officer, log_in):
    document = make_reading(texts=tuple(f"dòng {number}" for number in range(1, 41)), by=officer).document

    page = log_in(officer).get(f"/van-ban/{document.pk}/dong/?dong=30-31")

    assert (page.context["window"].first, len(page.context["window"].lines), lit_numbers(page)) == (
        1,
        40,
        [30, 31],
    )
