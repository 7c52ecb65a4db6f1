"""Docs say what the code is: glossary, map and settings are compared with it."""

import importlib
import inspect
import re

from django.db import models
from repository import APPS, DOCS, SOURCE, python_files

ENTRY = re.compile(r"^\| (?P<vietnamese>[^|]+) \| (?P<english>[^|]+) \|", re.MULTILINE)
MAP_LINE = re.compile(r"^- `(?P<package>[a-z.]+)`: (?P<sentence>.+)$", re.MULTILINE)
SETTING = re.compile(r"\"(HAIDANG_[A-Z_]*[A-Z])\"")
DOCUMENTED_SETTING = re.compile(r"^\| `(HAIDANG_[A-Z_]+)` \|", re.MULTILINE)


def glossary_terms() -> set[str]:
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    return {term for entry in ENTRY.finditer(text) for term in re.findall(r"`([A-Za-z]+)`", entry["english"])}


def classes_of(module_name: str, base: type) -> set[str]:
    module = importlib.import_module(module_name)
    found = inspect.getmembers(module, inspect.isclass)
    return {name for name, one in found if issubclass(one, base) and one.__module__.startswith(module_name)}


def domain_nouns() -> set[str]:
    with_tables = [app for app in APPS if any((SOURCE / app).glob("models*"))]
    with_choices = [app for app in APPS if (SOURCE / app / "enums.py").exists()]
    nouns = set()
    for app in with_tables:
        nouns |= classes_of(f"haidang.{app}.models", models.Model)
    for app in with_choices:
        nouns |= classes_of(f"haidang.{app}.enums", models.TextChoices)
    return nouns


def test_every_model_and_enum_stands_in_the_glossary():
    assert domain_nouns() - glossary_terms() == set()


def test_glossary_gives_every_entry_a_vietnamese_term():
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")

    assert [entry["english"] for entry in ENTRY.finditer(text) if not entry["vietnamese"].strip()] == []


def packages() -> dict[str, str]:
    """This function will return every app and engine with the first line of its docstring."""
    folders = [SOURCE / name for name in (*APPS, "project", "engines")]
    folders += [path for path in sorted((SOURCE / "engines").iterdir()) if (path / "__init__.py").exists()]
    names = [".".join(folder.relative_to(SOURCE).parts) for folder in folders]
    return {name: first_line(importlib.import_module(f"haidang.{name}")) for name in names}


def first_line(module) -> str:
    return (inspect.getdoc(module) or "").splitlines()[0]


def test_map_has_one_line_for_each_package_as_its_docstring_says():
    text = (DOCS / "map.md").read_text(encoding="utf-8")

    assert {line["package"]: line["sentence"] for line in MAP_LINE.finditer(text)} == packages()


def settings_in_code() -> set[str]:
    found = {name for path in python_files() for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    return found | limits_in_code()


def limits_in_code() -> set[str]:
    limits = importlib.import_module("haidang.engines.reading.limits")
    return {f"HAIDANG_LIMIT_{name.upper()}" for name in limits.Limits.__dataclass_fields__}


def test_every_setting_of_the_environment_is_documented():
    text = (DOCS / "operate" / "settings.md").read_text(encoding="utf-8")

    assert set(DOCUMENTED_SETTING.findall(text)) == settings_in_code()
