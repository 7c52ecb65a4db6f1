"""`haidang repair`: a damaged text comes out repaired, line for line; a sound one comes out as it went in."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from haidang.engines.reading.child_process import run_limited
from haidang.engines.reading.errors import ReadingError
from haidang.engines.reading.limits import limits_from_environment
from haidang.project.reading_command import check_readable, open_log, tell_refusal

_REPAIRED = 0


def run_repair(arguments: Sequence[str]) -> int:
    """Repair one text file.

    This function will print as many lines as the file has, empty ones kept, or with `--json` one object with the kind
    of the text and for every line its raw form, its text and its tokens. Exit status as `haidang read`.
    """
    parser = argparse.ArgumentParser(
        prog="haidang repair", description="Sửa bản chữ bị hỏng, giữ nguyên từng dòng."
    )
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.add_argument(
        "--json", action="store_true", dest="as_json", help="in từng dòng với các từ và độ tin cậy"
    )
    parser.add_argument("--name", help="tên gốc của tệp, để kiểm tra đuôi tên")
    parser.add_argument("--quick", action="store_true", help="nhanh hơn, kém chính xác hơn một chút")
    asked = parser.parse_args(arguments)
    open_log(os.environ.get("HAIDANG_LOG"))
    try:
        check_readable(asked.file)
        repaired = _repaired(asked.file, asked.name or asked.file.name, is_quick=asked.quick)
    except ReadingError as refused:
        return tell_refusal(refused)
    if asked.as_json:
        print(json.dumps(repaired, ensure_ascii=False, indent=1))
    elif repaired["is_changed"]:
        print("\n".join(line["text"] for line in repaired["lines"]))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(asked.file.read_bytes())
    return _REPAIRED


def _repaired(path: Path, name: str, *, is_quick: bool) -> dict[str, Any]:
    """In the limited child, as every stranger's file."""
    request = {"job": "repair", "path": str(path.resolve()), "name": name, "is_quick": is_quick}
    return run_limited(request, limits=limits_from_environment(os.environ))
