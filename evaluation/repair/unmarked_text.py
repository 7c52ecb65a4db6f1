"""How well text typed without diacritics gets them back, and how fast: our papers, official texts and news.

Run: python -m evaluation.repair.unmarked_text --shared ../shared
No model has seen our papers and the news (evaluation only). The official texts were counted by the model: their rate
is printed as the lower end of what to expect.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from evaluation.repair.kind_samples import HERE, is_vietnamese, own_papers, read_news, windows_of
from evaluation.repair.spoil_text import without_diacritics
from haidang.engines.vietnamese.forms import normal_form
from haidang.engines.vietnamese.repair.kinds import TextKind
from haidang.engines.vietnamese.repair.repair_model import shipped_model
from haidang.engines.vietnamese.repair.whole_text import repair_text
from tools.repair_model.text_sets import read_sentences

_OFFICIAL, _NEWS = 150, 250


def texts_of(shared: Path) -> Iterator[tuple[str, list[str]]]:
    """This function will give sets of texts by name; a text keeps its lines."""
    papers = [path.read_text("utf-8") for path in own_papers()]
    yield "our papers", [text for text in papers if is_vietnamese(text)]
    if shared.is_dir():
        yield "paper 002", [next((shared / "seeds").glob("002_*")).read_text("utf-8")]
        yield "news", list(islice(read_news(shared), _NEWS))
        plans = read_sentences(shared / "corpus" / "local_plans.txt.xz")
        yield "official texts (counted)", list(islice(windows_of(plans), _OFFICIAL))


def count_errors(texts: Sequence[str]) -> tuple[int, int]:
    """Words that come out wrong, and words in all; capitals count."""
    wrong = total = 0
    for text in texts:
        lines = text.split("\n")
        repaired = repair_text([without_diacritics(line) for line in lines], kind=TextKind.UNMARKED)
        for line, found in zip(lines, repaired.lines, strict=True):
            pairs = list(zip(normal_form(line).split(), normal_form(found.text).split(), strict=True))
            wrong += sum(right != told for right, told in pairs)
            total += len(pairs)
    return wrong, total


def main() -> None:
    """This function will print the rate and the speed for each set."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=HERE.parents[2] / "shared")
    options = parser.parse_args()
    shipped_model()
    for name, texts in texts_of(options.shared):
        start = time.process_time()
        wrong, total = count_errors(texts)
        seconds = time.process_time() - start
        print(
            f"{name:26} {100 * wrong / total:5.2f} %  {wrong} of {total} words  {total / seconds:.0f} words/s"
        )


if __name__ == "__main__":
    main()
