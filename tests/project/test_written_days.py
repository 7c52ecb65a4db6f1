"""Days stand in one form everywhere: no template and no module writes one in another way than `written_day`."""

import re
from datetime import date

import pytest
from repository import APPS, DOCS, SOURCE, as_name, python_files

from haidang.engines.vietnamese.dates import written_day

DAYS_OF_TEMPLATES = re.compile(r"""\|date(?::(["'])(?P<form>.*?)\1|(?=[\s}|]))|{%\s*now\b""")
# A part of a day (its weekday, its month) and what a machine reads: addresses and the attributes of <time>.
PARTS_OF_DAYS = {"j", "l", "n", "n/Y", "Y-m", "Y-m-d"}
DAYS_OF_CODE = re.compile(r"%d[-/.]%m|%-?d/%-?m|strftime\(|\.day[}:][^\n]*\.month|date_format\(|strptime\(")
# Left to itself, a template writes a day in the long form of the language.
BARE_DAYS = re.compile(
    r"(?:{{ ?|[ (]\w+=)(?P<name>[\w.]+(?:_on|_at|valid_from|valid_to))(?= ?}}| \w+=| ?%}| as )"
)
NO_DAYS = {"form.on", "obligation.due_on", "obligation.trued_up_on", "question_form.due_on"}
WRITTEN = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
TEXTS_OF_OURS = [
    path
    for app in (*APPS, "project")
    for path in sorted((SOURCE / app).rglob("*"))
    if path.suffix in {".csv", ".html", ".po", ".py", ".txt"} and "migrations" not in path.parts
]
GUIDES = sorted((DOCS / "guide").rglob("*.md"))
ALLOWED_LINES = {
    # What people may type, read and never written.
    'DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]',
    'input_formats=["%d/%m/%Y", "%Y-%m-%d"],',
    'for form in ("%Y-%m-%d", "%d/%m/%Y"):',
    "return datetime.strptime(written, form).date()  # noqa: DTZ007",
    # The name of a file takes no slash.
    'name = given["name"] or _("Pasted text of %(day)s") % {"day": f"{timezone.localdate():%d-%m-%Y}"}',
}


def test_templates_write_days_by_the_one_filter():
    found = [
        (path.name, match.group())
        for path in sorted(SOURCE.rglob("templates/**/*.*"))
        for match in DAYS_OF_TEMPLATES.finditer(path.read_text(encoding="utf-8"))
        if match["form"] not in PARTS_OF_DAYS
    ]

    assert found == []


def test_code_writes_days_by_the_one_function():
    found = [
        (path.relative_to(SOURCE).as_posix(), line.strip())
        for path in python_files()
        if SOURCE in path.parents and "migrations" not in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
        if DAYS_OF_CODE.search(line) and line.strip() not in ALLOWED_LINES
    ]

    assert found == []


def test_templates_leave_no_day_to_the_language():
    found = [
        (path.name, match["name"])
        for path in sorted(SOURCE.rglob("templates/**/*.*"))
        for match in BARE_DAYS.finditer(path.read_text(encoding="utf-8"))
        if match["name"] not in NO_DAYS
    ]

    assert found == []


@pytest.mark.parametrize("bad", ["{{ one.due_on }}", "{% blocktranslate with day=one.sent_at name=x %}"])
def test_day_left_to_the_language_would_be_seen(bad):
    assert BARE_DAYS.search(bad)


def test_texts_and_guides_write_days_in_the_one_form():
    found = [
        (as_name(path), match.group())
        for path in (*TEXTS_OF_OURS, *GUIDES)
        for match in WRITTEN.finditer(path.read_text(encoding="utf-8"))
        if not is_written_day(*map(int, match.groups()), text=match.group())
    ]

    assert found == []


def is_written_day(day: int, month: int, year: int, *, text: str) -> bool:
    try:
        return written_day(date(year, month, day)) == text
    except ValueError:
        return False
