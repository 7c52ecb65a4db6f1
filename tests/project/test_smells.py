"""Smells that a machine can count: names that fit anything, writing outside operations, sizes."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from repository import SOURCE, as_name, python_files

FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "core",
    "manager",
    "managers",
    "service",
}
FORBIDDEN_NAMES |= {"services", "handler", "handlers", "processor", "base2", "v2"}
MOST_LINES_OF_FILE, MOST_LINES_OF_FUNCTION, MOST_ARGUMENTS = 600, 60, 4
WRITES = re.compile(
    r"\.(?:save|create|bulk_create|update|bulk_update|delete|get_or_create|update_or_create)\("
)
# What writes elsewhere, and why: the manager is what Django's own log-in machinery calls.
WRITERS_OUTSIDE_OPERATIONS = {"src/haidang/agencies/models/accounts.py"}
# Names that hold no rows of a table but answer to a word above: hashes, sets, dictionaries.
NO_TABLE = re.compile(
    r"(?:digest|hash\w*|sha\w*|seen|set|known|counts?|found|names|headers|initial|registry|\w*_names)\.update\("
    r"|\b(?:picture|book)\.save\("
)

FILES = python_files()
APP_FILES = [path for path in FILES if "engines" not in path.parts and "project" not in path.parts]


def is_operation(path: Path) -> bool:
    return path.stem == "operations" or "operations" in path.parts


@pytest.mark.parametrize("path", FILES, ids=as_name)
def test_name_of_module_promises_something(path):
    assert FORBIDDEN_NAMES.isdisjoint({path.stem, *path.relative_to(SOURCE).parts})


@pytest.mark.parametrize("path", FILES, ids=as_name)
def test_file_is_not_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_OF_FILE


@cache
def functions_of(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", FILES, ids=as_name)
def test_no_function_is_too_long(path):
    lengths = {one.name: one.end_lineno - one.lineno + 1 for one in functions_of(path)}

    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_FUNCTION} == {}


def test_functions_are_short_on_the_whole():
    lengths = sorted(one.end_lineno - one.lineno + 1 for path in FILES for one in functions_of(path))

    assert lengths[len(lengths) // 2] < 10
    assert lengths[int(len(lengths) * 0.95)] < 40


@pytest.mark.parametrize("path", [path for path in APP_FILES if not is_operation(path)], ids=as_name)
def test_only_operations_write(path):
    if as_name(path) in WRITERS_OUTSIDE_OPERATIONS:
        return
    lines = path.read_text(encoding="utf-8").splitlines()

    assert [line.strip() for line in lines if WRITES.search(line) and not NO_TABLE.search(line)] == []


def positional_arguments(function: ast.FunctionDef) -> int:
    given = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    return len([name for name in given if name not in {"self", "cls"}])


@pytest.mark.parametrize("path", FILES, ids=as_name)
def test_no_function_takes_many_arguments_by_position(path):
    counts = {one.name: positional_arguments(one) for one in functions_of(path)}

    assert {name: count for name, count in counts.items() if count > MOST_ARGUMENTS} == {}


@pytest.mark.parametrize("path", FILES, ids=as_name)
def test_nothing_is_left_to_do_in_comments(path):
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"\b(?:TODO|FIXME|XXX)\b(?! \(#\d+\))", text) == []
