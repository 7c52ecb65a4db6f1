"""A word in the picture of its page: the lens beside it, the page enlarged, and how the next page shows the same."""

import re

import pytest
from factories.words import make_damaged_reading

from haidang.documents.models import PageImage
from haidang.documents.queries.lines import DrawnPage, LitBox, WordLens, word_lens
from haidang.foundation.models import StoredFile

LINE = {"left": 100.0, "top": 50.0, "right": 430.0, "bottom": 64.0}
WORD = {"left": 330.0, "top": 51.0, "right": 350.0, "bottom": 63.0}


@pytest.fixture
def reading(officer):
    """The picture of its page was turned by half a degree to lie level; its second line has a box."""
    reading = make_damaged_reading(
        officer, pages=[{"number": 1, "width": 600.0, "height": 800.0, "turned": 0, "skew": 0.5}]
    )
    stored = StoredFile.objects.create(
        file="aa/picture", original_name="trang-1.png", content_type="image/png", sha256="0" * 64, size=1
    )
    PageImage.objects.create(reading=reading, page=1, file=stored, width=600.0, height=800.0)
    type(reading).objects.update(pictures="made")
    reading.refresh_from_db()
    reading.lines.update(page=1)
    reading.lines.filter(number=2).update(box=LINE)
    return reading


@pytest.fixture
def browser(officer, log_in):
    return log_in(officer)


def lens_of(reading, **about):
    word = reading.uncertain_words.get(text="đổi")
    for name, value in about.items():
        setattr(word, name, value)
    return word_lens(reading, reading.lines.get(number=word.line_number), word)


def address_of(reading, query):
    return f"/van-ban/ra-soat/{reading.pk}/?{query}"


LEVEL = DrawnPage(1, 600.0, 800.0, "rotate(-0.5 300 400)")


def test_lens_lies_around_the_word_and_lights_it(reading):
    assert lens_of(reading, box=WORD) == WordLens(
        LEVEL, LitBox(235.0, 43.0, 210.0, 28.0), LitBox(330.0, 51.0, 20.0, 12.0)
    )


def test_lens_of_a_word_without_box_lies_about_where_it_stands_in_the_line(reading):
    lens = lens_of(reading)

    middle = 100 + 330 * 25.5 / len("các hoạt động thông tin đổi ngoại")
    assert (lens.view.left + 105, lens.box) == (pytest.approx(middle), None)


def test_lens_stays_on_the_page(reading):
    at_the_edge = {"left": 580.0, "top": 51.0, "right": 598.0, "bottom": 63.0}

    assert lens_of(reading, box=at_the_edge).view == LitBox(390.0, 43.0, 210.0, 28.0)


@pytest.mark.parametrize("missing", [{"pictures": "none"}, {"pictures": "waiting"}])
def test_paper_without_pictures_has_no_lens(reading, missing):
    type(reading).objects.update(**missing)
    reading.refresh_from_db()

    assert lens_of(reading, box=WORD) is None


def test_line_without_box_and_page_without_picture_have_no_lens(reading):
    reading.lines.update(page=2)
    beyond = lens_of(reading, box=WORD)
    reading.lines.update(page=1, box=None)

    assert (beyond, lens_of(reading, box=WORD)) == (None, None)


def test_open_word_is_shown_in_its_picture_level_and_lit(browser, reading):
    reading.uncertain_words.filter(text="đổi").update(box=WORD)

    page = browser.get(address_of(reading, "muc=tu-ngo")).text

    assert re.findall(r'<svg width="100%" viewBox="([\d. ]+)"', page) == ["235.0 43.0 210.0 28.0"]
    assert page.count('transform="rotate(-0.5 300 400)"') == 1
    assert re.findall(r'<rect class="meter-soon"[^>]*x="([\d.]+)" y="([\d.]+)"', page) == [("330.0", "51.0")]


@pytest.mark.parametrize(
    ("query", "width", "links"),
    [
        ("muc=tu-ngo&anh=0", "100%", [("150", "+")]),
        ("muc=tu-ngo&anh=0&phong=150", "150%", [("100", "-"), ("200", "+")]),
        ("muc=tu-ngo&anh=1&phong=300", "300%", [("200", "-")]),
        ("muc=tu-ngo&anh=1&phong=7", "100%", [("150", "+")]),
    ],
)
def test_page_picture_is_enlarged_by_links(browser, reading, query, width, links):
    page = browser.get(address_of(reading, query)).text

    assert re.findall(r'<svg width="(\d+%)" viewBox="0 0 600.0 800.0"', page) == [width]
    assert re.findall(r'phong=(\d+)"[^>]*data-zoom="(.)"', page) == links


def test_decided_word_leaves_the_paper_shown_as_it_was(browser, reading):
    word = reading.uncertain_words.get(text="đổi")

    answer = browser.post(
        f"/van-ban/tu-ngo/{word.pk}/",
        {"version": 1, "text": "đối", "muc": "tu-ngo", "anh": "0", "phong": "200"},
    )

    following = reading.uncertain_words.get(order=2)
    assert answer.headers["Location"] == (
        f"/van-ban/ra-soat/{reading.pk}/?muc=tu-ngo&chu={following.pk}&anh=0&phong=200#tu-{following.pk}"
    )


def test_tabs_keep_the_picture_but_not_its_page(browser, reading):
    page = browser.get(address_of(reading, "muc=tu-ngo&anh=1&phong=150"))

    addresses = [tab.address.partition("?")[2] for tab in page.context["tabs"]]
    assert [address.partition("&")[2] for address in addresses] == ["anh=0&phong=150"] * len(addresses)
    assert "muc=task&anh=0&phong=150" in addresses
