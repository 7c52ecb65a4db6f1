"""A word that is none, taken out of its line and of what quotes it, and put back again when a person says so."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from haidang.documents.models import DocumentLine, DocumentReading, Finding, UncertainWord
from haidang.documents.operations.recording import ROWS_AT_ONCE
from haidang.documents.operations.word_effects import ChangedPlace, WordReplacement
from haidang.documents.operations.word_findings import (
    cited_texts,
    findings_on_lines,
    put_values,
    texts_of_lines,
)

# Stands for the word while its surroundings are looked at; no text of a paper has letters for private use.
_MARK = "\ue000"
_SENTENCE_SIGNS = ".,;:!?"
_MARKED = re.compile(rf"(?P<blank>\s?)[^\w\s{_MARK}]*{_MARK}(?P<signs>[^\w\s{_MARK}]*)(?P<behind>\s?)")
_LETTERS_BESIDE = 24  # of a text on both sides of a removed word: enough to find the place again

type Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A stretch taken out of the text at a path of a finding's value, and what stood on both sides of it."""

    finding: int
    path: Path
    removed: str
    left: str
    right: str


def remove_words(batch: Sequence[UncertainWord], decided_by: Any) -> int:
    """This function will take words of one wording out of lines and findings and return how many findings changed.

    With a word goes one blank beside it, and signs that stand at nothing else. A text of a finding that is the word
    alone stays: nothing has a title of nothing.
    """
    reading, old = batch[0].reading, batch[0].text
    places = [ChangedPlace(word.line_number, word.start) for word in batch]
    citing = findings_on_lines(reading, {place.line_number for place in places})
    texts = texts_of_lines(reading, citing)
    cuts: list[_Cut] = []
    values = {}
    for finding in citing:
        marking = WordReplacement(old, _MARK, lines=cited_texts(finding, texts), changed=places)
        values[finding] = _without_marks(marking.value_with(finding.value), old, finding=finding, cuts=cuts)
    changed = put_values(reading, values, decided_by)
    _cut_lines(reading, batch)
    batch[0].removal = _removal_of(batch[0]) | {"cuts": [asdict(cut) for cut in cuts]}
    UncertainWord.objects.bulk_update(batch, ["removal"], batch_size=ROWS_AT_ONCE)
    return changed


def put_back_words(batch: Sequence[UncertainWord], decided_by: Any) -> int:
    """This function will put deleted words back into lines and findings and return how many findings changed.

    A finding in which the place cannot be found any more, because somebody has written something else, stays.
    """
    reading = batch[0].reading
    cuts = [_Cut(**{**cut, "path": tuple(cut["path"])}) for cut in _removal_of(batch[0])["cuts"]]
    rows = Finding.objects.select_for_update().filter(pk__in={cut.finding for cut in cuts}, reading=reading)
    values = {finding: finding.value for finding in rows.order_by("pk")}
    for finding in values:
        for cut in reversed([cut for cut in cuts if cut.finding == finding.pk]):
            values[finding] = _with_cut_back(values[finding], cut.path, cut)
    changed = put_values(reading, values, decided_by)
    _fill_lines(reading, batch)
    UncertainWord.objects.filter(pk__in=[word.pk for word in batch]).update(removal=None)
    return changed


def _removal_of(word: UncertainWord) -> dict[str, Any]:
    return word.removal or {}


def _without_marks(part: Any, old: str, *, finding: Finding, cuts: list[_Cut], path: Path = ()) -> Any:
    if isinstance(part, dict):
        return {
            name: _without_marks(one, old, finding=finding, cuts=cuts, path=(*path, name))
            for name, one in part.items()
        }
    if isinstance(part, list):
        return [
            _without_marks(one, old, finding=finding, cuts=cuts, path=(*path, at))
            for at, one in enumerate(part)
        ]
    while isinstance(part, str) and _MARK in part:
        first, last = _stretch_to_cut(part, part.index(_MARK))
        left, right = part[:first], part[last:]
        if not re.search(r"\w", left + right):
            return part.replace(_MARK, old)
        removed = part[first:last].replace(_MARK, old)
        beside = right.replace(_MARK, old)[:_LETTERS_BESIDE]
        cuts.append(_Cut(finding.pk, path, removed, left[-_LETTERS_BESIDE:], beside))
        part = left + right
    return part


