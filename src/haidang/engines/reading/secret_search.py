"""Does a file bear a state-secret mark? Its texts first, then its pictures, each step in a limited child process."""

from dataclasses import replace
from pathlib import Path

from haidang.engines.reading.child_process import run_limited
from haidang.engines.reading.errors import Refused
from haidang.engines.reading.limits import DEFAULT, Limits, limit_refusal
from haidang.engines.reading.opening.scanning.tessdata import NO_MODEL_CODE, models_folder
from haidang.engines.reading.page_scans import WAITED, limits_of_page


def search_texts_limited(path: Path, *, limits: Limits = DEFAULT) -> tuple[int, ...]:
    """Search the texts of a PDF, DOCX, XLSX, PPTX or picture, and give the numbers of its pictures.

    This function will tell the kind by the content alone. Raises SecretMarked, and Refused for what cannot be
    opened. On a machine without the recogniser no picture is given: nobody could look at it.
    """
    if path.stat().st_size > limits.file_bytes:
        raise limit_refusal("too_large", limits, "file_mb")
    found = run_limited({"job": "search_texts", "path": str(path.resolve())}, limits=limits)
    return tuple(found["pictures"]) if _has_recogniser() else ()


def search_picture_limited(path: Path, number: int, *, limits: Limits = DEFAULT) -> None:
    """This function will look for a mark on one picture of a file; nothing that is read there is given back.

    Raises SecretMarked, and Refused for a picture that cannot be opened or takes too long.
    """
    request = {"job": "search_picture", "path": str(path.resolve()), "page": number}
    waiting = replace(limits, wall_seconds=max(limits.wall_seconds, WAITED * limits.scan_cpu_seconds))
    with limits_of_page(waiting):
        run_limited(request | {"models": str(models_folder())}, limits=waiting)


def _has_recogniser() -> bool:
    try:
        models_folder()
    except Refused as refused:
        if refused.code != NO_MODEL_CODE:
            raise
        return False
    return True
