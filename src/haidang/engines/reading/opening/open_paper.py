"""One door for every paper: name, size, kind, opener, secrecy, and only then the lines."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from haidang.engines.reading.errors import ScanWanted, refusal
from haidang.engines.reading.limits import DEFAULT, Limits, limit_refusal
from haidang.engines.reading.opening.kinds import tell_kind
from haidang.engines.reading.opening.mending import mended_paper
from haidang.engines.reading.opening.names import check_name
from haidang.engines.reading.opening.opened import Opened, Report, report_nothing
from haidang.engines.reading.opening.scanning.scanned_page import ScannedPage
from haidang.engines.reading.opening.secrecy import check_secrecy
from haidang.engines.reading.opening.text import open_text
from haidang.engines.reading.paper import Line, Paper
from haidang.engines.vietnamese.syllables import looks_damaged

Scans = Mapping[int, ScannedPage]


def open_paper(
    path: Path,
    *,
    name: str | None = None,
    limits: Limits = DEFAULT,
    report: Report | None = None,
    scans: Scans | None = None,
) -> Paper:
    """Open one paper under the name it was handed in with (`path`'s own by default).

    This function will repair a damaged text, line for line. `scans` are pages that were recognised on their
    pictures, by number. Without them it raises ScanWanted for pages that are pictures, or pictures under a damaged
    text layer; with them, were they none, it reads what there is. Raises Refused with a code for what cannot or
    must not be read, and SecretMarked for a paper that bears a state-secret mark, before anything of it is given
    back.
    """
    given_name = path.name if name is None else name
    opened = open_as_it_is(path, name=given_name, limits=limits, report=report, scans=scans)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    paper = _paper_of(opened, name=given_name, sha256=sha256, limits=limits)
    if opened.pictured and scans is None and looks_damaged(_content_text(paper.lines)):
        raise ScanWanted(tuple(opened.pictured), is_needed=False)
    return mended_paper(paper)


def open_as_it_is(
    path: Path,
    *,
    name: str,
    limits: Limits = DEFAULT,
    report: Report | None = None,
    scans: Scans | None = None,
) -> Opened:
    """This function will open a paper without mending it. Raises as `open_paper`."""
    check_name(name, limits)
    content = _read_content(path, limits)
    opened = _open_content(content, name, scans, limits=limits, report=report or report_nothing)
    check_secrecy(opened)
    return opened


def _read_content(path: Path, limits: Limits) -> bytes:
    if path.stat().st_size > limits.file_bytes:
        raise limit_refusal("too_large", limits, "file_mb")
    content = path.read_bytes()
    if not content:
        raise refusal("empty")
    return content


def _open_content(
    content: bytes, name: str, scans: Scans | None, *, limits: Limits, report: Report
) -> Opened:
    """DOCX and PDF are imported when met: their libraries would slow the start of every other reading."""
    kind = tell_kind(content, name)
    if kind == "docx":
        from haidang.engines.reading.opening.docx import open_docx

        return open_docx(content, limits, scans)
    if kind == "pdf":
        from haidang.engines.reading.opening.pdf import open_pdf

        return open_pdf(content, limits, report, scans)
    if kind == "image":
        from haidang.engines.reading.opening.image import open_image

        return open_image(content, limits, scans)
    return open_text(content, limits)


def _paper_of(opened: Opened, *, name: str, sha256: str, limits: Limits) -> Paper:
    lines = tuple(replace(line, number=number) for number, line in enumerate(opened.lines, start=1))
    return Paper(
        name=name,
        sha256=sha256,
        kind=opened.kind,
        lines=lines,
        tables=tuple(opened.tables),
        pages=tuple(opened.pages),
        notes=tuple(opened.notes),
        hidden=tuple(opened.hidden[: limits.hidden_lines]),
    )


def _content_text(lines: tuple[Line, ...]) -> str:
    return "\n".join(line.text for line in lines if line.text and not line.is_furniture)
