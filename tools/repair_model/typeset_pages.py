"""Typeset sentences as pages, damage the pictures, read them with an English OCR model; learn from the pairs.

Run: python -m tools.repair_model.typeset_pages --shared ../shared --into pages/ --pages 200 --seed 1
Each page gives NAME.gold.txt (what was set) and NAME.eng.txt (what the English model read).
"""

import argparse
import os
import random
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tools.repair_model.text_sets import read_sentences

FONTS = Path("/usr/share/fonts/truetype")
# Offices set their papers in Times New Roman; Liberation Serif has its shapes and widths.
_FACES = [
    ("liberation2/LiberationSerif-Regular.ttf", 10),
    ("liberation2/LiberationSerif-Bold.ttf", 2),
    ("liberation2/LiberationSerif-Italic.ttf", 2),
    ("liberation2/LiberationSerif-BoldItalic.ttf", 1),
    ("dejavu/DejaVuSerif.ttf", 1),
    ("liberation2/LiberationSans-Regular.ttf", 1),
]
_SETS = [("local_plans", 5), ("resolutions", 2), ("phapdien", 4), ("viwiki", 1), ("gazetteer", 1)]
_MARGIN_INCHES, _WIDTH_INCHES, _HEIGHT_INCHES = 0.9, 8.27, 11.69


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is set and spoilt."""

    face: str
    points: float
    dpi: int
    blur: float
    noise: int
    threshold: int | None
    skew: float


def choose_look(chance: random.Random) -> Look:
    """This function will draw a face, a size, a resolution and the damage of one page."""
    return Look(
        face=chance.choices([face for face, _ in _FACES], [weight for _, weight in _FACES])[0],
        points=chance.choice([11, 12, 13, 13, 13.5, 14, 14]),
        dpi=chance.choice([110, 130, 150, 150, 200, 200, 300]),
        blur=chance.choice([0, 0, 0.4, 0.7, 1.0]),
        noise=chance.choice([0, 0, 8, 16, 28]),
        threshold=chance.choice([None, None, None, 110, 140, 170]),
        skew=chance.choice([0, 0, 0, 0.2, -0.2, 0.5]),
    )


def set_page(sentences: list[str], look: Look) -> tuple[Image.Image, list[str]]:
    """This function will draw sentences as paragraphs until the page is full and give the lines it set."""
    width, height = int(_WIDTH_INCHES * look.dpi), int(_HEIGHT_INCHES * look.dpi)
    margin = int(_MARGIN_INCHES * look.dpi)
    font = ImageFont.truetype(str(FONTS / look.face), round(look.points * look.dpi / 72))
    leading = int(look.points * look.dpi / 72 * 1.35)
    picture = Image.new("L", (width, height), 255)
    pen, lines, top = ImageDraw.Draw(picture), [], margin
    for line in _wrapped(sentences, font, width - 2 * margin):
        if top > height - margin:
            break
        if line:
            pen.text((margin, top), line, font=font, fill=0)
        lines.append(line)
        top += leading if line else leading // 2
    return picture, lines


def _wrapped(sentences: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for sentence in sentences:
        line = ""
        for word in sentence.split():
            longer = f"{line} {word}".strip()
            if font.getlength(longer) > width and line:
                lines.append(line)
                longer = word
            line = longer
        lines += [line, ""]
    return lines


def spoil_page(picture: Image.Image, look: Look, chance: random.Random) -> Image.Image:
    """This function will skew, blur, speckle and threshold a page as copiers and scanners do."""
    if look.skew:
        picture = picture.rotate(look.skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    if look.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(look.blur * look.dpi / 200))
    if look.noise:
        grain = Image.effect_noise(picture.size, look.noise)
        picture = Image.blend(picture, grain, 0.12)
    if look.threshold is not None:
        limit = look.threshold
        picture = picture.point(lambda shade: 255 if shade > limit else 0)
    return picture


def read_in_english(picture: Image.Image, dpi: int, *, layout: int = 6) -> str:
    """This function will read a page with Tesseract's English model, on one core; `layout` is its --psm."""
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        picture.save(file.name, dpi=(dpi, dpi))
        command = ["tesseract", file.name, "-", "-l", "eng", "--psm", str(layout), "--dpi", str(dpi)]
        limits = os.environ | {"OMP_THREAD_LIMIT": "1"}
        return subprocess.run(command, capture_output=True, check=True, text=True, env=limits).stdout


def load_pool(shared: Path) -> dict[str, list[str]]:
    """The sentences that pages are made of, by set."""
    return {name: list(read_sentences(shared / "corpus" / f"{name}.txt.xz")) for name, _ in _SETS}


def pick_sentences(pool: dict[str, list[str]], chance: random.Random) -> list[str]:
    """This function will draw enough sentences for a page; now and then one in capitals, as headings are."""
    names, weights = zip(*_SETS, strict=True)
    picked = []
    for name in chance.choices(names, weights, k=60):
        sentence = chance.choice(pool[name]).strip()[:600]
        picked.append(sentence.upper() if chance.random() < _CAPITALS_SHARE else sentence)
    return picked


_CAPITALS_SHARE = 0.06


def main() -> None:
    """This function will make the pages asked for; pages that are there already are kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pool = load_pool(options.shared)
    for number in range(options.pages):
        chance = random.Random(options.seed * 100_000 + number)
        look, sentences = choose_look(chance), pick_sentences(pool, chance)
        target = options.into / f"t{options.seed}_{number:03d}.eng.txt"
        if target.exists():
            continue
        picture, lines = set_page(sentences, look)
        raw = read_in_english(spoil_page(picture, look, chance), look.dpi)
        target.with_name(target.name.replace(".eng.", ".gold.")).write_text("\n".join(lines), "utf-8")
        target.write_text(raw, "utf-8")


if __name__ == "__main__":
    main()
