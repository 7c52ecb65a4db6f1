"""Build the file of the repair model from the shared corpus, the gold lines and typeset pages.

Run, in this order, from the root of the project:
  python -m tools.repair_model.count_ngrams --shared ../shared --into build/
  python -m tools.repair_model.typeset_pages --shared ../shared --into pages/ --pages 260 --seed 1
  python -m tools.repair_model.build_model --shared ../shared --counts build/counts.pickle [--pages pages/] --to FILE
Without --pages the counted pairs of `page_pairs.tsv.xz` are taken, and the second step may be left out.
Tesseract's English model and the Liberation and DejaVu fonts of Debian are needed for the pages.
"""

import argparse
import gc
from pathlib import Path

from haidang.engines.vietnamese.repair.confusion_tables import pack_confusions, unpack_confusions
from haidang.engines.vietnamese.repair.language_model import LanguageModel
from haidang.engines.vietnamese.repair.model_file import write_sections
from haidang.engines.vietnamese.repair.usual_runs import pack_usual_runs
from tools.repair_model.capital_habits import capital_shares
from tools.repair_model.list_usual_runs import usual_runs
from tools.repair_model.page_pairs import keep_pairs, pairs_from, read_kept_pairs
from tools.repair_model.quick_channel import learned_counts
from tools.repair_model.smooth_model import load_counts, pack_model, quantised

# Chosen so that the file stays under 4 MB.
TRIPLES, PAIRS = 1_500_000, 600_000
# What a word of a synthetic page counts against one of a real paper.
PAGE_WEIGHT = 0.03
# A reading seen once on a synthetic page is left to the smaller units.
LEAST_COUNT = 0.05


def build_sections(shared: Path, counts: Path) -> dict[str, bytes]:
    """This function will make all sections of the model file."""
    sections = pack_model(load_counts(counts), triples=TRIPLES, pairs=PAIRS)
    words = sections["words"].decode("utf-8").split("\n")
    sections |= quantised("capital_shares", capital_shares(shared, words))
    confusions = learned_counts(
        shared, read_kept_pairs(), set(words), leaving_out=None, page_weight=PAGE_WEIGHT
    )
    sections |= pack_confusions(confusions, least=LEAST_COUNT)
    return sections | pack_usual_runs(usual_runs(LanguageModel(sections), unpack_confusions(sections)))


def main() -> None:
    """This function will write the model file and print its size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--counts", type=Path, required=True)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    gc.disable()
    if options.pages:
        keep_pairs(pairs_from(options.shared, options.pages))
    write_sections(options.to, build_sections(options.shared, options.counts))
    print(f"{options.to}: {options.to.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
