"""Print our own papers line for line and read the prints with an English model: papers that no rule was made from.

Run: python -m evaluation.reading_damaged.print_own_papers --into evaluation/reading_damaged/pages
NAME.gold.txt is what was printed, NAME.eng.txt what the English model read. The texts stand in the repository,
since grain and Tesseract differ from machine to machine.
"""

import argparse
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from evaluation.repair.typeset_own_pages import own_texts
from tools.repair_model.typeset_pages import FONTS, Look, read_in_english, spoil_page

_SEED = 31
_KEEPS_PARAGRAPHS = 3  # how Tesseract looks at a page when it is told nothing
_FACE = "liberation2/LiberationSerif-Regular.ttf"
# A good print and a poor copy; by turns, so that each kind of paper is seen in both.
LOOKS = (
    Look(_FACE, points=14, dpi=200, blur=0, noise=8, threshold=None, skew=0.2),
    Look(_FACE, points=13, dpi=150, blur=0.4, noise=0, threshold=None, skew=0),
)
_INCHES = (8.27, 11.69)
_MARGIN = 0.9
_LEADING = 1.35


def printed_lines(text: str, look: Look) -> list[str]:
    """The lines as they are printed: a long one goes on below, an empty one stays. This function will tell them."""
    font = ImageFont.truetype(str(FONTS / look.face), round(look.points * look.dpi / 72))
    width = (_INCHES[0] - 2 * _MARGIN) * look.dpi
    return [part for line in text.splitlines() for part in _wrapped(" ".join(line.split()), font, width)]


def _wrapped(line: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    parts = [""]
    for word in line.split():
        longer = f"{parts[-1]} {word}".strip()
        if font.getlength(longer) > width and parts[-1]:
            parts.append(word)
        else:
            parts[-1] = longer
    return parts


def print_pages(lines: list[str], look: Look) -> list[Image.Image]:
    """This function will draw the lines on as many pages as they fill."""
    width, height = (int(inches * look.dpi) for inches in _INCHES)
    margin, leading = int(_MARGIN * look.dpi), int(look.points * look.dpi / 72 * _LEADING)
    font = ImageFont.truetype(str(FONTS / look.face), round(look.points * look.dpi / 72))
    on_page = (height - 2 * margin) // leading
    pages = []
    for first in range(0, len(lines), on_page):
        page = Image.new("L", (width, height), 255)
        for place, line in enumerate(lines[first : first + on_page]):
            ImageDraw.Draw(page).text((margin, margin + place * leading), line, font=font, fill=0)
        pages.append(page)
    return pages


def main() -> None:
    """This function will print each paper that has no cells beside each other on a line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--into", type=Path, required=True)
    options = parser.parse_args()
    plain = [path for path in own_texts() if "hong" not in path.stem and not _has_columns(path)]
    for place, path in enumerate(plain):
        chance, look = random.Random(_SEED + place), LOOKS[place % len(LOOKS)]
        lines = printed_lines(path.read_text("utf-8"), look)
        pages = [spoil_page(page, look, chance) for page in print_pages(lines, look)]
        read = [read_in_english(page, look.dpi, layout=_KEEPS_PARAGRAPHS) for page in pages]
        (options.into / f"{path.stem}.gold.txt").write_text("\n".join(lines) + "\n", "utf-8")
        (options.into / f"{path.stem}.eng.txt").write_text("".join(read).replace("\f", ""), "utf-8")


def _has_columns(path: Path) -> bool:
    return any(sign in path.read_text("utf-8") for sign in "\t|")


if __name__ == "__main__":
    main()
