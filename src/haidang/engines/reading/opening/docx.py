"""DOCX: paragraphs and real tables in reading order, with the labels Word counts and what Word hides."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from haidang.engines.reading.errors import ScanWanted, refusal
from haidang.engines.reading.letterhead_words import is_motto_line, is_number_line
from haidang.engines.reading.limits import Limits, limit_refusal
from haidang.engines.reading.opening.docx_body import BodyReader
from haidang.engines.reading.opening.docx_numbering import ListCounter
from haidang.engines.reading.opening.docx_package import Package, read_package
from haidang.engines.reading.opening.docx_pictures import page_pictures
from haidang.engines.reading.opening.docx_styles import StyleSheet, W, WordLook
from haidang.engines.reading.opening.docx_words import WordWalker, page_width_of, watermark_texts
from haidang.engines.reading.opening.image import opened_scans
from haidang.engines.reading.opening.office_package import Element
from haidang.engines.reading.opening.opened import Opened
from haidang.engines.reading.opening.scanning.scanned_page import ScannedPage
from haidang.engines.reading.opening.secrecy import check_secrecy

Scans = Mapping[int, ScannedPage] | None

_BESIDE_PARTS = r"^word/(?:header|footer|comments|footnotes|endnotes)[^/]*\.xml$"
_HEADER_PART = r"^word/header[^/]*\.xml$"
_MOST_HEAD_PARAGRAPHS = 40
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_NOTE_PARTS = {
    "footnoteReference": ("footnotes.xml", f"{W}footnote"),
    "endnoteReference": ("endnotes.xml", f"{W}endnote"),
}


def open_docx(content: bytes, limits: Limits, scans: Scans = None) -> Opened:
    """This function will open a DOCX; one that holds pictures of pages and no words from its recognised pages.

    Raises ScanWanted for such pages as long as none is recognised, and Refused: all of
    `read_package`, and external_link, empty, no_text (only small drawings), no_words (nothing recognised),
    too_many_pages, too_large, bomb.
    """
    package = read_package(content, limits)
    try:
        return _open_package(package, content, limits, scans)
    except RecursionError:
        raise refusal("damaged") from None


def _open_package(package: Package, content: bytes, limits: Limits, scans: Scans) -> Opened:
    root = package.roots[package.main]
    body = root.find(f"{W}body")
    if body is None:
        raise refusal("damaged")
    styles = StyleSheet(package.part("word/styles.xml"))
    words = WordWalker(styles, page_width=page_width_of(root))
    reader = BodyReader(
        styles=styles, words=words, labels=ListCounter(package.part("word/numbering.xml")), limits=limits
    )
    for header in _letterhead_above(package, body):
        reader.read_blocks(header)
    reader.read_blocks(body)
    reader.read_notes(_cited_notes(package, reader.notes))
    if not any(line.text for line in reader.lines):
        _check_pictures(package, content, limits)
    opened = Opened(
        kind="docx",
        lines=reader.lines,
        tables=reader.tables,
        hidden=reader.hidden,
        mark_places=[*_texts_beside(package, words), *reader.box_texts],
    )
    return opened if any(line.text for line in opened.lines) else _with_pages(opened, package, content, scans)


def _with_pages(opened: Opened, package: Package, content: bytes, scans: Scans) -> Opened:
    """A paper without a word of its own is what was recognised on its pictures, and drawn as these are."""
    if scans is None:
        check_secrecy(opened)
        raise ScanWanted(tuple(range(1, len(page_pictures(package, content)) + 1)), is_needed=True)
    pages = opened_scans(scans)
    return replace(pages, hidden=opened.hidden, mark_places=[*opened.mark_places, *pages.mark_places])


def _check_pictures(package: Package, content: bytes, limits: Limits) -> None:
    """Small drawings and letters of pictures are no pages."""
    total = len(page_pictures(package, content))
    if not total:
        has_drawings = next(package.roots[package.main].iter(_PICTURE), None) is not None
        raise refusal("no_text" if has_drawings else "empty")
    if total > limits.pages:
        raise limit_refusal("too_many_pages", limits, "pages")


def _letterhead_above(package: Package, body: Element) -> tuple[Element, ...]:
    """The page header that holds the letterhead, told by the motto or the paper's number; none where the body has both.

    What stands there is content then, read before the body. Headers of later pages repeat no letterhead.
    """
    opening = list(islice(_printed_lines(body), _MOST_HEAD_PARAGRAPHS))
    headers = list(package.parts_like(_HEADER_PART))
    for tells_letterhead in (is_motto_line, is_number_line):
        found = next((part for part in headers if any(map(tells_letterhead, _printed_lines(part)))), None)
        if found is not None and not any(map(tells_letterhead, opening)):
            return (found,)
    return ()


def _printed_lines(root: Element) -> Iterator[str]:
    """The words of each paragraph, line by line where it has line breaks of its own."""
    for paragraph in root.iter(f"{W}p"):
        pieces = (
            "\n" if one.tag == f"{W}br" else one.text or "" for one in paragraph.iter(f"{W}t", f"{W}br")
        )
        yield from "".join(pieces).split("\n")


def _cited_notes(package: Package, notes: list[tuple[str, str]]) -> Iterator[Element]:
    for reference, note_id in notes:
        ending, tag = _NOTE_PARTS[reference]
        part = package.part(f"word/{ending}")
        for note in () if part is None else part.iterfind(tag):
            if note.get(f"{W}id") == note_id:
                yield note


def _texts_beside(package: Package, words: WordWalker) -> list[str]:
    """Headers, footers, notes and comments are no content, but a secret mark there is a mark."""
    texts = watermark_texts(package.roots[package.main])
    for part in package.parts_like(_BESIDE_PARTS):
        texts += watermark_texts(part)
        for paragraph in part.iter(f"{W}p"):
            gathered = words.paragraph_words(paragraph, WordLook())
            texts += [gathered.text, "".join(gathered.hidden)]
    return [text for text in texts if text.strip()]
