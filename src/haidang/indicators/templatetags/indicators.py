"""Filters for figures of indicators; what they do stands in queries/words.py."""

from django import template

from haidang.indicators.queries import words
from haidang.indicators.queries.periods import key_of_period

register = template.Library()

for written in (
    words.aim,
    words.changed,
    words.counted,
    words.doubt_words,
    words.look,
    words.measured,
    words.state_words,
    words.stated_aim,
    words.stated_years,
    words.trend_points,
    words.until_year,
):
    register.filter(written.__name__, written)
register.filter("period_key", key_of_period)
