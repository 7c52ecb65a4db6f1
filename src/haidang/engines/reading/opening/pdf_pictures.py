"""Pages of a PDF drawn as pictures, inside the limited child."""

import math
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from haidang.engines.reading.errors import refusal
from haidang.engines.reading.opening.opened import Report

_STAGE = "page_images"
_POINTS_PER_INCH = 72
_MOST_PIXELS = 12_000_000  # of one picture; a larger page is drawn coarser
_COLOURS = 64  # text and its smooth edges need no more; a picture is a third of its size


def draw_pages(path: Path, folder: Path, *, dpi: int, report: Report) -> list[dict[str, Any]]:
    """This function will draw every page as a PNG into the folder and list number, path, width and height.

    Raises Refused `damaged` for a page that cannot be drawn.
    """
    try:
        document = pdfium.PdfDocument(path)
        total = len(document)
        pictures = []
        for place in range(total):
            report(place, total, _STAGE)
            pictures.append(_draw_page(document[place], place + 1, folder=folder, dpi=dpi))
        report(total, total, _STAGE)
    except pdfium.PdfiumError:
        raise refusal("damaged") from None
    return pictures


def _draw_page(page: Any, number: int, *, folder: Path, dpi: int) -> dict[str, Any]:
    width, height = page.get_size()
    scale = dpi / _POINTS_PER_INCH
    scale = min(scale, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
    picture = page.render(scale=scale).to_pil().convert("RGB").quantize(_COLOURS, method=2)
    target = folder / f"{number}.png"
    picture.save(target, "PNG")
    page.close()
    return {"number": number, "path": str(target), "width": picture.width, "height": picture.height}
