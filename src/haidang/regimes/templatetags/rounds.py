"""How units of a round and their sections are written on pages."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from haidang.regimes.queries import round_words
from haidang.regimes.queries.round_page import Cell

register = template.Library()
register.filter("cell_words", round_words.cell_words)
register.filter("unit_words", round_words.unit_words)


@register.filter
def heat_cell(cell: Cell) -> str:
    """This function will draw a cell of the heat map; of some hundred on a page only a dozen differ."""
    return _heat_cell(cell, get_language())


@lru_cache(maxsize=64)
def _heat_cell(cell: Cell, _language: str | None) -> str:
    return render_to_string("regimes/heat_cell.html", {"cell": cell})
