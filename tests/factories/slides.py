"""Slides for tests (PPTX), packed by hand, and parts put into office files that programs wrote."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"


def slide_saying(*paragraphs: str) -> str:
    """This function will write the XML of a slide, or of its notes, with these paragraphs."""
    said = "".join(f"<a:p><a:r><a:t>{one}</a:t></a:r></a:p>" for one in paragraphs)
    return f'<p:sld xmlns:p="{_SLIDES}" xmlns:a="{_DRAWING}">{said}</p:sld>'


def packed_slides(parts: Mapping[str, str | bytes]) -> bytes:
    """This function will pack a PPTX whose parts, besides the needed ones, are these."""
    needed = {"[Content_Types].xml": _TYPES, "ppt/presentation.xml": f'<p:presentation xmlns:p="{_SLIDES}"/>'}
    return _packed(needed | dict(parts))


def with_parts(package: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """This function will put parts into an office file, in the place of those with the same name."""
    with zipfile.ZipFile(BytesIO(package)) as given:
        held: dict[str, str | bytes] = {name: given.read(name) for name in given.namelist()}
    return _packed(held | dict(parts))


def _packed(parts: Mapping[str, str | bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()
