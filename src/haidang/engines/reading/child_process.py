"""A limited child process for one job: what a hostile or huge file breaks there, breaks there only.

The parent hands the request over the child's standard input and takes JSON lines back: progress, then one
result or refusal. `python -m haidang.engines.reading.child_work` is the child.
"""

import json
import logging
import math
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from haidang.engines.reading.errors import ProgramFault, ReadingError, Refused, SecretMarked, refusal
from haidang.engines.reading.limits import Limits, environment_of_limits, limit_refusal
from haidang.engines.reading.opening.opened import Report, report_nothing

logger = logging.getLogger(__name__)

_PAGES_FOR_ONE_WAIT = 100  # the waiting limit is given for so many pages
_LARGEST_RESULT = 256 * 1024 * 1024  # bytes
_LEAVING_SECONDS = 0.5  # for a child that has answered; then it is ended
_MUCH_MEMORY = 3  # a child that broke off with a third of its memory taken ran out: buffers grow by doubling
SCAN_WANTED = "scan_wanted"  # key of an answer that asks for pages to be recognised first
_CHILD_MODULE = "haidang.engines.reading.child_work"
# Libraries for pictures would start a thread, with its memory, for every core they see.
_ONE_CORE = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_SOURCE_FOLDER = Path(__file__).resolve().parents[3]


def run_limited(request: dict[str, Any], *, limits: Limits, report: Report | None = None) -> dict[str, Any]:
    """This function will have a child do one job and give back its result.

    Raises Refused (also timed_out, out_of_memory, and damaged for a child that a library brought down),
    ProgramFault for a fault of our own, and SecretMarked.
    """
    child = _start_child(limits)
    try:
        _hand_over(child, request)
        answer = _await_answer(child, limits, report or report_nothing)
    finally:
        peak = _end_child(child)
    if answer is None:
        raise _refusal_of_end(child.returncode, peak, limits)
    return _result_of(answer, limits)


def _start_child(limits: Limits) -> subprocess.Popen[bytes]:
    """Nothing of the parent's surroundings goes along: settings and secrets stay here."""
    environment = {"PYTHONPATH": str(_SOURCE_FOLDER), "LC_ALL": "C.UTF-8"} | _ONE_CORE
    environment |= environment_of_limits(limits)
    return subprocess.Popen(
        [sys.executable, "-s", "-P", "-B", "-m", _CHILD_MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd="/",
        start_new_session=True,
    )


def _hand_over(child: subprocess.Popen[bytes], request: dict[str, Any]) -> None:
    if child.stdin is not None:
        try:
            with child.stdin as entrance:
                entrance.write(json.dumps(request).encode())
        except BrokenPipeError:
            logger.warning("the reading child ended before it took its request")


class _Patience:
    """How long the parent still waits; a paper of many pages gets more."""

    def __init__(self, limits: Limits) -> None:
        self._started = time.monotonic()
        self._seconds = self._for_one = limits.wall_seconds

    def grow_for(self, pages: int) -> None:
        self._seconds = self._for_one * max(math.ceil(pages / _PAGES_FOR_ONE_WAIT), 1)

    def remaining(self) -> float:
        return max(self._started + self._seconds - time.monotonic(), 0)


def _await_answer(child: subprocess.Popen[bytes], limits: Limits, report: Report) -> dict[str, Any] | None:
    """The last message that is no progress; None when the child ended without one."""
    patience = _Patience(limits)
    for message in _messages(child, patience, limits):
        if "progress" not in message:
            return message
        done, total, stage = message["progress"]
        patience.grow_for(total)
        report(done, total, stage)
    return None


def _messages(
    child: subprocess.Popen[bytes], patience: _Patience, limits: Limits
) -> Iterator[dict[str, Any]]:
    if child.stdout is None:
        return
    pending = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(patience.remaining()):
                raise limit_refusal("timed_out", limits, "wall_seconds")
            chunk = os.read(child.stdout.fileno(), 1 << 16)
            if not chunk:
                return
            pending += chunk
            if len(pending) > _LARGEST_RESULT:
                raise limit_refusal("out_of_memory", limits, "memory_mb")
            if b"\n" in chunk:
                *complete, rest = bytes(pending).split(b"\n")
                pending = bytearray(rest)
                yield from (json.loads(line) for line in complete)


def _end_child(child: subprocess.Popen[bytes]) -> int:
    """See to it that the whole group is gone; give the most memory (bytes) the child held."""
    if child.stdout is not None:
        child.stdout.close()
    patience = time.monotonic() + _LEAVING_SECONDS
    pid, status, usage = os.wait4(child.pid, os.WNOHANG)
    while not pid and time.monotonic() < patience:
        time.sleep(_LEAVING_SECONDS / 50)
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
    if not pid:
        os.killpg(child.pid, signal.SIGKILL)
        pid, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * 1024


def _refusal_of_end(status: int | None, peak: int, limits: Limits) -> Refused:
    """pdfium breaks off by itself (SIGABRT and the like) both for damage and for want of memory."""
    logger.warning("the reading child ended with status %s at %s bytes", status, peak)
    if status == -signal.SIGXCPU:
        return limit_refusal("timed_out", limits, "cpu_seconds")
    # SIGKILL not from us is the system's own guard of memory.
    if status == -signal.SIGKILL or peak * _MUCH_MEMORY > limits.memory_bytes:
        return limit_refusal("out_of_memory", limits, "memory_mb")
    return refusal("damaged")


def _result_of(answer: dict[str, Any], limits: Limits) -> dict[str, Any]:
    if "result" in answer:
        return dict(answer["result"])
    if SCAN_WANTED in answer:
        return answer
    raise _error_of(answer, limits)


def _error_of(answer: dict[str, Any], limits: Limits) -> ReadingError:
    if "secret" in answer:
        return SecretMarked(answer["secret"])
    if "refused" in answer:
        code, message = answer["refused"]
        return Refused(code, message)
    if "out_of_memory" in answer:
        return limit_refusal("out_of_memory", limits, "memory_mb")
    logger.error("the reading child failed: %s", answer.get("fault"))
    return ProgramFault()
