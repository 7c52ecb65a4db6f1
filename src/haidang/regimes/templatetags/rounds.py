"""How units of a round and their sections are written on pages."""

from django import template

from haidang.regimes.queries import round_words

register = template.Library()
register.filter("cell_words", round_words.cell_words)
register.filter("unit_words", round_words.unit_words)
