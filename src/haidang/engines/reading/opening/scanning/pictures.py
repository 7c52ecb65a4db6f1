"""Picture files and PDF pages -> pixels, within limits that are looked at before a single pixel is decoded."""

import io
import math
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from haidang.engines.reading.errors import refusal
from haidang.engines.reading.limits import Limits, limit_refusal

_MOST_PIXELS = 150_000_000  # of one picture: A3 at 600 dpi has 70 million
_MOST_WORKED = 36_000_000  # pixels; A4 at 600 dpi. A larger picture is reduced while it is decoded
_PAPER_INCHES = (4.0, 26.0)  # the longer side of what can be a page: half A5 to A2
_LEAST_SIDE = 32  # pixels: a picture with less room has no words, whatever it shows
_LONGEST_STRIP = 40  # times as long as wide: a drawn line, no page
_A4_INCHES = 11.69
_PDF_DPI = 300.0
_FORMATS = ("PNG", "JPEG", "TIFF")
_LIMIT = "{:,} triệu điểm ảnh mỗi trang"

Pixels = NDArray[np.uint8]  # height x width x 3 (red, green, blue)


@dataclass(frozen=True, slots=True)
class Picture:
    """One page picture, upright by its own account. `is_photograph`: no scanner told its resolution."""

    pixels: Pixels
    dpi: float
    is_photograph: bool = False
    least_dpi: float = 0.0  # of the coarser direction of a fax; 0 where both are alike


def open_pictures(content: bytes, limits: Limits) -> Iterator[Picture]:
    """This function will open a PNG, JPEG or TIFF file picture by picture.

    Raises Refused: damaged, page_too_large (pixels, told from the header), too_many_pages.
    """
    opened = _opened(content)
    count = int(getattr(opened, "n_frames", 1))
    if count > limits.pages:
        raise limit_refusal("too_many_pages", limits, "pages")
    for place in range(count):
        yield _picture_of_frame(opened, place)


def count_pictures(content: bytes) -> int:
    """This function will count the pictures of a file. Raises Refused as `open_pictures` does."""
    return int(getattr(_opened(content), "n_frames", 1))


def open_one_picture(content: bytes, number: int) -> Picture:
    """This function will open the picture with a number (from 1) of a file; for pages read each on its own."""
    return _picture_of_frame(_opened(content), number - 1)


def picture_of_pdf_page(page: Any) -> Picture:
    """This function will draw a page that pdfium loaded (`pypdfium2.PdfPage`) in colours for recognition."""
    width, height = page.get_size()
    scale = min(_PDF_DPI / 72, math.sqrt(_MOST_WORKED / max(width * height, 1)))
    drawn = page.render(scale=scale, rev_byteorder=True).to_numpy()
    return Picture(np.ascontiguousarray(drawn[:, :, :3]), scale * 72)


def _opened(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(content), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise refusal("page_too_large", limit=_LIMIT.format(_MOST_PIXELS // 1_000_000)) from None
    except (OSError, ValueError, SyntaxError, KeyError, OverflowError):
        raise refusal("damaged") from None
    return opened


def _picture_of_frame(opened: Image.Image, place: int) -> Picture:
    try:
        opened.seek(place)
        check_pixels(opened.width, opened.height)
        has_resolution = _told_dpi(opened) is not None
        across, down = _told_dpi(opened) or (0.0, 0.0)
        full_size = max(opened.size)
        if opened.format == "JPEG" and opened.width * opened.height > _MOST_WORKED:
            opened.draft("RGB", (opened.width // 2, opened.height // 2))
        drawn = _in_colours(opened)
    except (
        OSError,
        ValueError,
        SyntaxError,
        KeyError,
        EOFError,
        OverflowError,
        Image.DecompressionBombError,
    ):
        raise refusal("damaged") from None
    if min(drawn.size) < _LEAST_SIDE or max(drawn.size) > _LONGEST_STRIP * min(drawn.size):
        drawn = Image.new("RGB", (_LEAST_SIDE, _LEAST_SIDE), "white")
    drawn, dpi = _squared(drawn, across * max(drawn.size) / full_size, down * max(drawn.size) / full_size)
    drawn, dpi = _reduced(drawn, dpi)
    pixels = np.asarray(drawn, dtype=np.uint8)
    if has_resolution and _is_paper(max(pixels.shape[:2]) / dpi):
        return Picture(pixels, dpi, least_dpi=min(across, down) * dpi / max(across, down))
    return Picture(pixels, max(pixels.shape[:2]) / _A4_INCHES, is_photograph=True)


def check_pixels(width: int, height: int) -> None:
    """This function will refuse (`page_too_large`) a picture of too many pixels."""
    if width * height > _MOST_PIXELS:
        raise refusal("page_too_large", limit=_LIMIT.format(_MOST_PIXELS // 1_000_000))


def _told_dpi(opened: Image.Image) -> tuple[float, float] | None:
    told = opened.info.get("dpi")
    if not isinstance(told, tuple) or len(told) != 2:
        return None
    across, down = float(told[0]), float(told[1])
    return (across, down) if across > 1 and down > 1 else None


def _in_colours(opened: Image.Image) -> Image.Image:
    turned = ImageOps.exif_transpose(opened)
    if turned.mode in ("I;16", "I;16B", "I", "F"):
        values = np.clip(np.nan_to_num(np.asarray(turned, dtype=np.float64), posinf=0.0), 0.0, None)
        return Image.fromarray((values / max(values.max(), 1.0) * 255).astype(np.uint8)).convert("RGB")
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        ground = Image.new("RGBA", turned.size, "white")
        return Image.alpha_composite(ground, turned.convert("RGBA")).convert("RGB")
    return turned.convert("RGB")


def _squared(drawn: Image.Image, across: float, down: float) -> tuple[Image.Image, float]:
    """A fax has twice as many pixels across as down."""
    if not across or abs(across / down - 1) < 0.02:
        return drawn, across or 1.0
    if across > down:
        return drawn.resize(
            (drawn.width, round(drawn.height * across / down)), Image.Resampling.BICUBIC
        ), across
    return drawn.resize((round(drawn.width * down / across), drawn.height), Image.Resampling.BICUBIC), down


def _reduced(drawn: Image.Image, dpi: float) -> tuple[Image.Image, float]:
    factor = math.ceil(math.sqrt(drawn.width * drawn.height / _MOST_WORKED))
    return (drawn.reduce(factor), dpi / factor) if factor > 1 else (drawn, dpi)


def _is_paper(inches: float) -> bool:
    return _PAPER_INCHES[0] <= inches <= _PAPER_INCHES[1]
