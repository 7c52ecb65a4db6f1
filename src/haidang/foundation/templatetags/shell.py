"""Tags of the shell and of form components."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

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
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from haidang.engines.vietnamese.dates import written_day
from haidang.foundation import queries, registry
from haidang.foundation.models import Event
from haidang.foundation.queries.filters import saved_filters_of

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


@register.simple_tag(takes_context=True)
def panels(context, page: str, subject: Any = None) -> SafeString:
    """This function will draw what apps above add to a page for the person of the request."""
    request = context["request"]
    made = [make(request.user, subject) for make in registry.panels.get(page, ())]
    drawn_parts = [render_to_string(one.template, dict(one.context), request=request) for one in made if one]
    return mark_safe("".join(drawn_parts))


@register.inclusion_tag("foundation/saved_filters.html", takes_context=True)
def saved_filters(context) -> dict[str, Any]:
    """This function will offer the filters that the person saved for this list, and to save the present one."""
    request = context["request"]
    query = request.GET.copy()
    query.pop("trang", None)
    asked = [pair for pair in query.lists() if any(pair[1])]
    rows = list(saved_filters_of(request.user).filter(place=request.path))
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "rows": rows,
        "place": request.path,
        "query": urlencode(asked, doseq=True),
    }


@register.simple_tag
def search_address() -> str:
    name = registry.shell_addresses.get("search")
    return reverse(name) if name else ""


@register.simple_tag
def own_page_address() -> str:
    name = registry.shell_addresses.get("own_page")
    return reverse(name) if name else ""


@register.simple_tag(takes_context=True)
def unread_notices(context) -> int | None:
    """This function will return how many notices a person has not read, None for whoever is told nothing."""
    user = context["request"].user
    return getattr(user, "unread_notices", 0) if registry.is_at_work(user) else None


@register.filter
def notice_name(kind: str) -> Any:
    return queries.notice_name(kind)


@register.simple_tag
def stop_acting_address() -> str:
    name = registry.shell_addresses.get("stop_acting")
    return reverse(name) if name else ""


@register.filter
def acting_person(request) -> str:
    return registry.acting_person(request.user)


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
def facts_before(event: Event) -> str:
    """This function will write what an act changed, as it was before, on one line."""
    return _told_facts(event.before or {}, beside=event.after or {})


@register.filter
def facts_after(event: Event) -> str:
    """This function will write what an act changed or said, as it is since, on one line."""
    return _told_facts(event.after or {}, beside=event.before or {})


def _told_facts(facts: dict[str, Any], *, beside: dict[str, Any]) -> str:
    """Facts in the order in which the apps name them; without empty ones, those alike on both sides, the machine's."""
    unnamed = sorted(facts.keys() - registry.fact_names.keys())
    told = {
        name: _told(facts[name])
        for name in (*registry.fact_names, *unnamed)
        if name in facts and not name.startswith("_") and not (name in beside and beside[name] == facts[name])
    }
    return "; ".join(
        f"{registry.fact_names.get(name, name)}: {words}" for name, words in told.items() if words
    )


def _told(value: Any) -> str:
    """A value in words, "" for an empty one: what lies inside another value stands in brackets or behind a comma."""
    if value is None or isinstance(value, bool):
        return {True: _("yes"), False: _("no"), None: ""}[value]
    if isinstance(value, dict):
        return str(value["phrase"]) if value.get("phrase") else _told_facts(value, beside={})
    if isinstance(value, list):
        return _told_list(value)
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return written_day(date.fromisoformat(value))
    return str(registry.fact_names.get(value, value))


def _told_list(values: list[Any]) -> str:
    """Pairs of line numbers or days are stretches, values with parts of their own stand in brackets."""
    if _is_stretch(values):
        first, last = map(_told, values)
        return first if first == last else f"{first}–{last}"
    told = [f"({words})" if isinstance(one, dict) else words for one in values if (words := _told(one))]
    return ", ".join(told)


def _is_stretch(values: list[Any]) -> bool:
    is_lines = all(type(value) is int for value in values)
    is_days = all(isinstance(value, str) and ISO_DAY.fullmatch(value) for value in values)
    return len(values) == 2 and (is_lines or is_days)
