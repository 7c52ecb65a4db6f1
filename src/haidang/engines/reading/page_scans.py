"""Pages that are pictures, recognised one by one: each in a limited child of its own, some of them at once.

What was recognised is kept page by page in a folder, so that a reading that broke off goes on where it stopped.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from haidang.engines.reading.child_process import run_limited
from haidang.engines.reading.errors import Refused, SecretMarked
from haidang.engines.reading.limits import Limits, limit_refusal
from haidang.engines.reading.opening.opened import Report, report_nothing
from haidang.engines.reading.opening.scanning.tessdata import NO_MODEL_CODE, models_folder

_STAGE = "recognition"
WAITED = 3  # times the computing time of a page
_PAGE_FILES, _PART_FILES = "page-*.json", "page-*.part"
# The child's own limits are those of a page; its refusals have to name the settings of pages.
_LIMITS_OF_PAGE = {"timed_out": "scan_cpu_seconds", "out_of_memory": "scan_memory_mb"}


@contextmanager
def recognised_pages(
    request: Mapping[str, Any],
    wanted: Mapping[str, Any],
    *,
    limits: Limits,
    report: Report | None,
    folder: Path | None,
) -> Iterator[Path]:
    """Give a folder with the pages a paper wants recognised, one JSON file each.

    This function will keep pages that are in `folder` already; without one it will use a folder of its own, and
    leave nothing behind. Where the machine has no recogniser, and the paper can be read without, the folder stays
    empty. Raises Refused (also no_recogniser) and SecretMarked, as soon as one page bears a mark; then no page of
    the paper is left in `folder`.
    """
    with tempfile.TemporaryDirectory(prefix="haidang-scans-") as own:
        kept = folder or Path(own)
        kept.mkdir(parents=True, exist_ok=True)
        try:
            _recognise_wanted(request, wanted, kept, limits=limits, report=report or report_nothing)
            yield kept
        except SecretMarked:
            _drop_pages(kept)
            raise


def _recognise_wanted(
    request: Mapping[str, Any], wanted: Mapping[str, Any], kept: Path, *, limits: Limits, report: Report
) -> None:
    try:
        models = models_folder()
    except Refused as refused:
        if wanted["is_needed"] or refused.code != NO_MODEL_CODE:
            raise
    else:
        task = _PageTask(request, kept, models=models, limits=limits)
        _recognise_all(task.recognise, wanted["pages"], limits=limits, report=report)


def _drop_pages(kept: Path) -> None:
    """Of a secret paper no page is kept, also none that was recognised before the marked one."""
    for path in [*kept.glob(_PAGE_FILES), *kept.glob(_PART_FILES)]:
        path.unlink(missing_ok=True)


@contextmanager
def limits_of_page(limits: Limits) -> Iterator[None]:
    """This function will have refusals for a limit name the setting of pages."""
    try:
        yield
    except Refused as refused:
        if refused.code in _LIMITS_OF_PAGE:
            raise limit_refusal(refused.code, limits, _LIMITS_OF_PAGE[refused.code]) from None
        raise


class _PageTask:
    """What recognising a page needs besides its number."""

    def __init__(self, request: Mapping[str, Any], folder: Path, *, models: Path, limits: Limits) -> None:
        self._request = {**request, "job": "scan_page", "models": str(models)}
        self._folder = folder
        # On a busy machine a page waits for its turn: what it may compute is not what it may last.
        wall_seconds = max(limits.wall_seconds, WAITED * limits.scan_cpu_seconds)
        self._limits = replace(limits, wall_seconds=wall_seconds)

    def recognise(self, page: int) -> None:
        """A page is there whole or not at all, whenever the process ends."""
        target = self._folder / f"page-{page}.json"
        if target.exists():
            return
        with limits_of_page(self._limits):
            answer = run_limited(self._request | {"page": page}, limits=self._limits)
        written = target.with_suffix(f".{os.getpid()}.part")
        written.write_text(json.dumps(answer["page"], ensure_ascii=False), encoding="utf-8")
        written.replace(target)


def _recognise_all(
    recognise: Callable[[int], None], pages: list[int], *, limits: Limits, report: Report
) -> None:
    report(0, len(pages), _STAGE)
    with ThreadPoolExecutor(max_workers=limits.scan_workers) as workers:
        waiting = {workers.submit(recognise, page) for page in pages}
        while waiting:
            done, waiting = wait(waiting, timeout=1, return_when=FIRST_EXCEPTION)
            failed = next((each for each in done if each.exception()), None)
            if failed:
                for each in waiting:
                    each.cancel()
                failed.result()
            report(len(pages) - len(waiting), len(pages), _STAGE)
