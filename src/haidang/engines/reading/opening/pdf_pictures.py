"""Pages of a PDF drawn as pictures, inside the limited child."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from haidang.engines.reading.errors import refusal
from haidang.engines.reading.opening.opened import Report

STAGE = "page_images"
_POINTS_PER_INCH = 72
_MOST_PIXELS = 12_000_000  # of one picture; a larger page is drawn coarser
_COLOURS = 64  # text and its smooth edges need no more; a picture is a third of its size


def draw_pages(
    path: Path, folder: Path, *, dpi: int, report: Report, turned: Mapping[int, int] | None = None
) -> list[dict[str, Any]]:
    """This function will draw every page as a PNG into the folder and list number, path, width and height.

    Scanned pages that lie on their side or head are turned by `turned` (degrees clockwise, by page).
    Raises Refused `damaged` for a page that cannot be drawn.
    """
    try:
        document = pdfium.PdfDocument(path)
        total = len(document)
        pictures = []
        for place in range(total):
            report(place, total, STAGE)
            drawn = _draw_page(document[place], dpi=dpi)
            pictures.append(keep_picture(drawn, place + 1, folder=folder, turned=turned or {}))
        report(total, total, STAGE)
    except pdfium.PdfiumError:
        raise refusal("damaged") from None
    return pictures


def keep_picture(
    picture: Image.Image, number: int, *, folder: Path, turned: Mapping[int, int]
) -> dict[str, Any]:
    """This function will keep the picture of a page, upright, as a small PNG and say where and how large it is."""
    upright = picture.rotate(-turned.get(number, 0), expand=True).quantize(_COLOURS, method=2)
    target = folder / f"{number}.png"
    upright.save(target, "PNG")
    return {"number": number, "path": str(target), "width": upright.width, "height": upright.height}


def _draw_page(page: Any, *, dpi: int) -> Image.Image:
    width, height = page.get_size()
    scale = dpi / _POINTS_PER_INCH
    scale = min(scale, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
    picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    page.close()
    return picture
