"""How often the kind of a text is told right: 500 samples and more of at least 200 characters.

Run: python -m evaluation.repair.kinds_of_text --shared ../shared
"""

import argparse
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from haidang.engines.vietnamese.repair.kinds import TextKind, tell_text_kind
from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, encode_legacy_text
from tools.repair_model.text_sets import read_sentences

_LENGTH = 200
_EACH = 80


def clean_samples(shared: Path, chance: random.Random) -> list[str]:
    """Runs of at least 200 characters of official texts, plans and Wikipedia."""
    samples: list[str] = []
    for name in ("phapdien", "local_plans", "viwiki"):
        lines = [line.strip() for line in read_sentences(shared / "corpus" / f"{name}.txt.xz")]
        samples += [_run(lines, chance) for _ in range(4 * _EACH // 3)]
    return samples


def _run(lines: list[str], chance: random.Random) -> str:
    start, run = chance.randrange(len(lines) - 60), ""
    while len(run) < _LENGTH:
        run, start = f"{run}\n{lines[start]}".strip(), start + 1
    return run


def without_diacritics(text: str) -> str:
    """The text as typed without diacritics."""
    marked = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def windows_of(text: str) -> Iterator[str]:
    """Pieces of a text of at least 200 characters, cut at lines."""
    piece = ""
    for line in text.splitlines():
        piece = f"{piece}\n{line}".strip()
        if len(piece) >= _LENGTH:
            yield piece
            piece = ""


def all_samples(shared: Path) -> list[tuple[TextKind, str]]:
    """Samples with their kind: clean, unmarked, four old encodings, damaged pages and papers, other languages."""
    chance = random.Random(7)
    clean = clean_samples(shared, chance)
    samples = [(TextKind.CLEAN, one) for one in clean[: _EACH * 2]]
    samples += [(TextKind.UNMARKED, without_diacritics(one)) for one in clean[_EACH : 2 * _EACH]]
    for place, encoding in enumerate(LegacyEncoding):
        chosen = clean[place * 40 : place * 40 + 60]
        samples += [(TextKind(encoding.value), encode_legacy_text(one, encoding)) for one in chosen]
    pages = [*(shared / "corpus" / "ocr_pages").rglob("*.eng.txt"), *(shared / "seeds").glob("00[014]_*")]
    for page in sorted(pages):
        samples += [(TextKind.DAMAGED, piece) for piece in windows_of(page.read_text("utf-8"))]
    for paper in sorted((shared / "seeds").glob("00[23]_*")):
        samples += [(TextKind.CLEAN, piece) for piece in windows_of(paper.read_text("utf-8"))][:150]
    return samples + [(TextKind.FOREIGN, piece) for piece in _foreign_samples(shared)]


def _foreign_samples(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "press" / "langid" / "udhr").rglob("*")):
        if path.suffix == ".html" and "vie" not in path.name and path.stem != "vi":
            yield from list(windows_of(path.read_text("utf-8", errors="replace")))[:20]


def wrong_kinds(samples: list[tuple[TextKind, str]]) -> list[tuple[TextKind, TextKind, str]]:
    """Samples that were told wrong: their kind, what was told, their text."""
    told = ((kind, tell_text_kind(text), text) for kind, text in samples)
    return [one for one in told if one[0] != one[1]]


def main() -> None:
    """This function will print the errors and their share."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    samples = all_samples(options.shared)
    wrong = wrong_kinds(samples)
    print(len(samples), "samples", Counter(kind.value for kind, _ in samples))
    for kind, told, text in wrong:
        print(f"  {kind} told {told}: {text[:110]!r}")
    print(f"{len(wrong)} errors, {1000 * len(wrong) / len(samples):.2f} in 1000")


if __name__ == "__main__":
    main()
