"""How counts stand on every page: in each template without being loaded."""

from django import template

from haidang.foundation.counts import ShownCount

register = template.Library()


@register.filter
def shown_count(number: int | str | None) -> ShownCount | str:
    """This function will write a count: "1.924" in Vietnamese, "1,924" in English; "" for None.

    What is words already ("0/1") stays as it is.
    """
    return ShownCount(number) if isinstance(number, int) else number or ""
