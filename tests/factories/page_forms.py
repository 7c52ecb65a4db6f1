"""The forms that pages show, filled in as a person would: what a browser would send with each of their buttons."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from factories.agencies import PASSWORD
from lxml import html

SAID = "Đã xong việc"


def words_of_today() -> dict[str, str]:
    """This function will give what a person types into an empty field, by the name of the field."""
    today = f"{timezone.localdate():%d/%m/%Y}"
    later = f"{timezone.localdate() + timedelta(days=10):%d/%m/%Y}"
    return (
        dict.fromkeys(("valid_from", "effective_on", "on", "dated_on", "issued_on"), today)
        | dict.fromkeys(("held_on", "last_day", "due_on", "han"), later)
        | dict.fromkeys(("agency", "agencies", "predecessors", "executor", "invited", "names"), "Sở Du lịch")
        | dict.fromkeys(("partners", "kept", "holder", "addressee", "heirs"), "Sở Văn hóa")
        | dict.fromkeys(("year", "first_year", "last_year", "nam"), "2027")
        | dict.fromkeys(("valid_to", "by_name", "by_number", "by_issued_on", "above", "until", "login"), "")
        | dict.fromkeys(("founded", "others", "default_taker", "thuoc"), "")
        | {
            "amount_vnd": "1.500.000",
            "email": "moi@example.com",
            "phone": "024 3333 4444",
            "username": "nguoi-moi",
            "current": PASSWORD,
            "password": "ngon-den-bien-xa",
            "again": "ngon-den-bien-xa",
            "delegate": "nguoi-khac",
            "number": "9/2026/NĐ-CP",
            "links": "https://example.com/bai",
            "first_line": "1",
            "last_line": "2",
            "staff_informed": "5",
            "figure": "3",
        }
    )


# What a page has to be told otherwise than its fields propose.
CHOSEN = {
    "agencies:plan_reorganisation": {"kind": "merge"},
    "agencies:give_seat_to": {"kind": "expert"},
    "programme:budget_line": {"year": "2024"},
    "programme:correct_amount": {"right_vnd": "2.500.000"},
    "programme:issue_plan": {"number": "12"},
}


@dataclass(frozen=True)
class Input:
    """One field of a form: what stands in it, and what may be chosen."""

    name: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()

    def filled(self, words: Mapping[str, str]) -> Any:
        """This function will give what a person leaves or writes in the field."""
        if self.kind == "file":
            return SimpleUploadedFile("ghi-chu.txt", "Ghi chú".encode())
        if self.value or self.kind in {"hidden", "checkbox", "radio"}:
            return self.value
        if self.choices:
            return next((choice for choice in self.choices if choice), "")
        return words.get(self.name, SAID)


@dataclass(frozen=True)
class PageForm:
    """A form of a page as a browser sees it; `button` is the one that is pressed, None for one without a name."""

    action: str
    inputs: tuple[Input, ...]
    button: tuple[str, str] | None = None

    @property
    def kind(self) -> tuple[Any, ...]:
        """What forms have in common that ask for the same."""
        return tuple(sorted({one.name for one in self.inputs})), self.pressed

    @property
    def pressed(self) -> tuple[str, str] | None:
        """The button without the row it stands in: "move" of "move:3"."""
        return self.button and (self.button[0], self.button[1].partition(":")[0])

    def filled_in(self, page: str) -> dict[str, list[Any]]:
        """This function will give what a person sends who fills every field in."""
        words, chosen = words_of_today(), CHOSEN.get(page, {})
        sent: dict[str, list[Any]] = {}
        for one in self.inputs:
            value = chosen.get(one.name) or one.filled(words)
            if value not in (None, ""):
                sent.setdefault(one.name, []).append(value)
        return sent | ({self.button[0]: [self.button[1]]} if self.button else {})


def forms_in(page: bytes, address: str) -> Iterator[PageForm]:
    """This function will give each form of a page that changes something, once for each of its buttons."""
    for form in html.fromstring(page).iter("form"):
        if (form.get("method") or "get").lower() == "post":
            inputs = tuple(_inputs_of(form))
            for button in sorted(_buttons_of(form), key=str):
                yield PageForm(form.get("action") or address, inputs, button)


def _own(form: Any) -> str:
    """Where a field stands that belongs to the form without standing in it."""
    return f"//*[@form='{form.get('id')}']" if form.get("id") else "//nothing"


def _buttons_of(form: Any) -> set[tuple[str, str] | None]:
    buttons = form.xpath(f".//button[not(@type='button')] | {_own(form)}[self::button]")
    pressed = {(one.get("name"), one.get("value") or "") if one.get("name") else None for one in buttons}
    return pressed or {None}


def _inputs_of(form: Any) -> Iterator[Input]:
    seen: set[str] = set()
    for one in form.xpath(f".//*[@name] | {_own(form)}[@name]"):
        name, kind = one.get("name"), (one.get("type") or one.tag).lower()
        is_spare = kind in {"radio", "checkbox"} and name in seen and one.get("checked") is None
        if one.tag == "button" or name == "csrfmiddlewaretoken" or is_spare:
            continue
        seen.add(name)
        yield Input(name, kind, _value_of(one, kind), tuple(_choices_of(one)))


def _choices_of(field: Any) -> Iterator[str]:
    return (option.get("value") or "" for option in field.iter("option"))


def _value_of(field: Any, kind: str) -> str:
    if field.tag == "textarea":
        return (field.text or "").strip()
    if field.tag == "select":
        return next((one.get("value") or "" for one in field.iter("option") if "selected" in one.attrib), "")
    return field.get("value") or ("on" if kind in {"radio", "checkbox"} else "")


# What changes with every request and says nothing about what was done.
_PASSING = {"sessions.session", "axes.accessattempt", "axes.accesslog", "axes.accessfailurelog"}

_MAY_WRITE = re.compile(
    r"\b(?:INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|COPY|CREATE|ALTER|DROP)\b", re.IGNORECASE
)
_WRITES_WHAT_PASSES = re.compile(
    rf'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(?:{"|".join(apps.get_model(one)._meta.db_table for one in _PASSING)})"'
)

type Rows = dict[str, Counter[str]]


@contextmanager
def written_statements() -> Iterator[list[str]]:
    """This function will collect the statements that may have changed a row: too many rather than one too few."""
    written: list[str] = []

    def keep(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if _MAY_WRITE.search(sql) and not _WRITES_WHAT_PASSES.match(sql):
            written.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(keep):
        yield written


def rows_after(act: Callable[[], Any], *, before: Rows) -> Rows:
    """This function will do something and read every row again, unless no statement was sent that may write one."""
    with written_statements() as written:
        act()
    return all_rows() if written else before


def all_rows() -> Rows:
    """This function will read every row of every table, but for keys and the moment it was saved."""
    return {
        model._meta.label: Counter(map(repr, model.objects.values_list(*_facts_of(model))))
        for model in apps.get_models()
        if model._meta.managed and model._meta.label_lower not in _PASSING
    }


def _facts_of(model: Any) -> list[str]:
    fields = model._meta.concrete_fields
    return [one.attname for one in fields if not (one.primary_key or getattr(one, "auto_now", False))]


def changed_rows(before: Rows, after: Rows) -> list[str]:
    """This function will name the tables in which a row is new, gone or other than it was."""
    return [label for label, rows in after.items() if rows != before[label]]
