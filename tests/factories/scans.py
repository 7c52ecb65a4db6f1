"""Page pictures for tests: our own sample papers drawn as a scanner would, and files made of them."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFont
from repository import SOURCE

from haidang.engines.reading.errors import Refused
from haidang.engines.reading.opening.scanning.ink import find_ink, find_pieces
from haidang.engines.reading.opening.scanning.recognition import ReadWord
from haidang.engines.reading.opening.scanning.segments import Region, Segmentation, find_segments
from haidang.engines.reading.opening.scanning.tessdata import models_folder

SAMPLES = SOURCE / "documents/samples"
FONT = "LiberationSerif-Bold.ttf"


def require_recogniser() -> None:
    """This function will leave a test out, and say so, on a machine without the Vietnamese model."""
    try:
        models_folder()
    except Refused:
        pytest.skip("chưa cài tesseract-ocr-vie: bỏ qua phép thử đọc bản quét")


def drawn_pages(sample: str, *, dpi: int = 200, pages: tuple[int, ...] | None = None) -> list[Image.Image]:
    """This function will draw pages (from 1) of a sample PDF, all of them by default."""
    document = pdfium.PdfDocument(SAMPLES / sample)
    numbers = pages or tuple(range(1, len(document) + 1))
    return [document[number - 1].render(scale=dpi / 72).to_pil().convert("RGB") for number in numbers]


def as_noisy_scan(picture: Image.Image, *, degrees: float = 0.7, seed: int = 7) -> Image.Image:
    """This function will turn a drawn page a little, grey its paper and speckle it."""
    turned = picture.convert("L").rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    random = np.random.default_rng(seed)
    grey = (
        np.asarray(turned, dtype=np.float32) * 0.85 + 20 + random.normal(0, 10, (turned.height, turned.width))
    )
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def write_pdf(path: Path, pictures: list[Image.Image], *, dpi: int = 200) -> Path:
    """This function will write a PDF that has pictures and no letters."""
    first, *others = [picture.convert("RGB") for picture in pictures]
    first.save(path, "PDF", save_all=True, append_images=others, resolution=dpi)
    return path


def write_tiff(path: Path, pictures: list[Image.Image], *, dpi: int = 200) -> Path:
    """This function will write a fax: black and white, all pages in one file."""
    first, *others = [picture.convert("1") for picture in pictures]
    first.save(path, "TIFF", save_all=True, append_images=others, dpi=(dpi, dpi), compression="group4")
    return path


def page_saying(*lines: str, colour: str = "black", size: int = 44) -> Image.Image:
    """This function will draw an A4 page at 200 dots per inch with a few lines of large letters."""
    page = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        draw.text((200, 200 + number * 2 * size), line, fill=colour, font=font_of(size))
    return page


def table_page(
    rows: Sequence[Sequence[str]], *, columns: Sequence[int] = (150, 260, 820, 1120), size: int = 36
) -> Image.Image:
    """This function will draw an A4 page at 200 dots per inch with a table in white columns, without lines."""
    page = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(page)
    top = 200
    for row in rows:
        for left, text in zip(columns, row, strict=True):
            for place, line in enumerate(text.split("\n")):
                draw.text((left, top + place * size * 1.3), line, fill="black", font=font_of(size))
        top += round(max(text.count("\n") + 1 for text in row) * size * 1.3 + size / 2)
    return page


def drawn_word(
    text: str, *, read_as: str, confidence: float = 0.8, size: int = 50
) -> tuple[ReadWord, Segmentation]:
    """This function will draw a line that holds one word, and give it as the recogniser may have read it."""
    page = Image.new("L", (900, 160), 255)
    ImageDraw.Draw(page).text((60, 40), text, fill=0, font=font_of(size))
    ink = find_ink(np.asarray(page, dtype=np.uint8))
    segmentation = find_segments(find_pieces(ink), [Region(0, 0, 900, 160)], shape=(160, 900))
    ys, xs = np.nonzero(ink)
    [segment] = segmentation.segments
    box = (int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1)
    return ReadWord(read_as, confidence, *box, segment.number), segmentation


def picture_bytes(picture: Image.Image, kind: str = "PNG") -> bytes:
    """This function will give a picture as the bytes of a file."""
    buffer = BytesIO()
    picture.save(buffer, kind, dpi=(200, 200))
    return buffer.getvalue()


def font_of(size: int) -> ImageFont.FreeTypeFont:
    """This function will load the bold type of the drawn pages."""
    for folder in ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation"):
        if (path := Path(folder, FONT)).is_file():
            return ImageFont.truetype(str(path), size)
    pytest.skip("không có phông chữ Liberation trên máy này")
