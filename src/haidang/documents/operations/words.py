"""What a person decides about the words that the machine is least sure of.

A corrected word is changed in its line and in what was read from the line; what the file has stays beside it.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from haidang.documents.enums import ReadingState, WordState
from haidang.documents.errors import (
    ChangedMeanwhile,
    ReadingNotOpen,
    WordDecided,
    WordMissing,
    WordNotDecided,
)
from haidang.documents.models import DocumentLine, DocumentReading, UncertainWord
from haidang.documents.operations.recording import ROWS_AT_ONCE
from haidang.documents.operations.word_effects import ChangedPlace, WordReplacement
from haidang.documents.operations.word_findings import (
    cited_texts,
    findings_on_lines,
    put_values,
    texts_of_lines,
)
from haidang.documents.operations.word_removals import put_back_words, remove_words
from haidang.documents.queries.words import equal_open_words
from haidang.engines.vietnamese.forms import normal_form
from haidang.foundation.operations import record_event


@transaction.atomic
def keep_word(*, word: UncertainWord, version: int, decided_by: Any, everywhere: bool = False) -> int:
    """Say that a word stands in the paper as it was read, and return for how many words that was said.

    This function will keep with it all equal words of the paper that are still open, where `everywhere` asks for
    them. Raises ChangedMeanwhile, WordDecided, ReadingNotOpen.
    """
    word = _open_word(word, version)
    batch = _batch_of(word, everywhere)
    _decide(batch, word, decided_by, state=WordState.KEPT)
    _record(decided_by, "documents.keep_word", word, before=None, after={"words": len(batch)})
    return len(batch)


@transaction.atomic
def correct_word(
    *, word: UncertainWord, text: str, version: int, decided_by: Any, everywhere: bool = False
) -> int:
    """Put another word in the place of one that was read, and return at how many places.

    This function will change the line, the places of the other uncertain words on it, and the word in the findings
    that cite the line; `raw` of a finding never changes. With `everywhere` all equal words of the paper that are
    still open change. Raises ChangedMeanwhile, WordDecided, WordMissing, ReadingNotOpen.
    """
    word = _open_word(word, version)
    corrected = normal_form(text)
    if not corrected:
        raise WordMissing
    if corrected == word.text:
        return keep_word(word=word, version=version, decided_by=decided_by, everywhere=everywhere)
    batch = _batch_of(word, everywhere)
    findings = _replace(batch, word.text, corrected, decided_by)
    _decide(batch, word, decided_by, state=WordState.CORRECTED, corrected_text=corrected)
    after = {"text": corrected, "words": len(batch), "findings": findings}
    _record(decided_by, "documents.correct_word", word, before={"text": word.text}, after=after)
    return len(batch)


@transaction.atomic
def delete_word(*, word: UncertainWord, version: int, decided_by: Any, everywhere: bool = False) -> int:
    """Say that a word is none, a speck or a stroke read as letters, and return at how many places it was taken out.

    This function will take it out of its line and of the findings that quote the place. With `everywhere` all equal
    words of the paper that are still open go. Raises ChangedMeanwhile, WordDecided, ReadingNotOpen.
    """
    word = _open_word(word, version)
    batch = _batch_of(word, everywhere)
    findings = remove_words(batch, decided_by)
    _decide(batch, word, decided_by, state=WordState.DELETED)
    after = {"words": len(batch), "findings": findings}
    _record(decided_by, "documents.delete_word", word, before={"text": word.text}, after=after)
    return len(batch)


@transaction.atomic
def take_back_word(*, word: UncertainWord, version: int, decided_by: Any) -> int:
    """Take a decision about a word back, with all words that were decided together, and return how many those are.

    This function will put the read word back in lines and findings; a finding in which somebody has written
    something else since stays as it is. Raises ChangedMeanwhile, WordNotDecided, ReadingNotOpen.
    """
    word = _current_word(word, version)
    if word.state == WordState.OPEN:
        raise WordNotDecided
    first = word.decided_with or word
    first.reading = word.reading
    batch = [first, *first.decided_along.order_by("order")]
    findings = 0
    if word.state == WordState.CORRECTED:
        findings = _replace(batch, word.corrected_text, word.text, decided_by)
    elif word.state == WordState.DELETED:
        findings = put_back_words(batch, decided_by)
    _decide(batch, None, decided_by, state=WordState.OPEN, corrected_text="")
    before, after = (
        {"text": word.current_text},
        {"text": word.text, "words": len(batch), "findings": findings},
    )
    _record(decided_by, "documents.take_back_word", word, before=before, after=after)
    return len(batch)


def _open_word(word: UncertainWord, version: int) -> UncertainWord:
    current = _current_word(word, version)
    if current.state != WordState.OPEN:
        raise WordDecided
    return current


def _current_word(word: UncertainWord, version: int) -> UncertainWord:
    """The word as it stands, refused when it is not what the person saw; other decisions on the paper wait."""
    reading = DocumentReading.objects.select_for_update().only("state").get(pk=word.reading_id)
    if reading.state != ReadingState.READ:
        raise ReadingNotOpen
    rows = UncertainWord.objects.select_related("decided_by", "decided_with", "reading__document")
    current = rows.defer("reading__answer").get(pk=word.pk)
    if current.version != version:
        raise ChangedMeanwhile(str(current.decided_by or ""), current.decided_at, current)
    return current


def _batch_of(word: UncertainWord, everywhere: bool) -> list[UncertainWord]:
    equal = equal_open_words(word).exclude(pk=word.pk) if everywhere else UncertainWord.objects.none()
    return [word, *equal.order_by("order")]


def _decide(batch: list[UncertainWord], first: UncertainWord | None, decided_by: Any, **fields: Any) -> None:
    along = {"decided_with": None, "version": F("version") + 1}
    about = {"decided_by": decided_by, "decided_at": timezone.now()}
    keys = [word.pk for word in batch]
    for at in range(0, len(keys), ROWS_AT_ONCE):
        rows = UncertainWord.objects.filter(pk__in=keys[at : at + ROWS_AT_ONCE])
        rows.update(**fields, **along, **about)
        if first:
            rows.exclude(pk=first.pk).update(decided_with=first)


def _record(actor: Any, act: str, word: UncertainWord, *, before: Any, after: Any) -> None:
    record_event(actor=actor, act=act, subject=word, before=before, after=after)


def _replace(batch: list[UncertainWord], old: str, new: str, decided_by: Any) -> int:
    """Change the words in lines, places and findings; return how many findings changed."""
    reading, places = batch[0].reading, [ChangedPlace(word.line_number, word.start) for word in batch]
    changed = _change_findings(reading, old, new, places=places, decided_by=decided_by)
    _change_lines(reading, old, new, places)
    return changed


def _change_lines(reading: DocumentReading, old: str, new: str, places: list[ChangedPlace]) -> None:
    starts: dict[int, list[int]] = defaultdict(list)
    for place in places:
        starts[place.line_number].append(place.start)
    lines = list(DocumentLine.objects.filter(reading=reading, number__in=list(starts)))
    for line in lines:
        line.raw = line.raw or line.text
        for start in sorted(starts[line.number], reverse=True):
            line.text = line.text[:start] + new + line.text[start + len(old) :]
        if line.raw == line.text:
            line.raw = ""
    DocumentLine.objects.bulk_update(lines, ["text", "raw"], batch_size=ROWS_AT_ONCE)
    _shift_words(reading, starts, len(new) - len(old))


def _shift_words(reading: DocumentReading, starts: Mapping[int, list[int]], longer: int) -> None:
    """The words of changed lines stand further along by what each changed word before them has grown."""
    words = list(UncertainWord.objects.filter(reading=reading, line_number__in=list(starts)))
    for word in words:
        changed = starts[word.line_number]
        own, shift = word.start in changed, longer * sum(start < word.start for start in changed)
        word.start, word.end = word.start + shift, word.end + shift + (longer if own else 0)
    UncertainWord.objects.bulk_update(words, ["start", "end"], batch_size=ROWS_AT_ONCE)


def _change_findings(
    reading: DocumentReading, old: str, new: str, *, places: list[ChangedPlace], decided_by: Any
) -> int:
    citing = findings_on_lines(reading, {place.line_number for place in places})
    texts = texts_of_lines(reading, citing)
    values = {
        finding: WordReplacement(old, new, lines=cited_texts(finding, texts), changed=places).value_with(
            finding.value
        )
        for finding in citing
    }
    return put_values(reading, values, decided_by)
