"""A Word file that holds pictures of pages and no words: its pictures, in the order of the paper."""

import posixpath
import zipfile
import zlib
from io import BytesIO

from haidang.engines.reading.errors import refusal
from haidang.engines.reading.limits import Limits
from haidang.engines.reading.opening.docx_package import Package, read_package

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBEDDED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_READ_KINDS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_SMALLEST_PAGE = 20_000  # bytes; a logo, a line or a blank square is smaller than a page of words


def page_pictures(package: Package, content: bytes) -> list[bytes]:
    """This function will give the picture files that a paper shows, page by page; small drawings are left out.

    Raises Refused `damaged` for a package that breaks off.
    """
    targets = _targets(package)
    shown = [
        targets.get(picture.get(_EMBEDDED, "")) for picture in package.roots[package.main].iter(_PICTURE)
    ]
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            files = [archive.read(name) for name in shown if name in names]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError):
        raise refusal("damaged") from None
    return [each for each in files if each.startswith(_READ_KINDS) and len(each) >= _SMALLEST_PAGE]


def picture_of_page(content: bytes, number: int, limits: Limits) -> bytes:
    """This function will give the picture file of a page (from 1). Raises Refused as `read_package` does."""
    pictures = page_pictures(read_package(content, limits), content)
    if number > len(pictures):
        raise refusal("damaged")
    return pictures[number - 1]


def _targets(package: Package) -> dict[str, str]:
    folder, name = posixpath.split(package.main)
    relations = package.roots.get(f"{folder}/_rels/{name}.rels")
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join(folder, each.get("Target", "")))
        for each in (() if relations is None else relations)
        if each.get("TargetMode") != "External"
    }
