"""Papers drawn as a scanner hands them over: a PDF of page pictures without letters, clean or of an old machine."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from haidang.engines.reading.opening.scanning.ink import Grey

SKEW = 0.7  # degrees
_BLUR = 0.7  # pixels
_PAPER, _CONTRAST = 20, 0.85
_GRAIN = 12  # grey levels
_DUST = 0.0005  # of the pixels, black and white each
_QUALITY_CLEAN, _QUALITY_NOISY = 90, 60


def write_scan(pdf: Path, target: Path, pages: Sequence[int], *, dpi: int, is_noisy: bool) -> Path:
    """This function will write pages (numbers from 1) of a PDF as pictures of so many dots an inch."""
    document = pdfium.PdfDocument(pdf)
    drawn = [_drawn(document, number, dpi) for number in pages]
    if is_noisy:
        drawn = [as_noisy(picture, seed=number) for picture, number in zip(drawn, pages, strict=True)]
    first, *others = (Image.fromarray(picture) for picture in drawn)
    quality = _QUALITY_NOISY if is_noisy else _QUALITY_CLEAN
    first.save(target, "PDF", save_all=True, append_images=others, resolution=dpi, quality=quality)
    return target


def as_noisy(picture: Grey, *, seed: int, skew: float = SKEW) -> Grey:
    """This function will turn a page, soften it, grey its paper and strew grain and dust over it."""
    chance = np.random.default_rng(seed)
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1)
    turned = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    soft = cv2.GaussianBlur(turned, (3, 3), _BLUR).astype(np.float32)
    grey = np.clip(soft * _CONTRAST + _PAPER + chance.normal(0, _GRAIN, soft.shape), 0, 255)
    dust = chance.random(soft.shape)
    grey[dust < _DUST], grey[dust > 1 - _DUST] = 0, 255
    return np.asarray(grey, dtype=np.uint8)


def _drawn(document: pdfium.PdfDocument, number: int, dpi: int) -> Grey:
    drawn = document[number - 1].render(scale=dpi / 72).to_pil().convert("L")
    return np.asarray(drawn, dtype=np.uint8)
