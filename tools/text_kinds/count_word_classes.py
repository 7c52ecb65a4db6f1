"""Count the classes of right, foreign and misread words: what tells how much of a text was misread.

Run: python -m tools.text_kinds.count_word_classes --shared ../shared (after count_letters, whose table it uses)
Right and foreign words are those of official texts, names of places and Wikipedia, of the half that is not kept for
measuring; misread ones those of our typeset pages. The table holds counts only.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from haidang.engines.vietnamese.repair.word_classes import WordClass, classes_of_line
from haidang.engines.vietnamese.repair.word_signs import words_of_line
from tools.repair_model.page_pairs import read_kept_pairs
from tools.repair_model.text_sets import read_sentences
from tools.text_kinds.text_halves import counted_half

TABLE = Path(__file__).resolve().parents[2] / "src/haidang/engines/vietnamese/repair/data/word_classes.csv"
_HEAD = (
    "# Classes of right, foreign and misread words, counted from official texts, names of places, Vietnamese Wikipedia"
    " (CC BY-SA 4.0, counts only) and pages that we typeset and read, 2026-11-21\n"
)
# Every such line of each set, so that official papers, Wikipedia and names of places have some thousand lines each.
_SETS = {"phapdien": 40, "viwiki": 40, "statutes_core": 4, "local_plans": 1, "resolutions": 1, "gazetteer": 1}
_CAPITALS_EVERY = 6
# Half of the words of right Vietnamese bear marks; passages in other languages are left out.
_MARKED_FROM = 0.4
_Counts = Counter[WordClass]


def right_lines(shared: Path) -> Iterator[str]:
    """Lines of right texts, some of them in capitals."""
    for name, every in _SETS.items():
        lines = counted_half(read_sentences(shared / "corpus" / f"{name}.txt.xz"), every=every)
        for number, line in enumerate(line for line in lines if _is_vietnamese(line)):
            yield line.upper() if number % _CAPITALS_EVERY == 0 else line


def _is_vietnamese(line: str) -> bool:
    words = line.split()
    return sum(not word.isascii() for word in words) >= _MARKED_FROM * len(words)


def count_right_and_foreign(lines: Iterable[str]) -> tuple[_Counts, _Counts]:
    """The classes of the words of right texts: of Vietnamese ones, and of foreign ones among them."""
    seen = Counter(one for line in lines for one in classes_of_line(words_of_line(line)))
    right = Counter({one: count for one, count in seen.items() if not one.is_foreign})
    return right, Counter({one: count for one, count in seen.items() if one.is_foreign})


def count_misread(pages: Iterable[Path]) -> _Counts:
    """The classes of words that came out wrong; how often beside a foreign one, whole damaged pages tell."""
    counts: _Counts = Counter()
    for (printed, read), count in read_kept_pairs().items():
        if printed != read:
            for word in words_of_line(read):
                counts[classes_of_line([word])[0]] += count
    beside = _share_beside_foreign(pages)
    return Counter(
        {
            one._replace(is_beside_foreign=is_beside): round(count * (beside if is_beside else 1 - beside))
            for one, count in counts.items()
            for is_beside in (False, True)
        }
    )


def _share_beside_foreign(pages: Iterable[Path]) -> float:
    lines = (line for page in pages for line in page.read_text("utf-8").splitlines())
    classes = [one for line in lines for one in classes_of_line(words_of_line(line))]
    return sum(one.is_beside_foreign for one in classes) / len(classes)


def table_rows(right: _Counts, foreign: _Counts, misread: _Counts) -> Iterator[str]:
    """This function will write a row for each class that was seen."""
    for one in sorted(right.keys() | foreign.keys() | misread.keys()):
        beside = "yes" if one.is_beside_foreign else "no"
        counts = f"{right[one]},{foreign[one]},{misread[one]}"
        yield f"{one.case},{one.writing},{one.step},{beside},{counts}\n"


def main() -> None:
    """This function will write the table into the package."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    right, foreign = count_right_and_foreign(right_lines(options.shared))
    pages = sorted((options.shared / "corpus" / "ocr_pages" / "train").rglob("*.eng.txt"))
    rows = table_rows(right, foreign, count_misread(pages))
    TABLE.write_text(
        _HEAD + "case,writing,step,beside_foreign,right,foreign,misread\n" + "".join(rows), "utf-8"
    )


if __name__ == "__main__":
    main()
