"""Figures and links as people write them, on a form or in a table."""

import re
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from haidang.engines.vietnamese.dates import read_date, written_day
from haidang.engines.vietnamese.errors import VietnameseError
from haidang.engines.vietnamese.numbers import read_number
from haidang.reports.errors import FigureOfTwoMeanings, UnreadableAnswer
from haidang.reports.models import Evidence
from haidang.reports.queries.answers import Link

MOST_LINKS = 20
LONGEST_TITLE = 300
LARGEST_FIGURE = Decimal(10) ** 13
_URL = re.compile(r"https?://\S+")
_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b")
_THOUSANDS_OR_PARTS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
# From so many decimals on, what stands behind a lone mark may be parts as well as a thousand.
_PARTS_OF_THOUSANDS = 3
_is_address = URLValidator(schemes=["http", "https"])


def read_figure(text: str, *, decimals: int = 0) -> Decimal:
    """Read a figure as people here write it, "1.234,5"; what is measured may have so many decimals.

    This function will raise FigureOfTwoMeanings where a lone mark may stand between thousands or before three
    decimals, and UnreadableAnswer for what is no figure or too large.
    """
    if is_of_two_meanings(text.strip(), decimals):
        told = _(
            "“%(text)s” can be read in two ways. Write %(whole)s for a whole number, %(parts)s for one with decimals."
        )
        thousands, rest = re.split("[.,]", text.strip())
        ways = {"whole": f"{thousands}{rest}", "parts": f"{thousands},{rest}0"}
        raise FigureOfTwoMeanings(told % ({"text": text.strip()} | ways))
    try:
        figure = Decimal(read_number(text))
    except VietnameseError:
        raise UnreadableAnswer(_("Write the figure in digits, for example 1.234,5.")) from None
    return fitting_figure(figure)


def fitting_figure(figure: Decimal) -> Decimal:
    """This function will give a figure with at most four decimals. Raises UnreadableAnswer for one too large."""
    if abs(figure) >= LARGEST_FIGURE:
        raise UnreadableAnswer(_("This figure is too large. Write it in a larger unit."))
    return round(figure, 4)


def is_of_two_meanings(text: str, decimals: int) -> bool:
    """This function will tell whether "1.234" may be a thousand and more as well as one and three decimals."""
    return decimals >= _PARTS_OF_THOUSANDS and _THOUSANDS_OR_PARTS.fullmatch(text) is not None


def figure_as_written(figure: Decimal, *, decimals: int = 0) -> str:
    """This function will write a figure with a comma before its decimals, so that `read_figure` reads the same."""
    written = f"{figure.normalize():f}".replace(".", ",")
    return f"{written}0" if is_of_two_meanings(written, decimals) else written


def read_links(text: str) -> tuple[Link, ...]:
    """This function will read links, one on a line: the address, then the title and the day where they are known.

    Raises UnreadableAnswer for the first line that is none.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINKS:
        raise UnreadableAnswer(_("At most %(most)d links.") % {"most": MOST_LINKS})
    return tuple(_link_of(line) for line in lines)


def link_as_written(link: Link | Evidence) -> str:
    """This function will write a link as one line, which reads back as the same link."""
    day = written_day(link.dated_on) if link.dated_on else ""
    return " ".join(part for part in (link.url, link.title, day) if part)


def _link_of(line: str) -> Link:
    found = _URL.search(line)
    if found is None:
        raise UnreadableAnswer(_("“%(line)s” has no address: begin with https://") % {"line": line[:80]})
    address = found.group().rstrip(",;")
    try:
        _is_address(address)
    except ValidationError:
        raise UnreadableAnswer(_("“%(line)s” is no address of a page.") % {"line": address[:80]}) from None
    rest = line.replace(found.group(), " ")
    day = _DAY.search(rest)
    title = " ".join((rest.replace(day.group(), " ") if day else rest).split()).strip("|-–,; ")
    return Link(address, title[:LONGEST_TITLE], _day_of(day.group()) if day else None)


def _day_of(text: str) -> date:
    try:
        return read_date(text)
    except VietnameseError:
        told = _("There is no day %(day)s. Write it as dd/mm/yyyy.")
        raise UnreadableAnswer(told % {"day": text}) from None
