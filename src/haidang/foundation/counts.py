"""Counts and figures in sentences and on pages, with their thousands apart."""

from decimal import Decimal

from django.utils.formats import number_format


class ShownCount(int):
    """A count that writes itself as the language has it: "1.924" in Vietnamese, "1,924" in English.

    It stays a number, so that `ngettext` and `blocktranslate` still tell one from many by it.
    """

    def __str__(self) -> str:
        return number_format(int(self), force_grouping=True)


def shown_figure(number: Decimal) -> str:
    """This function will write a figure without idle zeros: "1.234,5" in Vietnamese, "1,234.5" in English."""
    return number_format(number.normalize(), force_grouping=True)
