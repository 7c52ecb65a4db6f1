"""Pairs of words as printed and as read on synthetic pages, counted and kept beside the scripts.

Typesetting and aligning take an hour; with the counts anyone can learn the confusions again in seconds.
"""

import lzma
from pathlib import Path

from tools.repair_model.aligned_words import pairs_of_pages
from tools.repair_model.learn_confusions import Pairs

KEPT = Path(__file__).with_name("page_pairs.tsv.xz")


def pairs_from(shared: Path, own: Path) -> Pairs:
    """Pairs of the shared training pages and of our own."""
    return pairs_of_pages(shared / "corpus" / "ocr_pages" / "train") + pairs_of_pages(own, "t1_*.eng.txt")


def read_kept_pairs() -> Pairs:
    """The counted pairs that stand beside this script."""
    rows = lzma.decompress(KEPT.read_bytes()).decode("utf-8").splitlines()
    return Pairs({(printed, read): int(count) for printed, read, count in (row.split("\t") for row in rows)})


def keep_pairs(pairs: Pairs) -> None:
    """This function will write the counted pairs beside this script."""
    rows = (f"{printed}\t{read}\t{count}\n" for (printed, read), count in sorted(pairs.items()))
    KEPT.write_bytes(lzma.compress("".join(rows).encode("utf-8"), preset=9))
