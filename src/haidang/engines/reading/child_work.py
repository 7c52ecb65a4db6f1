"""What the limited child does: take one request, lock itself in, do the job, answer in JSON lines."""

import json
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from haidang.engines.reading.confinement import confine_process
from haidang.engines.reading.errors import Refused, ScanWanted, SecretMarked
from haidang.engines.reading.limits import Limits, limits_from_environment
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.opening.opened import Report
from haidang.engines.reading.opening.scanning.scanned_page import ScannedPage
from haidang.engines.reading.paper import Paper

Request = dict[str, Any]
Job = Callable[[Request, Limits, Report], dict[str, Any]]

_PICTURE_BYTES = 64 * 1024 * 1024  # one page image at most
_FRAMES_TOLD = 12
_RENDERING_FACTOR = 8  # drawing a page costs about eight times what reading it does


def work_as_child() -> None:
    """This function will do the one job that stands on standard input and write the answer to standard output."""
    limits = limits_from_environment(os.environ)
    request = json.loads(sys.stdin.buffer.read())
    channel = _take_channel()
    _confine_for(request, limits)
    answer: dict[str, Any]
    try:
        answer = {"result": _JOBS[request["job"]](request, limits, _reporter(channel))}
    except ScanWanted as wanted:
        answer = {"scan_wanted": {"pages": wanted.pages, "is_needed": wanted.is_needed}}
    except SecretMarked as marked:
        answer = {"secret": marked.message}
    except Refused as refused:
        answer = {"refused": [refused.code, refused.message]}
    except MemoryError:
        answer = {"out_of_memory": True}
    except Exception as fault:  # noqa: BLE001 - the parent has to hear of every fault, and logs it
        answer = {"fault": _place_of(fault)}
    _send(channel, answer)


def _take_channel() -> BinaryIO:
    """Libraries may print what they like; only we write to the parent."""
    channel = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    return channel


def _confine_for(request: Request, limits: Limits) -> None:
    scans = request["job"] in ("scan_page", "search_picture")
    if scans:
        # Libraries for pictures are loaded while there is room: within the bars their import fails in many ways.
        import_module("haidang.engines.reading.opening.page_pictures")
    if request.get("kind") == "image":
        import_module("haidang.engines.reading.opening.drawn_pictures")
    draws = request["job"] == "render"
    has_pixels = scans or request.get("kind") == "image"
    cpu_seconds = limits.scan_cpu_seconds if scans else limits.cpu_seconds
    confine_process(
        memory_bytes=limits.scan_memory_bytes if has_pixels else limits.memory_bytes,
        cpu_seconds=cpu_seconds * (_RENDERING_FACTOR if draws else 1),
        written_bytes=_PICTURE_BYTES if draws else 0,
    )


def _reporter(channel: BinaryIO) -> Report:
    def report(done: int, total: int, stage: str) -> None:
        _send(channel, {"progress": [done, total, stage]})

    return report


