from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import ngettext, override

from haidang.foundation.counts import ShownCount, shown_figure

SENTENCE = """{% load i18n %}{% blocktranslate count count=rows|shown_count %}{{ count }} row in the table
{% plural %}{{ count }} rows in the table{% endblocktranslate %}"""


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("vi", ["0", "999", "1.924", "-5.600", "1.200.000"]),
        ("en", ["0", "999", "1,924", "-5,600", "1,200,000"]),
    ],
)
def test_count_is_written_as_the_language_has_it(language, shown):
    with override(language):
        assert [str(ShownCount(number)) for number in (0, 999, 1924, -5600, 1_200_000)] == shown


def test_count_still_tells_one_from_many():
    with override("en"):
        told = [
            ngettext("%(count)s row", "%(count)s rows", one) % {"count": one}
            for one in map(ShownCount, (1, 1924))
        ]

    assert told == ["1 row", "1,924 rows"]


@pytest.mark.parametrize(("rows", "told"), [(1, "1 row in the table"), (1924, "1,924 rows in the table")])
def test_page_writes_the_count_of_its_sentence(rows, told):
    with override("en"):
        assert Template(SENTENCE).render(Context({"rows": rows})).strip() == told


@pytest.mark.parametrize(("number", "shown"), [(1924, "1.924"), (0, "0"), (None, ""), ("0/1", "0/1")])
def test_page_writes_a_count_or_nothing(number, shown):
    assert Template("{{ number|shown_count }}").render(Context({"number": number})) == shown


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        (Decimal("1234.50"), "1.234,5", "1,234.5"),
        (Decimal(44390), "44.390", "44,390"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (Decimal("0.730"), "0,73", "0.73"),
    ],
)
def test_figure_has_no_idle_zeros(number, vietnamese, english):
    with override("vi"):
        assert shown_figure(number) == vietnamese
    with override("en"):
        assert shown_figure(number) == english
