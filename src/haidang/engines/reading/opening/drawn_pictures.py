"""Pages of a picture file drawn for people, as they were recognised: upright, and photographs flattened."""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

from PIL import Image

from haidang.engines.reading.limits import Limits
from haidang.engines.reading.opening.docx_package import read_package
from haidang.engines.reading.opening.docx_pictures import page_pictures
from haidang.engines.reading.opening.opened import Report
from haidang.engines.reading.opening.pdf_pictures import STAGE, keep_picture
from haidang.engines.reading.opening.scanning.photographs import flatten_photograph
from haidang.engines.reading.opening.scanning.pictures import count_pictures, open_pictures


def draw_pictures(
    path: Path, folder: Path, *, dpi: int, limits: Limits, turned: Mapping[int, int], report: Report
) -> list[dict[str, Any]]:
    """This function will keep every picture of a file (of a Word file of pictures, too) as a PNG of `dpi` in the
    folder, as `draw_pages` does.

    Raises Refused: damaged, page_too_large, too_many_pages.
    """
    content = path.read_bytes()
    files = page_pictures(read_package(content, limits), content) if is_zipfile(path) else [content]
    total = sum(count_pictures(file) for file in files)
    pictures = chain.from_iterable(open_pictures(file, limits) for file in files)
    drawn = []
    for number, picture in enumerate(pictures, start=1):
        report(number - 1, total, STAGE)
        sheet = flatten_photograph(picture) if picture.is_photograph else picture
        page = Image.fromarray(sheet.pixels)
        if sheet.dpi > dpi:
            size = (max(round(side * dpi / sheet.dpi), 1) for side in page.size)
            page = page.resize((next(size), next(size)), Image.Resampling.BILINEAR, reducing_gap=2.0)
        drawn.append(keep_picture(page, number, folder=folder, turned=turned))
    report(total, total, STAGE)
    return drawn
