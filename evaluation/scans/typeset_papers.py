"""Real papers set in type again, as offices print them: their text is known to the letter, and so is what a scan loses.

The papers stand beside the repository in ../shared; LibreOffice prints them. The plan has its table of tasks on
landscape pages, once with ruling lines and once in white columns; the project has its budget under a head of two rows.
"""

import copy
import hashlib
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
from docx.document import Document
from docx.table import Table, _Cell

from haidang.engines.drafting.official_paper import (
    Appendix,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
    TableGroup,
    TaskTable,
    draft_paper,
)
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.paper import Line, Paper, Row
from haidang.engines.reading.tables import WholeTable, read_tables

_BEGINS = re.compile(r"[-+]\s|\d+(?:\.\d+)*\. |[IVX]+\. |[a-zđ]\) |Căn cứ|\(Phụ lục|Điều ")
_HEADING = re.compile(r"[IVX]+\. |\d+\. .{0,80}$")
_ENDS = (";", ".", ":")
_SHORT_LINE = 45  # letters; a printed line so short ends its paragraph
_MARKUP = re.compile(r"<[^>]+>")
_OFFICE_SECONDS = 180
_PLAN_PROSE, _PROJECT_PROSE = 60, 40  # paragraphs before the table: some pages of prose are enough
_TOWN = Letterhead("THÀNH PHỐ HÀ NỘI", "114/KH-UBND", "Hà Nội", "ỦY BAN NHÂN DÂN", date(2024, 4, 8))
_SIGNED = SignatureBlock(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Văn An")


def kept_real_papers(shared: Path, kept: Path) -> list[Path]:
    """This function will typeset the papers as `typeset_real_papers` does, once for the same papers and rules."""
    rules = hashlib.sha256(Path(__file__).read_bytes())
    for source in _sources(shared):
        rules.update(source.read_bytes())
    folder = kept / rules.hexdigest()[:16]
    if not folder.is_dir():
        kept.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept) as making:
            typeset_real_papers(shared, Path(making, "papers"))
            Path(making, "papers").rename(folder)
    return sorted(folder.glob("*.pdf"))


def _sources(shared: Path) -> tuple[Path, ...]:
    return tuple(next((shared / "seeds").glob(f"{name}_*.txt")) for name in ("002", "003"))


def typeset_real_papers(shared: Path, folder: Path) -> list[Path]:
    """This function will write the plan and the project of `shared` as PDF files. Needs LibreOffice."""
    folder.mkdir(exist_ok=True)
    plan, project = map(open_paper, _sources(shared))
    drafts = {
        "002-landscape": draft_paper(_plan_of(plan)),
        "002-borderless": _without_lines(draft_paper(_plan_of(plan, prose=0))),
        "003-budget": _with_head_of_two_rows(draft_paper(_project_of(project))),
    }
    for name, content in drafts.items():
        (folder / f"{name}.docx").write_bytes(content)
    _print_as_pdf([folder / f"{name}.docx" for name in drafts], folder)
    return [folder / f"{name}.pdf" for name in drafts]