def _send(channel: BinaryIO, message: dict[str, Any]) -> None:
    channel.write(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    channel.flush()


def _place_of(fault: BaseException) -> str:
    """Where it went wrong, without a word of the paper."""
    frames = reversed(traceback.extract_tb(fault.__traceback__)[-_FRAMES_TOLD:])
    return f"{type(fault).__name__} at " + " < ".join(
        f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames
    )


def _open_only(request: Request, limits: Limits, report: Report) -> dict[str, Any]:
    paper = _opened(request, limits, report)
    return _wire_of_paper(paper) | {"tables": [asdict(table) for table in paper.tables]}


def _read_whole(request: Request, limits: Limits, report: Report) -> dict[str, Any]:
    from haidang.engines.reading.answer import answer_object
    from haidang.engines.reading.read_paper import read_paper

    paper = _opened(request, limits, report)
    report(0, 0, "reading")
    reading = read_paper(paper)
    return _wire_of_paper(paper) | {
        "answer": answer_object(paper, reading, by_ordinal=False),
        "ordinal_answer": answer_object(paper, reading, by_ordinal=True),
    }


def _opened(request: Request, limits: Limits, report: Report) -> Paper:
    return open_paper(
        Path(request["path"]),
        name=request["name"],
        limits=limits,
        report=report,
        scans=_kept_scans(request.get("scans")),
    )


def _kept_scans(folder: str | None) -> dict[int, ScannedPage] | None:
    if folder is None:
        return None
    pages = (
        ScannedPage.from_json(json.loads(path.read_bytes())) for path in Path(folder).glob("page-*.json")
    )
    return {page.number: page for page in pages}


def _wire_of_paper(paper: Paper) -> dict[str, Any]:
    return {
        "name": paper.name,
        "sha256": paper.sha256,
        "kind": paper.kind,
        "is_damaged": paper.is_damaged,
        "lines": [asdict(line) for line in paper.lines],
        "pages": [asdict(page) for page in paper.pages],
        "hidden": [asdict(line) for line in paper.hidden],
        "notes": [asdict(note) for note in paper.notes],
    }


def _render(request: Request, limits: Limits, report: Report) -> dict[str, Any]:
    path, folder = Path(request["path"]), Path(request["folder"])
    turned = {int(number): degrees for number, degrees in request["turned"].items()}
    if request["kind"] == "image":
        from haidang.engines.reading.opening.drawn_pictures import draw_pictures

        pages = draw_pictures(path, folder, dpi=request["dpi"], limits=limits, turned=turned, report=report)
    else:
        from haidang.engines.reading.opening.pdf_pictures import draw_pages

        pages = draw_pages(path, folder, dpi=request["dpi"], turned=turned, report=report)
    return {"pages": pages}


def _locate(request: Request, limits: Limits, report: Report) -> dict[str, Any]:
    from haidang.engines.reading.opening.pdf_places import find_places

    return {"places": find_places(Path(request["path"]), request["lines"])}


def _scan_page(request: Request, _limits: Limits, _report: Report) -> dict[str, Any]:
    from haidang.engines.reading.opening.page_pictures import recognise_page

    page = recognise_page(
        Path(request["path"]), request["page"], name=request["name"], models=Path(request["models"])
    )
    return {"page": page.to_json()}


def _search_texts(request: Request, limits: Limits, report: Report) -> dict[str, Any]:
    from haidang.engines.reading.opening.searched_file import search_texts

    return {"pictures": search_texts(Path(request["path"]), limits, report)}


def _search_picture(request: Request, _limits: Limits, _report: Report) -> dict[str, Any]:
    from haidang.engines.reading.opening.page_pictures import refuse_marked_picture

    refuse_marked_picture(Path(request["path"]), request["page"], models=Path(request["models"]))
    return {}


def _repair(request: Request, limits: Limits, report: Report) -> dict[str, Any]:
    from haidang.engines.reading.repaired_file import repaired_file

    return repaired_file(
        Path(request["path"]),
        name=request["name"],
        is_quick=request["is_quick"],
        limits=limits,
        report=report,
    )


def _sheets(request: Request, limits: Limits, _report: Report) -> dict[str, Any]:
    from haidang.engines.reading.opening.xlsx import open_workbook
    from haidang.engines.reading.sheet_cells import sheet_as_wire

    sheets = open_workbook(Path(request["path"]).read_bytes(), request["name"], limits)
    return {"sheets": [sheet_as_wire(sheet) for sheet in sheets]}


_JOBS: dict[str, Job] = {
    "open": _open_only,
    "read": _read_whole,
    "render": _render,
    "locate": _locate,
    "scan_page": _scan_page,
    "repair": _repair,
    "sheets": _sheets,
    "search_texts": _search_texts,
    "search_picture": _search_picture,
}


if __name__ == "__main__":
    work_as_child()
