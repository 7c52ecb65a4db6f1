"""Filters for score sheets; what they do stands in queries/words.py."""

from typing import Any

from django import template

from haidang.oversight.queries import words

register = template.Library()

for written in (
    words.figure_words,
    words.own_words,
    words.points,
    words.row_counts,
    words.rule_words,
    words.source_words,
    words.span_words,
    words.state_look,
):
    register.filter(written.__name__, written)
register.filter("line_words", words.state_words)


@register.filter
def fields_of(form: Any, line: Any) -> list[Any]:
    """This function will return the fields of a form for one line of a sheet."""
    return form.line_fields(line)
