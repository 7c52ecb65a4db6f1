"""How days and moments stand on every page: in each template without being loaded."""

from datetime import date, datetime

from django import template

from haidang.engines.vietnamese.dates import written_day, written_moment

register = template.Library()


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """This function will write a day, or the day of a moment here: "08/7/2024"; "" for none."""
    return written_day(value) if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """This function will write a moment in the time of this place: "08/7/2024 09:05"; "" for none."""
    return written_moment(value) if value else ""
