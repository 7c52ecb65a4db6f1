"""Tags of the shell and of form components."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    FileInput,
    RadioSelect,
)
from django.forms.forms import BaseForm
from django.urls import reverse
from django.utils.formats import date_format

from haidang.foundation import queries, registry

register = template.Library()

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DARK_MEDIA = {"light": "not all", "dark": "all"}


@dataclass(frozen=True, slots=True)
class ShownLink:
    section: str
    label: Any
    url: str


@register.simple_tag(takes_context=True)
def navigation(context) -> list[ShownLink]:
    """This function will return the navigation links that the person of the request may follow."""
    user = context["request"].user
    if not user.is_authenticated:
        return []
    return [
        ShownLink(link.section, link.label, reverse(link.url_name))
        for link in registry.navigation
        if link.may(user)
    ]


@register.simple_tag
def search_address() -> str:
    name = registry.shell_addresses.get("search")
    return reverse(name) if name else ""


@register.simple_tag
def own_page_address() -> str:
    name = registry.shell_addresses.get("own_page")
    return reverse(name) if name else ""


@register.filter
def acting_for(request) -> str:
    return registry.acting_name(request.user)


@register.filter
def dark_media(request) -> str:
    """This function will return the media of dark.css: what the person chose, else what the machine prefers."""
    theme = getattr(getattr(request, "user", None), "theme", "auto")
    return DARK_MEDIA.get(theme, "(prefers-color-scheme: dark)")


@register.filter
def drawn(field: BoundField) -> str:
    """This function will draw a control with the class that its look needs, keeping the widget's own classes."""
    look = "drop" if isinstance(field.field.widget, FileInput | ClearableFileInput) else "in"
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{look} {own}".strip()})


@register.filter
def is_single_box(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_group(field: BoundField) -> bool:
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def fields_with_errors(form: BaseForm) -> list[BoundField]:
    return [field for field in form if field.errors]


@register.filter
def act_name(act: str) -> Any:
    return queries.act_name(act)


@register.filter
def facts_of_event(facts: dict[str, Any] | None) -> str:
    """This function will write the facts of a log entry on one line, without those that are empty."""
    told = {name: value for name, value in (facts or {}).items() if value not in (None, "", [], {})}
    return "; ".join(f"{registry.fact_names.get(name, name)}: {_told(value)}" for name, value in told.items())


def _told(value: Any) -> Any:
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return date_format(date.fromisoformat(value), "d/m/Y")
    return registry.fact_names.get(value, value) if isinstance(value, str) else value
