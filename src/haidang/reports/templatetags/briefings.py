"""How briefings are written on pages."""

from typing import Any

from django import template

from haidang.reports.enums import BriefingKind
from haidang.reports.models import Briefing

register = template.Library()


@register.filter
def kind_of_briefing(briefing: Briefing) -> Any:
    return BriefingKind(briefing.kind).label
