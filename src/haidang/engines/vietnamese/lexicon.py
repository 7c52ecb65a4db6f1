"""The codes of document types and of bodies, read once from the data files beside this module."""

import csv
from functools import cache
from importlib.resources import files


@cache
def document_types() -> dict[str, str]:
    """The codes of document types with their names: "QĐ" is "Quyết định". This function will read a file once."""
    return {row["abbr"]: row["name"] for row in _checked_rows("document_types.csv")}


@cache
def agency_abbreviations() -> dict[str, str]:
    """The codes of bodies with their names: "UBND" is "Ủy ban nhân dân". This function will read a file once."""
    return {row["abbr"]: row["name"] for row in _checked_rows("agency_abbreviations.csv")}


def _checked_rows(name: str) -> list[dict[str, str]]:
    content = files(__package__).joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(line for line in content.splitlines() if not line.startswith("#")))
