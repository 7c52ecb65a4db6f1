"""Measure the repair of damaged text and hold it to its pinned floors.

Run by `make eval`. Our own pages stand in `pages`; the real papers with their right lines, the shared pages and the
corpus stand beside the repository in ../shared: without them only our pages and the size of the model are measured
and the gate says so. Each real paper is repaired with the confusions of the others alone (leave one paper out). A
score worse than its floor ends with status 1; speed is printed, not judged.
"""

import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from evaluation.repair.kinds_of_text import all_samples, wrong_kinds  # noqa: E402
from evaluation.repair.score_papers import (  # noqa: E402
    PAPERS,
    PaperScore,
    caught_errors,
    model_without,
    score_page,
    score_paper,
)
from haidang.engines.vietnamese.repair.repair_model import model_from, sections_of_package  # noqa: E402
from haidang.engines.vietnamese.repair.whole_text import repair_text  # noqa: E402
from tools.repair_model.aligned_words import read_gold_lines  # noqa: E402
from tools.repair_model.page_pairs import read_kept_pairs  # noqa: E402

_MODEL = files("haidang.engines.vietnamese.repair").joinpath("data", "repair.model")
_CLEAN = ("002", "003")


def measure_own_pages() -> PaperScore:
    """This function will measure the pages of our own papers, which no model has seen, as one."""
    model = model_from(sections_of_package())
    pages = sorted((HERE / "pages").glob("*.eng.txt"))
    golds = (page.with_name(page.name.replace(".eng.", ".gold.")) for page in pages)
    return together(
        "own pages", [score_page(page, gold, model) for page, gold in zip(pages, golds, strict=True)]
    )


def measure_shared_pages() -> PaperScore:
    """This function will measure the pages that the corpus keeps for testing, as one."""
    model = model_from(sections_of_package())
    pages = sorted((SHARED / "corpus" / "ocr_pages").glob("h*.eng.txt"))
    golds = (page.with_name(page.name[:5] + ".gold.txt") for page in pages)
    return together(
        "shared pages", [score_page(page, gold, model) for page, gold in zip(pages, golds, strict=True)]
    )


def measure_papers() -> list[PaperScore]:
    """This function will measure each real paper with the confusions of the others."""
    language = model_from(sections_of_package()).language
    gold, pairs = read_gold_lines(SHARED), read_kept_pairs()
    return [
        score_paper(paper, SHARED, gold, model_without(paper, SHARED, pairs, language)) for paper in PAPERS
    ]


def together(name: str, scores: list[PaperScore]) -> PaperScore:
    """This function will add up scores; each is printed by itself first."""
    for score in scores:
        print(score.row(), flush=True)
    return PaperScore(
        name=name,
        words=sum(score.words for score in scores),
        raw_errors=sum(score.raw_errors for score in scores),
        errors=sum(score.errors for score in scores),
        perfect=sum(score.perfect for score in scores) / len(scores),
        certainties=[mark for score in scores for mark in score.certainties],
        tokens=sum(score.tokens for score in scores),
        seconds=sum(score.seconds for score in scores),
    )


def faults_of(score: PaperScore, floor: dict[str, float]) -> list[str]:
    """This function will print a score and tell where it is worse than its floor; [] when nowhere."""
    print(score.row(), f"(floors {floor})", flush=True)
    caught, wrong = caught_errors(score.certainties)
    measured = {
        "rate": -score.rate,
        "perfect": score.perfect,
        "caught": caught / wrong if wrong else 1.0,
    }
    pinned = {name: -limit if name == "rate" else limit for name, limit in floor.items()}
    return [
        f"{score.name}: {name} {abs(measured[name]):.4f}, floor {abs(limit)}"
        for name, limit in pinned.items()
        if measured[name] < limit
    ]


def changed_papers() -> list[str]:
    """This function will tell which sound papers do not come back as they are."""
    faults = []
    for name in _CLEAN:
        text = next((SHARED / "seeds").glob(f"{name}_*")).read_text("utf-8")
        repaired = repair_text(text.split("\n"))
        if "\n".join(line.text for line in repaired.lines) != text:
            faults.append(f"{name}: a sound paper was changed ({repaired.kind})")
    return faults


def faults_of_kinds(most_in_500: float) -> list[str]:
    """This function will count the texts whose kind is told wrong."""
    samples = all_samples(SHARED)
    wrong = wrong_kinds(samples)
    in_500 = 500 * len(wrong) / len(samples)
    print(f"kinds of text: {len(wrong)} wrong in {len(samples)}, {in_500:.2f} in 500 (floor {most_in_500})")
    return [f"kinds of text: {in_500:.2f} wrong in 500, floor {most_in_500}"] if in_500 > most_in_500 else []


def faults_beside_shared(floors: dict[str, dict[str, float]]) -> Iterator[str]:
    """This function will measure what needs ../shared."""
    scores = measure_papers()
    for score in scores:
        yield from faults_of(score, floors[score.name])
    yield from faults_of(together("real papers", scores), floors["real papers"])
    yield from faults_of(measure_shared_pages(), floors["shared pages"])
    yield from changed_papers()
    yield from faults_of_kinds(floors["kinds"]["most_in_500"])


def main() -> int:
    """This function will measure all that is there; 1 when a score is worse than its floor."""
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    size = len(_MODEL.read_bytes())
    print(f"model {size / 1e6:.2f} MB (floor {floors['model']['most_bytes'] / 1e6:.2f})")
    faults = [f"model: {size} bytes"] if size > floors["model"]["most_bytes"] else []
    print(f"{'':40}  raw %  now %   errors      lines  least 2 %  words/s (CPU, cold)")
    faults += faults_of(measure_own_pages(), floors["own pages"])
    if (SHARED / "gold").is_dir():
        faults += faults_beside_shared(floors)
    else:
        print("repair of the real papers: left out, ../shared is not there")
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
