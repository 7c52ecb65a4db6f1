"""Count the letters of words that no Vietnamese syllable has: misread ones against foreign ones.

Run: python -m tools.text_kinds.count_letters --shared ../shared
Misread words are those of our typeset pages (tools/repair_model); foreign ones those in official texts and Wikipedia,
of the half that is not kept for measuring. The table holds logarithms of runs of three letters, no words.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log
from pathlib import Path

from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.repair.letter_evidence import runs_of
from haidang.engines.vietnamese.repair.word_signs import words_of_line
from haidang.engines.vietnamese.repair.writings import all_writings
from tools.repair_model.page_pairs import read_kept_pairs
from tools.repair_model.text_sets import read_sentences
from tools.text_kinds.text_halves import counted_half

TABLE = Path(__file__).resolve().parents[2] / "src/haidang/engines/vietnamese/repair/data/letter_evidence.csv"
_HEAD = (
    "# How much runs of letters speak for a misread word rather than a foreign one (natural logarithm); counted from"
    " pages that we typeset and read, official texts and Vietnamese Wikipedia (CC BY-SA 4.0, counts only), 2026-11-21\n"
)
_SETS = ("phapdien", "viwiki")
# Every such line of a set, and words that came up in at least so many of them: others are mostly slips.
_EVERY, _SEEN_FROM = 8, 2
# Letters there are, and how many times a run is taken to have been seen as its end was (Witten and Bell).
_LETTERS, _AS_SHORTER = 60, 4.0
# What says nearly the same as the shorter run is left out.
_TELLING = 0.5


def is_of_no_syllable(word: str) -> bool:
    """Tell whether no Vietnamese syllable has the letters of a word."""
    return folded_form(word) not in all_writings()


def misread_words() -> Counter[str]:
    """The words of no syllable that came out where something else was printed, once for each word printed."""
    read = (read.strip('.,;:()"“”') for printed, read in read_kept_pairs() if printed != read)
    return Counter(word for text in read for word in words_of_line(text) if is_of_no_syllable(word))


def foreign_words(shared: Path) -> Counter[str]:
    """The words of no syllable in right texts, each once."""
    seen: Counter[str] = Counter()
    for name in _SETS:
        for line in counted_half(read_sentences(shared / "corpus" / f"{name}.txt.xz"), every=_EVERY):
            seen.update(words_of_line(line))
    return Counter(
        dict.fromkeys((word for word, n in seen.items() if n >= _SEEN_FROM and is_of_no_syllable(word)), 1)
    )


@dataclass(frozen=True, slots=True)
class RunCounts:
    """How often runs of letters came up, and what stands before their last letter."""

    runs: Counter[str]
    before: Counter[str]

    def log_share(self, run: str) -> float:
        """How likely the last letter is after those before it."""
        share = 1 / _LETTERS
        for end in (run[start:] for start in reversed(range(len(run)))):
            share = (self.runs[end] + _AS_SHORTER * share) / (self.before[end[:-1]] + _AS_SHORTER)
        return log(share)


def count_runs(words: Counter[str]) -> RunCounts:
    """Count the runs of three letters and fewer."""
    runs: Counter[str] = Counter()
    for word, count in words.items():
        for run in runs_of(word):
            for start in range(len(run)):
                runs[run[start:]] += count
    before: Counter[str] = Counter()
    for run, count in runs.items():
        before[run[:-1]] += count
    return RunCounts(runs, before)


def table_rows(misread: RunCounts, foreign: RunCounts) -> Iterator[str]:
    """This function will write a row for each run that says something its end does not say."""
    kept: dict[str, float] = {}
    for run in sorted(misread.runs | foreign.runs, key=lambda run: (len(run), run)):
        evidence = misread.log_share(run) - foreign.log_share(run)
        of_end = next((kept[end] for end in (run[1:], run[2:]) if end in kept), 0.0)
        if abs(evidence - of_end) >= _TELLING:
            kept[run] = evidence
            yield f'"{run}",{evidence:.1f}\n'


def write_table(words: Iterable[Counter[str]]) -> None:
    """This function will write the table of misread words against foreign ones."""
    misread, foreign = map(count_runs, words)
    TABLE.write_text(_HEAD + "letters,evidence\n" + "".join(table_rows(misread, foreign)), "utf-8")


def main() -> None:
    """This function will write the table into the package."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    write_table([misread_words(), foreign_words(options.shared)])


if __name__ == "__main__":
    main()
