"""How often each word of the model stands with a capital inside a sentence."""

import csv
import lzma
from pathlib import Path

_LEAST, _MOST = 0.003, 0.997


def capital_shares(shared: Path, words: list[str]) -> list[float]:
    """This function will read the shares off the counts of the shared corpus; a word not counted gets a half."""
    with lzma.open(shared / "corpus" / "syllable_counts.tsv.xz", "rt", encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        shares = {row["token"]: _share(float(row["mid_capital"]), float(row["mid_lower"])) for row in rows}
    return [shares.get(word.lower(), 0.5) for word in words]


def _share(capital: float, small: float) -> float:
    return min(max((capital + 0.5) / (capital + small + 1), _LEAST), _MOST)
