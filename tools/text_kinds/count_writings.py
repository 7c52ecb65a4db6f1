"""Count how the syllables that share their letters without marks are written: what right Vietnamese looks like.

Run: python -m tools.text_kinds.count_writings --shared ../shared
The counts come from official texts and Wikipedia (../shared/corpus/README.md); the table holds shares only.
"""

import argparse
import csv
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from haidang.engines.vietnamese.forms import folded_form, normal_form
from haidang.engines.vietnamese.syllables import is_syllable

TABLE = (
    Path(__file__).resolve().parents[2] / "src/haidang/engines/vietnamese/repair/data/syllable_writings.csv"
)
_HEAD = (
    "# How often syllables are written with which marks, in thousandths, over all and with a capital inside a sentence;"
    " counted from official texts, names of places and Vietnamese Wikipedia (CC BY-SA 4.0, counts only), 2026-11-21\n"
)
# A syllable seen less often is mostly a slip or a name from elsewhere.
_SEEN_FROM = 20
# Each name of a place stands for the papers that its people write.
_NAME_WEIGHT = 20
_THOUSAND, _MILLION = 1000, 1_000_000


@dataclass(frozen=True, slots=True)
class Writing:
    """One way to write a syllable, how often it was seen, and how often with a capital inside a sentence."""

    letters: str
    count: int
    capital: int


def read_writings(shared: Path) -> dict[str, list[Writing]]:
    """The syllables of the counted texts by their letters without marks; names of places count as names."""
    names = _words_of_names(shared)
    writings: defaultdict[str, list[Writing]] = defaultdict(list)
    with lzma.open(shared / "corpus" / "syllable_counts.tsv.xz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            in_names = _NAME_WEIGHT * names[row["token"]]
            count = int(row["official"]) + int(row["wikipedia"]) + in_names
            if count >= _SEEN_FROM and is_syllable(row["token"]):
                one = Writing(row["token"], count, int(row["mid_capital"]) + in_names)
                writings[folded_form(row["token"])].append(one)
    return dict(writings)


def _words_of_names(shared: Path) -> Counter[str]:
    with lzma.open(shared / "corpus" / "gazetteer.txt.xz", "rt", encoding="utf-8") as file:
        return Counter(word.lower() for line in file for word in normal_form(line).split())


def table_rows(writings: dict[str, list[Writing]]) -> Iterator[str]:
    """This function will write a row for each run of letters: how many in a million words, and its writings."""
    everything = sum(one.count for ways in writings.values() for one in ways)
    for letters, ways in sorted(writings.items()):
        seen, capitals = sum(one.count for one in ways), sum(one.capital for one in ways)
        shares = " ".join(
            f"{one.letters}:{round(_THOUSAND * one.count / seen)}:{round(_THOUSAND * one.capital / max(capitals, 1))}"
            for one in sorted(ways, key=lambda one: -one.count)
        )
        yield f"{letters},{max(round(_MILLION * seen / everything), 1)},{shares}\n"


def main() -> None:
    """This function will write the table into the package."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    rows = table_rows(read_writings(options.shared))
    TABLE.write_text(_HEAD + "letters,in_million,writings\n" + "".join(rows), "utf-8")


if __name__ == "__main__":
    main()
