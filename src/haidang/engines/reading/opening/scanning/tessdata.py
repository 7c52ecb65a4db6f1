"""Where the recogniser's models are on this machine."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from haidang.engines.reading.errors import Refused

LANGUAGE = "vie"
NO_MODEL_CODE = "no_recogniser"
_NO_MODEL = (
    "Máy chủ chưa cài tesseract-ocr-vie (mô hình nhận dạng chữ tiếng Việt) nên không đọc được ảnh và bản quét; "
    "đề nghị quản trị viên cài gói đó, hoặc nộp bản có chữ (DOCX, PDF có lớp chữ)."
)
_USUAL_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_SECONDS = 10


def models_folder(language: str = LANGUAGE) -> Path:
    """This function will find the folder with the model of a language.

    Looks at TESSDATA_PREFIX, then the places of Debian, Fedora, Arch and Homebrew, then asks `tesseract`.
    Raises Refused `no_recogniser` where there is none.
    """
    found = next((each for each in _candidates() if has_model(each, language)), None)
    if found is None:
        raise Refused(NO_MODEL_CODE, _NO_MODEL)
    return found


def has_model(folder: Path, language: str) -> bool:
    """This function will tell whether a folder holds the model of a language."""
    return (folder / f"{language}.traineddata").is_file()


def _candidates() -> Iterator[Path]:
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        yield Path(prefix)
        yield Path(prefix, "tessdata")
    yield from map(Path, _USUAL_PLACES)
    asked = _folder_by_program()
    if asked is not None:
        yield asked


@cache
def _folder_by_program() -> Path | None:
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        told = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    head = told.stdout.partition("\n")[0]
    return Path(head.split('"')[1]) if head.count('"') == 2 else None
