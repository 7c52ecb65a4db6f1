"""One page of a file as a picture, recognised; inside the limited child of that page."""

from pathlib import Path

import pypdfium2 as pdfium

from haidang.engines.reading.errors import SecretMarked, refusal
from haidang.engines.reading.limits import DEFAULT
from haidang.engines.reading.opening.docx_pictures import picture_of_page
from haidang.engines.reading.opening.kinds import kind_of_content, tell_kind
from haidang.engines.reading.opening.pdf_bombs import check_pictures_of
from haidang.engines.reading.opening.scanning.pictures import Picture, open_one_picture, picture_of_pdf_page
from haidang.engines.reading.opening.scanning.recognition import Recogniser
from haidang.engines.reading.opening.scanning.scan_page import scan_page
from haidang.engines.reading.opening.scanning.scanned_page import ScannedPage
from haidang.engines.reading.opening.searched_file import searched_picture
from haidang.engines.reading.opening.secrecy import bears_secret_mark


def recognise_page(path: Path, number: int, *, name: str, models: Path) -> ScannedPage:
    """This function will recognise page `number` (from 1) of a PDF or a picture file.

    Raises SecretMarked for a page that bears a state-secret mark, before anything of it is given back, and Refused
    for a picture that cannot be opened or has too many pixels.
    """
    content = path.read_bytes()
    page = scan_page(_picture_of(content, number, name), number, Recogniser(models))
    if bears_mark(page):
        raise SecretMarked
    return page


def refuse_marked_picture(path: Path, number: int, *, models: Path) -> None:
    """This function will raise SecretMarked when picture `number` of a file of any kind bears a mark, else Refused
    for one that cannot be opened."""
    content = searched_picture(path.read_bytes(), number)
    is_pdf = kind_of_content(content) == "pdf"
    picture = _drawn_page(content, number) if is_pdf else open_one_picture(content, 1)
    if bears_mark(scan_page(picture, number, Recogniser(models))):
        raise SecretMarked


def _picture_of(content: bytes, number: int, name: str) -> Picture:
    kind = tell_kind(content, name)
    if kind == "pdf":
        return _drawn_page(content, number)
    if kind == "docx":
        return open_one_picture(picture_of_page(content, number, DEFAULT), 1)
    return open_one_picture(content, number)


def bears_mark(page: ScannedPage) -> bool:
    """This function will tell whether a page bears a mark among its lines, or in stamps and unsure lines beside."""
    lines = [line.raw for line in page.lines]
    beside = list(page.mark_texts)
    # What is left of a stamp's frame is read as a letter of its own: "Ï TUYỆT MẬT".
    trimmed = [" ".join(word for word in text.split() if len(word) > 1) for text in beside]
    return bears_secret_mark(lines) or any(
        bears_secret_mark(texts, letterhead_lines=len(texts)) for texts in (beside, trimmed)
    )


def _drawn_page(content: bytes, number: int) -> Picture:
    try:
        page = pdfium.PdfDocument(content)[number - 1]
        check_pictures_of(page.raw)
        return picture_of_pdf_page(page)
    except (pdfium.PdfiumError, IndexError):
        raise refusal("damaged") from None
