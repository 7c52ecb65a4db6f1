"""Days stand in one form everywhere: no template and no module writes one in another way than `written_day`."""

import re

from repository import SOURCE, python_files

DAYS_OF_TEMPLATES = re.compile(r"""\|date(?::(["'])(?P<form>.*?)\1|(?=[\s}|]))|{%\s*now\b""")
# A part of a day (its weekday, its month) and what a machine reads: addresses and the attributes of <time>.
PARTS_OF_DAYS = {"j", "l", "n", "n/Y", "Y-m", "Y-m-d"}
DAYS_OF_CODE = re.compile(r"%d[-/.]%m|%-?d/%-?m|strftime\(|\.day[}:][^\n]*\.month|date_format\(|strptime\(")
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
