"""A file that is no paper to be read, searched for a state-secret mark alone; inside the limited child."""

from pathlib import Path

import pypdfium2 as pdfium

from haidang.engines.reading.errors import Refused, ScanWanted, SecretMarked
from haidang.engines.reading.limits import Limits
from haidang.engines.reading.opening.kinds import kind_of_content, tell_kind
from haidang.engines.reading.opening.office_texts import pictures_of_office_file, texts_of_office_file
from haidang.engines.reading.opening.open_paper import open_as_it_is
from haidang.engines.reading.opening.opened import Report
from haidang.engines.reading.opening.secrecy import bears_secret_mark

_OFFICE = ("docx", "xlsx", "pptx")
_PICTURES = ("jpeg", "png", "tiff")
_NOTHING_IN_IT = ("empty", "no_text")
_SAID_OF_A_PDF = ("Title", "Subject", "Keywords")


def search_texts(path: Path, limits: Limits, report: Report) -> tuple[int, ...]:
    """Look for a mark in every text of a file, and give the pictures in it that have to be looked at too.

    This function will take PDF, DOCX, XLSX, PPTX and pictures, told by their content. Raises SecretMarked, and
    Refused for what cannot be opened.
    """
    content = path.read_bytes()
    kind = kind_of_content(content)
    if kind in _PICTURES:
        return (1,)
    if kind == "pdf":
        return _search_pdf(path, content, limits, report)
    if kind in _OFFICE:
        return _search_office_file(path, content, kind, limits)
    tell_kind(content, "")
    return ()


def searched_picture(content: bytes, number: int) -> bytes:
    """This function will give the file that holds picture `number` (from 1): one packed in an office file, else it."""
    if kind_of_content(content) not in _OFFICE:
        return content
    return pictures_of_office_file(content)[number - 1]


def _search_pdf(path: Path, content: bytes, limits: Limits, report: Report) -> tuple[int, ...]:
    try:
        opened = open_as_it_is(path, name="tep.pdf", limits=limits, report=report)
    except ScanWanted as wanted:
        pages = wanted.pages
    except Refused as refused:
        if refused.code not in _NOTHING_IN_IT:
            raise
        pages = ()
    else:
        pages = tuple(opened.pictured)
    with pdfium.PdfDocument(content) as document:
        said = document.get_metadata_dict(skip_empty=True)
    _refuse_mark([said[name] for name in _SAID_OF_A_PDF if name in said], is_beside=True)
    return pages


def _search_office_file(path: Path, content: bytes, kind: str, limits: Limits) -> tuple[int, ...]:
    for lines, is_beside in texts_of_office_file(content, kind, limits):
        _refuse_mark(lines, is_beside=is_beside)
    if kind == "docx":
        _search_as_paper(path, limits)
    return tuple(range(1, len(pictures_of_office_file(content)) + 1))


def _search_as_paper(path: Path, limits: Limits) -> None:
    """The lines as Word shows them. What is no paper for other reasons was searched part by part before."""
    try:
        open_as_it_is(path, name="tep.docx", limits=limits)
    except (ScanWanted, Refused):
        return


def _refuse_mark(lines: list[str], *, is_beside: bool) -> None:
    """Headers, boxes and properties are a letterhead from first to last."""
    if bears_secret_mark(lines, letterhead_lines=len(lines)) if is_beside else bears_secret_mark(lines):
        raise SecretMarked
