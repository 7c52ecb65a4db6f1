"""Typeset our own papers as pages, damage them and read them with an English model: gold that no model was made from.

Run: python -m evaluation.repair.typeset_own_pages --into evaluation/repair/pages
The papers are samples of the product and of the reading gate; neither they nor their pages are in the corpus.
The pages stand in the repository, since grain and Tesseract differ from machine to machine.
"""

import argparse
import random
from pathlib import Path

from tools.repair_model.typeset_pages import choose_look, read_in_english, set_page, spoil_page

ROOT = Path(__file__).resolve().parents[2]
_SEED = 2026


def own_texts() -> list[Path]:
    """The papers we wrote; the amended plan repeats the plan and is left out."""
    samples = sorted((ROOT / "src" / "haidang" / "documents" / "samples").glob("*.txt"))
    papers = sorted((ROOT / "evaluation" / "reading" / "papers").glob("*.txt"))
    return [path for path in (*samples, *papers) if "sua-doi" not in path.name]


def paragraphs_of(path: Path) -> list[str]:
    """The paragraphs of a paper; cells of tables become paragraphs of their own."""
    lines = path.read_text("utf-8").replace("\t", "\n").replace("|", "\n").splitlines()
    return [line.strip() for line in lines if line.strip()]


def main() -> None:
    """This function will write the pages of each paper until all of its text is set."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--into", type=Path, required=True)
    options = parser.parse_args()
    for place, path in enumerate(own_texts()):
        chance = random.Random(_SEED + place)
        left, page = paragraphs_of(path), 0
        while left:
            look = choose_look(chance)
            picture, lines = set_page(left, look)
            name = f"{path.stem}-{page}"
            (options.into / f"{name}.gold.txt").write_text("\n".join(lines).strip() + "\n", "utf-8")
            raw = read_in_english(spoil_page(picture, look, chance), look.dpi)
            (options.into / f"{name}.eng.txt").write_text(raw, "utf-8")
            left, page = _not_set(left, lines), page + 1


def _not_set(paragraphs: list[str], lines: list[str]) -> list[str]:
    """What follows the last paragraph that stands on the page; a paragraph cut by its end is not set again."""
    set_words = sum(len(line.split()) for line in lines)
    while paragraphs and set_words > 0:
        set_words -= len(paragraphs[0].split())
        paragraphs = paragraphs[1:]
    return paragraphs


if __name__ == "__main__":
    main()
