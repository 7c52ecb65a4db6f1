"""Smells that a machine can count: names that fit anything, writing outside operations, sizes.

Each rule is one test over all files: a test for each file takes longer to hand out than to do.
"""

import ast
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

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


def found_in(paths: list[Path], faults_of: Callable[[Path], Any]) -> dict[str, Any]:
    """This function will give the files in which something is found, and what."""
    return {as_name(path): faults for path in paths if (faults := faults_of(path))}


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def functions_of(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(text_of(path))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines_of_function(function: ast.FunctionDef) -> int:
    return function.end_lineno - function.lineno + 1


def test_there_are_files_to_look_at():
    assert len(FILES) > len(APP_FILES) > len([path for path in APP_FILES if is_operation(path)]) > 0


def test_names_of_modules_promise_something():
    found = found_in(FILES, lambda path: FORBIDDEN_NAMES & {path.stem, *path.relative_to(SOURCE).parts})

    assert found == {}


def test_files_are_not_too_long():
    def lines_of_long_file(path: Path) -> int | None:
        lines = len(text_of(path).splitlines())
        return lines if lines > MOST_LINES_OF_FILE else None

    assert found_in(FILES, lines_of_long_file) == {}


def test_no_function_is_too_long():
    def long_functions(path: Path) -> dict[str, int]:
        lengths = {one.name: lines_of_function(one) for one in functions_of(path)}
        return {name: length for name, length in lengths.items() if length > MOST_LINES_OF_FUNCTION}

    assert found_in(FILES, long_functions) == {}


def test_functions_are_short_on_the_whole():
    lengths = sorted(lines_of_function(one) for path in FILES for one in functions_of(path))

    assert lengths[len(lengths) // 2] < 10
    assert lengths[int(len(lengths) * 0.95)] < 40


def test_only_operations_write():
    def written(path: Path) -> list[str]:
        lines = text_of(path).splitlines()
        return [line.strip() for line in lines if WRITES.search(line) and not NO_TABLE.search(line)]

    others = [path for path in APP_FILES if not is_operation(path)]

    found = found_in(others, written)
    assert {name: lines for name, lines in found.items() if name not in WRITERS_OUTSIDE_OPERATIONS} == {}


def positional_arguments(function: ast.FunctionDef) -> int:
    given = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    return len([name for name in given if name not in {"self", "cls"}])


def test_no_function_takes_many_arguments_by_position():
    def takers(path: Path) -> dict[str, int]:
        counts = {one.name: positional_arguments(one) for one in functions_of(path)}
        return {name: count for name, count in counts.items() if count > MOST_ARGUMENTS}

    assert found_in(FILES, takers) == {}


def test_nothing_is_left_to_do_in_comments():
    found = found_in(FILES, lambda path: re.findall(r"\b(?:TODO|FIXME|XXX)\b(?! \(#\d+\))", text_of(path)))

    assert found == {}
