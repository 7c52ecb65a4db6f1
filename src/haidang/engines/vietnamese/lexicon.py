"""The codes of document types and of bodies, read once from the data files beside this module."""

import csv
from functools import cache
from importlib.resources import files


@cache
def document_types() -> dict[str, str]:
    """Codes of document types. This function will answer "Quyết định" under "QĐ"; it reads once."""
    return {row["abbr"]: row["name"] for row in _rows_of("document_types.csv")}


@cache
def agency_abbreviations() -> dict[str, str]:
    """Codes of bodies in signs. This function will answer "Bộ Tài chính" under "BTC"; it reads once."""
    return {row["abbr"]: row["name"] for row in _rows_of("agency_abbreviations.csv")}


@cache
def name_abbreviations() -> dict[str, str]:
    """Abbreviations inside names. This function will answer "Ủy ban nhân dân" under "UBND"; it reads once."""
    return {row["abbr"]: row["name"] for row in _rows_of("name_abbreviations.csv")}


def _rows_of(name: str) -> list[dict[str, str]]:
    content = files(__package__).joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(line for line in content.splitlines() if not line.startswith("#")))


@cache
def province_names() -> frozenset[str]:
    """Short names of provinces, of today and before 2025: "Hà Nội". This function will read its file once."""
    return frozenset(row["name"] for row in _rows_of("province_names.csv"))


@cache
def body_names() -> frozenset[str]:
    """Names of bodies as papers print them: "Sở Ngoại vụ". This function will read its file once."""
    return frozenset(
        f"{head} {tail.replace('*', province)}"
        for row in _rows_of("body_names.csv")
        for head in row["heads"].split("|")
        for tail in row["tails"].split("|")
        for province in (province_names() if "*" in tail else ("",))
    )


@cache
def syllable_parts() -> dict[str, list[str]]:
    """Parts of syllables as written, without tone. This function will answer lists under "onset" and "rime"."""
    return {row["part"]: row["letters"].split() for row in _rows_of("syllable_parts.csv")}


@cache
def unmarked_syllables() -> frozenset[str]:
    """Syllables that right Vietnamese writes without any mark. This function will read its file once."""
    return frozenset(row["syllable"] for row in _rows_of("unmarked_syllables.csv"))


@cache
def office_words() -> dict[str, frozenset[str]]:
    """Words that say nothing of what a task is about. This function will answer sets under "link" and "office"."""
    rows = _rows_of("office_words.csv")
    return {
        kind: frozenset(row["word"] for row in rows if row["kind"] == kind) for kind in ("link", "office")
    }