def office_program() -> str | None:
    """This function will find LibreOffice on this machine, None without it."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _plan_of(paper: Paper, prose: int = _PLAN_PROSE) -> OfficialPaper:
    table = next(each for each in read_tables(paper) if each.column_of("lead") is not None)
    upto = next(line.number for line in paper.lines if line.text.startswith("PHỤ LỤC"))
    tasks = TaskTable((), tuple(title.text for title in table.titles), tuple(_groups_of(table)))
    appendix = Appendix(("PHỤ LỤC", "NHIỆM VỤ THỰC HIỆN KẾ HOẠCH"), (tasks,), landscape=True)
    texts = list(_paragraphs_of(paper.lines[2 : upto - 1]))[2 : 2 + prose]
    return OfficialPaper(
        _TOWN,
        tuple(_block_of(text) for text in texts),
        _SIGNED,
        kind="KẾ HOẠCH",
        title="Tổ chức hoạt động thông tin đối ngoại năm 2024",
        appendices=(appendix,),
    )


def _groups_of(table: WholeTable) -> Iterator[TableGroup]:
    """Rows with two texts are headings of groups."""
    label, title, rows = "", "", []
    for row in table.rows:
        texts = _texts_of(row)
        if sum(map(bool, texts)) > 2:
            rows.append(texts)
            continue
        if label or rows:
            yield TableGroup(label, title, tuple(rows))
        label, title, rows = texts[0], " ".join(filter(None, texts[1:])), []
    yield TableGroup(label, title, tuple(rows))


def _texts_of(row: Row) -> tuple[str, ...]:
    return tuple("\n".join(cell.paragraphs) for cell in row.cells)


def _project_of(paper: Paper) -> OfficialPaper:
    lines = [line for line in paper.lines if line.text]
    at = next(place for place, line in enumerate(lines) if line.text.startswith("BIỂU KHAI TOÁN"))
    rows = list(_budget_rows(lines[at:]))
    columns = ("TT", "Nội dung", "2013-2015", "2016-2020", "Đơn vị thực hiện", "Nguồn vốn")
    budget = TaskTable((), columns, (TableGroup("", "", tuple(rows)),))
    appendix = Appendix(("BIỂU KHAI TOÁN KINH PHÍ", "THỰC HIỆN ĐỀ ÁN THÔNG TIN ĐỐI NGOẠI"), (budget,))
    texts = [line.text for line in lines[:at] if len(line.text) > _SHORT_LINE][12 : 12 + _PROJECT_PROSE]
    return OfficialPaper(
        _TOWN, tuple(_block_of(text) for text in texts), _SIGNED, kind="ĐỀ ÁN", appendices=(appendix,)
    )


def _budget_rows(lines: list[Line]) -> Iterator[tuple[str, ...]]:
    """The rows of the table in tabs; what stands without a number goes on with the row above."""
    rows: list[list[str]] = []
    for line in lines:
        cells = [_MARKUP.sub("", part).strip() for part in line.raw.split("\t")]
        if len(cells) < 2 or cells[0] == "STT" or cells[2] == "2013-2015":
            continue
        cells = (cells + [""] * 6)[:6]
        if rows and not cells[0] and not cells[2]:
            rows[-1] = [f"{above} {below}".strip() for above, below in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return (tuple(row) for row in rows)


def _paragraphs_of(lines: tuple[Line, ...]) -> Iterator[str]:
    joined = ""
    for text in (line.text for line in lines if line.text):
        is_new = (
            _BEGINS.match(text) or text[0].isupper() and (joined.endswith(_ENDS) or len(joined) < _SHORT_LINE)
        )
        if joined and is_new:
            yield joined
            joined = text
        else:
            joined = f"{joined} {text}".strip()
    yield joined


def _block_of(text: str) -> Heading | Paragraph:
    return Heading(text) if _HEADING.match(text) else Paragraph(text)


def _without_lines(content: bytes) -> bytes:
    """The table of the appendix in columns parted by white alone."""
    document = docx.Document(io.BytesIO(content))
    table = document.tables[-1]
    table.style = document.styles["Normal Table"]
    return _saved(document)


def _with_head_of_two_rows(content: bytes) -> bytes:
    document = docx.Document(io.BytesIO(content))
    table: Table = document.tables[-1]
    head = table.rows[0]._tr
    head.addprevious(copy.deepcopy(head))
    above, below = table.rows[0].cells, table.rows[1].cells
    for place in (2, 3):
        _write_over(above[place], "Giai đoạn (tỷ đồng)" if place == 2 else "")
    above[2].merge(above[3])
    for place in (0, 1, 4, 5):
        _write_over(below[place], "")
        above[place].merge(below[place])
    return _saved(document)


def _write_over(cell: _Cell, text: str) -> None:
    first, *others = cell.paragraphs[0].runs
    first.text = text
    for run in others:
        run.text = ""


def _saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _print_as_pdf(papers: list[Path], folder: Path) -> None:
    program = office_program()
    if program is None:
        raise FileNotFoundError("LibreOffice")
    with tempfile.TemporaryDirectory() as profile:
        command = [program, "--headless", f"-env:UserInstallation={Path(profile).as_uri()}"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, papers)]
        subprocess.run(command, check=True, capture_output=True, timeout=_OFFICE_SECONDS)
