"""Pictures inside a PDF page, looked at before one of them is drawn."""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from haidang.engines.reading.opening.scanning.pictures import check_pixels

_DEEPEST = 4  # forms inside forms that are looked into


def check_pictures_of(page: Any) -> None:
    """This function will refuse (`page_too_large`) a page with a picture of too many pixels, told from its header."""
    for place in range(pdfium.FPDFPage_CountObjects(page)):
        _check_thing(pdfium.FPDFPage_GetObject(page, place), 0)


def _check_thing(thing: Any, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        if pdfium.FPDFImageObj_GetImagePixelSize(thing, width, height):
            check_pixels(width.value, height.value)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for place in range(pdfium.FPDFFormObj_CountObjects(thing)):
            _check_thing(pdfium.FPDFFormObj_GetObject(thing, place), depth + 1)
