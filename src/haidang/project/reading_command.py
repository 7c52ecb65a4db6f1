"""`haidang read`: papers go in, one JSON object or a readable summary for each comes out."""

import argparse
import itertools
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from haidang.engines.reading.child import read_limited
from haidang.engines.reading.errors import ProgramFault, ReadingError, Refused
from haidang.engines.reading.limits import Limits, limits_from_environment
from haidang.engines.reading.opening.opened import Report, report_nothing

logger = logging.getLogger(__name__)

_READ, _REFUSED = 0, 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    files: tuple[Path, ...]
    as_json: bool
    name: str | None
    out: Path | None
    explained_line: int | None


def run_read(arguments: Sequence[str]) -> int:
    """Read the papers named on the command line.

    This function will go on with the other papers when one is refused, say `REFUSED <code>: <sentence>` on
    standard error, and give the worst exit status: 0 read, 1 a fault of the program, 3 refused, 4 a paper that bears
    a secrecy mark. What the log has to say goes to the file that HAIDANG_LOG names, never to the person.
    """
    asked = _parse_arguments(arguments)
    open_log(os.environ.get("HAIDANG_LOG"))
    if asked.explained_line is not None:
        return _explain(asked, asked.explained_line)
    status, answers = _READ, []
    limits = limits_from_environment(os.environ)
    with _progress(len(asked.files)) as watch:
        for path in asked.files:
            try:
                answers.append(_read_one(path, asked.name, limits=limits, report=watch(path)))
            except ReadingError as refused:
                status = max(status, tell_refusal(refused))
    _give_answers(asked, answers)
    return status


def _parse_arguments(arguments: Sequence[str]) -> Asked:
    parser = argparse.ArgumentParser(prog="haidang read", description="Đọc văn bản và in những gì tìm thấy.")
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    parser.add_argument("--json", action="store_true", dest="as_json", help="in một đối tượng JSON")
    parser.add_argument("--name", help="tên gốc của tệp, để kiểm tra đuôi tên")
    parser.add_argument("--out", type=Path, help="thư mục hoặc tệp để ghi kết quả JSON")
    parser.add_argument(
        "--explain", type=int, metavar="DÒNG", dest="explained_line", help="giải thích một dòng"
    )
    parsed = parser.parse_args(arguments)
    return Asked(tuple(parsed.files), parsed.as_json, parsed.name, parsed.out, parsed.explained_line)


def _read_one(path: Path, name: str | None, *, limits: Limits, report: Report) -> dict[str, Any]:
    check_readable(path)
    answer: dict[str, Any] = read_limited(path, name=name, limits=limits, report=report)["answer"]
    return answer


def check_readable(path: Path) -> None:
    """This function will refuse, as `unreadable`, a path that is a folder or cannot be opened."""
    if path.is_dir():
        raise Refused("unreadable", f"“{path}” là thư mục; hãy chỉ rõ từng tệp cần đọc.")
    try:
        with path.open("rb"):
            pass
    except (OSError, ValueError) as unreadable:
        sentence = f"Không mở được tệp “{path}”; hãy kiểm tra đường dẫn và quyền đọc."
        raise Refused("unreadable", sentence) from unreadable


def open_log(named: str | None) -> None:
    """This function will send what the log has to say to a file; without one it is kept from the person."""
    log = logging.getLogger("haidang")
    if named and not any(isinstance(handler, logging.FileHandler) for handler in log.handlers):
        kept = logging.FileHandler(named, encoding="utf-8", delay=True)
        kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        log.addHandler(kept)
    elif not log.handlers:
        log.addHandler(logging.NullHandler())


def tell_refusal(refused: ReadingError) -> int:
    """This function will tell a person why a paper was refused, and give the exit status for it."""
    opening = "" if isinstance(refused, ProgramFault) else f"REFUSED {refused.code}: "
    print(f"{opening}{refused.message}", file=sys.stderr)
    return refused.exit_status


@contextmanager
def _progress(count: int) -> Iterator[Callable[[Path], Report]]:
    """A bar on standard error, only where a person watches: pages of the paper, and how many papers are left."""
    if not sys.stderr.isatty():
        yield lambda _path: report_nothing
        return
    # rich takes as long to load as a short paper to read; only those who watch wait for it.
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        numbers = itertools.count(1)

        def watch(path: Path) -> Report:
            bar = progress.add_task(f"Đang đọc {path.name} ({next(numbers)}/{count})", total=None)

            def report(done: int, total: int, _stage: str) -> None:
                progress.update(bar, completed=done, total=total or None)

            return report

        yield watch


def _give_answers(asked: Asked, answers: list[dict[str, Any]]) -> None:
    if asked.out is not None:
        _write_answers(asked.out, asked, answers)
    elif asked.as_json:
        told = answers[0] if len(asked.files) == 1 and answers else answers
        if answers:
            print(_written(told))
    else:
        _print_summaries(answers)


def _print_summaries(answers: list[dict[str, Any]]) -> None:
    from haidang.project.reading_summary import print_summary

    for answer in answers:
        print_summary(answer)


def _write_answers(out: Path, asked: Asked, answers: list[dict[str, Any]]) -> None:
    is_folder = out.is_dir() or len(asked.files) > 1 or not out.suffix
    if not is_folder:
        for answer in answers:
            out.write_text(_written(answer) + "\n", encoding="utf-8")
        return
    out.mkdir(parents=True, exist_ok=True)
    for answer in answers:
        (out / f"{answer['file']['name']}.json").write_text(_written(answer) + "\n", encoding="utf-8")


def _written(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)


def _explain(asked: Asked, number: int) -> int:
    """The paper is opened in its limited child first, so that a hostile one is refused there."""
    from haidang.engines.reading.explain import explain_line
    from haidang.engines.reading.opening.open_paper import open_paper
    from haidang.engines.reading.read_paper import read_paper

    limits = limits_from_environment(os.environ)
    path = asked.files[0]
    try:
        check_readable(path)
        read_limited(path, name=asked.name, limits=limits, analyse="open")
        paper = open_paper(path, name=asked.name, limits=limits)
    except ReadingError as refused:
        return tell_refusal(refused)
    try:
        sentences = explain_line(paper, read_paper(paper), number)
    except Exception:  # the last edge before the person: the log has the traceback, the person one sentence
        logger.exception("explaining a line failed")
        return tell_refusal(ProgramFault())
    for sentence in sentences:
        print(sentence)
    return _READ