def _stretch_to_cut(text: str, mark: int) -> tuple[int, int]:
    """First and last letter of what goes with the mark: one blank, and the signs around it.

    The sign that ends a sentence or a part of it stays at the word before, unless that has one already.
    """
    found = next(match for match in _MARKED.finditer(text) if match.start() <= mark < match.end())
    first, last = found.start(), found.end("signs")
    before = text[:first]
    if not before:
        return first, found.end("behind")
    if before[-1].isalnum() and found["blank"] and found["signs"][:1] in tuple(_SENTENCE_SIGNS):
        return first, found.start("signs")
    return first, last


def _with_cut_back(part: Any, path: Path, cut: _Cut) -> Any:
    """A value with a cut undone; as it is where the path leads nowhere or the place is not to be found."""
    if path and isinstance(part, dict) and path[0] in part:
        return {**part, path[0]: _with_cut_back(part[path[0]], path[1:], cut)}
    if path and isinstance(part, list) and isinstance(path[0], int) and path[0] < len(part):
        at = path[0]
        return [*part[:at], _with_cut_back(part[at], path[1:], cut), *part[at + 1 :]]
    place = next(_places_of(part, cut), None) if isinstance(part, str) and not path else None
    return part if place is None else part[:place] + cut.removed + part[place:]


def _places_of(text: str, cut: _Cut) -> Iterator[int]:
    """Where a cut can have been: between what stood around it, else behind or before what stood on one side."""
    beside = ((cut.left, cut.right), (cut.left, ""), ("", cut.right))
    for left, right in beside:
        if (left or right) and text.count(left + right) == 1:
            yield text.index(left + right) + len(left)


def _cut_lines(reading: DocumentReading, batch: Sequence[UncertainWord]) -> None:
    """Take the words out of their lines, from the last to the first; all words behind them move up."""
    lines, words = _lines_and_words(reading, batch)
    going = {word.pk: word for word in batch}
    for number, line in lines.items():
        line.raw = line.raw or line.text
        for word in sorted((one for one in words[number] if one.pk in going), key=lambda one: -one.start):
            marked = line.text[: word.start] + _MARK + line.text[word.end :]
            first, last = _stretch_to_cut(marked, word.start)
            removed = marked[first:last].replace(_MARK, word.text)
            line.text = marked[:first] + marked[last:]
            for other in words[number]:
                if other.start >= first + len(removed):
                    other.start, other.end = other.start - len(removed), other.end - len(removed)
            word.start = word.end = first
            going[word.pk].removal = {"removed": removed, "cuts": []}
    _save_lines(lines, words)


def _fill_lines(reading: DocumentReading, batch: Sequence[UncertainWord]) -> None:
    """Put the words back into their lines, from the first to the last; all words behind them move on."""
    lines, words = _lines_and_words(reading, batch)
    coming = {word.pk: _removal_of(word)["removed"] for word in batch}
    for number, line in lines.items():
        for word in sorted((one for one in words[number] if one.pk in coming), key=lambda one: one.start):
            at, removed = word.start, coming[word.pk]
            line.text = line.text[:at] + removed + line.text[at:]
            for other in words[number]:
                if other.start >= at:
                    other.start, other.end = other.start + len(removed), other.end + len(removed)
            word.start = at + removed.index(word.text)
            word.end = word.start + len(word.text)
        line.raw = "" if line.raw == line.text else line.raw
    _save_lines(lines, words)


def _lines_and_words(
    reading: DocumentReading, batch: Sequence[UncertainWord]
) -> tuple[dict[int, DocumentLine], dict[int, list[UncertainWord]]]:
    numbers = {word.line_number for word in batch}
    lines = {line.number: line for line in DocumentLine.objects.filter(reading=reading, number__in=numbers)}
    words: dict[int, list[UncertainWord]] = defaultdict(list)
    for word in UncertainWord.objects.filter(reading=reading, line_number__in=numbers):
        words[word.line_number].append(word)
    return lines, words


def _save_lines(lines: dict[int, DocumentLine], words: dict[int, list[UncertainWord]]) -> None:
    DocumentLine.objects.bulk_update(lines.values(), ["text", "raw"], batch_size=ROWS_AT_ONCE)
    moved = [word for on_line in words.values() for word in on_line]
    UncertainWord.objects.bulk_update(moved, ["start", "end"], batch_size=ROWS_AT_ONCE)
