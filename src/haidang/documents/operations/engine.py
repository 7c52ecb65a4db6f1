"""The last mile to the reading engine: a stored file goes in, what was found or drawn comes out."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from haidang.documents.errors import NothingToRead
from haidang.documents.models import DocumentReading
from haidang.documents.operations.scans import scans_folder
from haidang.engines.reading.child import read_limited
from haidang.engines.reading.limits import limits_from_environment
from haidang.engines.reading.page_images import PageImage, locate_lines, render_pages
from haidang.engines.reading.paper import Box, Line
from haidang.foundation.models import StoredFile

Report = Callable[..., None]


def read_stored_paper(reading: DocumentReading, report: Report) -> Mapping[str, Any]:
    """This function will read the file of a reading in a limited child. Raises Refused and SecretMarked."""
    stored = _stored_file(reading)
    return read_limited(
        Path(stored.file.path),
        name=stored.original_name,
        limits=limits_from_environment(os.environ),
        report=report,
        scans_folder=scans_folder(reading.pk),
    )


def draw_stored_pages(reading: DocumentReading, folder: Path) -> list[PageImage]:
    """This function will draw the pages of a reading's file into a folder. Raises PageImagesUnavailable, Refused."""
    return render_pages(
        Path(_stored_file(reading).file.path),
        folder,
        kind=reading.file_kind,
        turned={number: turned for number, _width, _height, turned, *_skew in reading.page_sizes},
        limits=limits_from_environment(os.environ),
    )


def find_line_places(texts: list[tuple[int, str]], folder: Path) -> dict[int, tuple[int, Box]]:
    """This function will find page and box of each line of a DOCX on the pages that were drawn of it."""
    lines = [Line(number=number, raw=text, text=text) for number, text in texts]
    return locate_lines(lines, folder / "pages.pdf", limits=limits_from_environment(os.environ))


def _stored_file(reading: DocumentReading) -> StoredFile:
    if reading.document.file is None:
        raise NothingToRead
    return reading.document.file
