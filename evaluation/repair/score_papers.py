"""Syllable errors, perfect lines, worth of confidence and speed on damaged papers and pages."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from evaluation.repair.syllable_errors import LineScore, compared_words, score_line
from haidang.engines.vietnamese.repair.language_model import LanguageModel
from haidang.engines.vietnamese.repair.repair_model import RepairModel
from haidang.engines.vietnamese.repair.repair_text import RepairedToken, repair_lines
from tools.repair_model.aligned_words import GoldLine
from tools.repair_model.build_model import PAGE_WEIGHT
from tools.repair_model.learn_confusions import Pairs
from tools.repair_model.quick_channel import learned_counts

PAPERS = ("000", "001", "004")
_PASSES = 2
_LEAST_CERTAIN = 0.02

Certainty = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class PaperScore:
    """What was measured on one paper or page: words, wrong ones before and after, lines, certainties, CPU time."""

    name: str
    words: int
    raw_errors: int
    errors: int
    perfect: float
    certainties: list[Certainty]
    tokens: int
    seconds: float

    @property
    def rate(self) -> float:
        """Wrong words over the words of the gold."""
        return self.errors / self.words

    def row(self) -> str:
        """The score as a line of the table."""
        caught, wrong = caught_errors(self.certainties)
        return (
            f"{self.name:40} {100 * self.raw_errors / self.words:6.1f} {100 * self.rate:6.2f}"
            f" {self.errors:4}/{self.words:<5} {100 * self.perfect:6.1f} {caught:4}/{wrong:<4}"
            f" {self.tokens / self.seconds:7.0f}"
        )


def score_paper(paper: str, shared: Path, gold: list[GoldLine], model: RepairModel) -> PaperScore:
    """Score the gold lines of a paper that is repaired as a whole, from a cold start."""
    raw = next((shared / "seeds").glob(f"{paper}_*")).read_text("utf-8").split("\n")
    began = time.process_time()
    repaired = repair_lines(raw, model.language, model.reader, passes=_PASSES)
    taken = time.process_time() - began
    lines = [line for line in gold if line.paper == paper]
    scores = [score_line(repaired[line.number - 1].text, line.gold) for line in lines]
    return PaperScore(
        name=paper,
        words=_words(scores),
        raw_errors=_errors(score_line(line.raw, line.gold) for line in lines),
        errors=_errors(scores),
        perfect=sum(score.errors == 0 for score in scores) / len(scores),
        certainties=[
            mark for line in lines for mark in certainties(repaired[line.number - 1].tokens, line.gold)
        ],
        tokens=sum(len(line.tokens) for line in repaired),
        seconds=taken,
    )


def score_page(page: Path, gold: Path, model: RepairModel) -> PaperScore:
    """Score a page that was typeset and read in English; its lines need not be those of its gold."""
    right, raw = gold.read_text("utf-8"), page.read_text("utf-8")
    began = time.process_time()
    repaired = repair_lines(raw.split("\n"), model.language, model.reader, passes=_PASSES)
    taken = time.process_time() - began
    score = score_line("\n".join(line.text for line in repaired), right)
    tokens = [token for line in repaired for token in line.tokens]
    return PaperScore(
        name=page.name.removesuffix(".eng.txt"),
        words=score.words,
        raw_errors=score_line(raw, right).errors,
        errors=score.errors,
        perfect=0.0,
        certainties=certainties(tokens, right),
        tokens=len(tokens),
        seconds=taken,
    )


def certainties(tokens: Iterable[RepairedToken], gold: str) -> list[Certainty]:
    """The confidence of each token with whether it is wrong; a word that is missing counts for the token before."""
    said = [(word, token.confidence) for token in tokens for word in compared_words(token.text)]
    if not said:
        return []
    wrong = [False] * len(said)
    for change in Levenshtein.editops([word for word, _ in said], compared_words(gold)):
        wrong[min(change.src_pos, len(said) - 1)] = True
    return [(sure, is_wrong) for (_, sure), is_wrong in zip(said, wrong, strict=True)]


def caught_errors(marks: list[Certainty]) -> tuple[int, int]:
    """How many errors the least certain tokens hold, and how many there are."""
    least = sorted(marks)[: max(round(_LEAST_CERTAIN * len(marks)), 1)]
    return sum(wrong for _, wrong in least), sum(wrong for _, wrong in marks)


def model_without(paper: str, shared: Path, pages: Pairs, language: LanguageModel) -> RepairModel:
    """The model with the confusions of all papers but one."""
    counts = learned_counts(shared, pages, set(language.words), leaving_out=paper, page_weight=PAGE_WEIGHT)
    return RepairModel(language, counts)


def _errors(scores: Iterable[LineScore]) -> int:
    return sum(score.errors for score in scores)


def _words(scores: Iterable[LineScore]) -> int:
    return sum(score.words for score in scores)
