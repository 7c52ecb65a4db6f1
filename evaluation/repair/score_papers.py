"""Syllable errors, perfect lines, worth of confidence and speed on the damaged papers and pages.

Run: python -m evaluation.repair.score_papers --shared ../shared --model FILE --pages pages/
For each paper the confusions are learned again without its own lines (leave one paper out).
"""

import argparse
import pickle
import time
from dataclasses import dataclass
from pathlib import Path

from evaluation.repair.syllable_errors import LineScore, compared_words, score_line
from haidang.engines.vietnamese.repair.confusion_tables import unpack_confusions
from haidang.engines.vietnamese.repair.language_model import LanguageModel, unpack_language_model
from haidang.engines.vietnamese.repair.model_file import read_sections
from haidang.engines.vietnamese.repair.repair_model import RepairModel, model_with
from haidang.engines.vietnamese.repair.repair_text import RepairedLine, repair_lines
from tools.repair_model.aligned_words import GoldLine, read_gold_lines
from tools.repair_model.build_model import PAGE_WEIGHT
from tools.repair_model.learn_confusions import Pairs
from tools.repair_model.quick_channel import learned_counts, page_pairs

PAPERS = ("000", "001", "004")
_LEAST_CERTAIN = 0.02


@dataclass(frozen=True, slots=True)
class PaperScore:
    """What was measured on one paper or page."""

    name: str
    raw_rate: float
    rate: float
    perfect: float
    errors: int
    caught: int
    speed: float

    def row(self) -> str:
        """The score as a line of the table."""
        return (
            f"{self.name:28} {100 * self.raw_rate:6.1f} {100 * self.rate:6.2f} {100 * self.perfect:6.1f}"
            f" {self.caught:4}/{self.errors:<4} {self.speed:7.0f}"
        )


def score_paper(paper: str, shared: Path, gold: list[GoldLine], model: RepairModel) -> PaperScore:
    """Score the gold lines of a paper that is repaired as a whole, from a cold start."""
    raw = next((shared / "seeds").glob(f"{paper}_*")).read_text("utf-8").split("\n")
    began = time.process_time()
    repaired = repair_lines(raw, model.language, model.reader)
    taken = time.process_time() - began
    lines = [line for line in gold if line.paper == paper]
    scores = [score_line(repaired[line.number - 1].text, line.gold) for line in lines]
    before = [score_line(line.raw, line.gold) for line in lines]
    sure = [mark for line in lines for mark in certainties(repaired[line.number - 1], line.gold)]
    least = sorted(sure)[: max(round(_LEAST_CERTAIN * len(sure)), 1)]
    return PaperScore(
        name=paper,
        raw_rate=_rate(before),
        rate=_rate(scores),
        perfect=sum(score.errors == 0 for score in scores) / len(scores),
        errors=sum(wrong for _, wrong in sure),
        caught=sum(wrong for _, wrong in least),
        speed=sum(len(line.tokens) for line in repaired) / taken,
    )


def certainties(line: RepairedLine, gold: str) -> list[tuple[float, bool]]:
    """The confidence of each token of a line with whether it is wrong; nothing where words do not pair up."""
    said = [(token.confidence, words[0]) for token in line.tokens if (words := compared_words(token.text))]
    meant = compared_words(gold)
    if len(said) != len(meant):
        return []
    return [(sure, word != right) for (sure, word), right in zip(said, meant, strict=True)]


def score_page(page: Path, model: RepairModel) -> PaperScore:
    """Score a page that was typeset and read in English; its lines need not be those of its gold."""
    gold = page.with_name(page.name[:5] + ".gold.txt").read_text("utf-8")
    raw = page.read_text("utf-8")
    began = time.process_time()
    repaired = repair_lines(raw.split("\n"), model.language, model.reader)
    taken = time.process_time() - began
    score = score_line("\n".join(line.text for line in repaired), gold)
    before = score_line(raw, gold)
    speed = sum(len(line.tokens) for line in repaired) / taken
    return PaperScore(page.name, _rate([before]), _rate([score]), 0.0, score.errors, 0, speed)


def _rate(scores: list[LineScore]) -> float:
    return sum(score.errors for score in scores) / sum(score.words for score in scores)


def _pairs_of(shared: Path, pages: Path) -> Pairs:
    """The pairs of all pages, kept beside them: aligning takes minutes."""
    kept = pages / "pairs.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(page_pairs(shared, pages)))
    pairs: Pairs = pickle.loads(kept.read_bytes())
    return pairs


def model_without(paper: str, shared: Path, pages: Pairs, language: LanguageModel) -> RepairModel:
    """The model with the confusions of all papers but one."""
    counts = learned_counts(shared, pages, set(language.words), leaving_out=paper, page_weight=PAGE_WEIGHT)
    return model_with(language, counts)


def main() -> None:
    """This function will print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--pages", type=Path, required=True)
    options = parser.parse_args()
    began = time.perf_counter()
    sections = read_sections(options.model)
    language = unpack_language_model(sections)
    shipped = model_with(language, unpack_confusions(sections))
    size = options.model.stat().st_size / 1e6
    print(f"model {size:.2f} MB, loaded in {time.perf_counter() - began:.2f} s")
    print(f"{'':28} raw %    now %  lines  least 2 %  words/s (cold, CPU)")
    gold, pairs = read_gold_lines(options.shared), _pairs_of(options.shared, options.pages)
    for paper in PAPERS:
        model = model_without(paper, options.shared, pairs, language)
        print(score_paper(paper, options.shared, gold, model).row(), flush=True)
    for page in sorted((options.shared / "corpus" / "ocr_pages").glob("h*.eng.txt")):
        print(score_page(page, shipped).row())


if __name__ == "__main__":
    main()
