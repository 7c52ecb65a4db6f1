"""`haidang audit verify`: whether the log of actions is what was written, entry by entry."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from haidang.foundation.queries.chain import Break, Mark

_WHOLE, _BROKEN = 0, 1
_MARK = re.compile(r"(\d{1,18}):([0-9a-f]{64})")
_MOST_TOLD = 100
_SENTENCES = {
    "changed": "Mục {these}: nội dung không còn như lúc ghi.",
    "removed": "Mục {these}: đã bị gỡ khỏi nhật ký.",
    "put_in": "Mục {these}: bị chèn vào, không do hệ thống ghi.",
    "loose": "Giữa mục {first} và mục {last}: mục {first} bị sửa cùng dấu của nó, "
    "hoặc có mục bị gỡ rồi đánh số lại.",
    "emptied": "Mục {these}: lời ghi bị xóa mà nhật ký không có việc xóa nào nói tới.",
}


def run_audit(arguments: Sequence[str]) -> int:
    """Walk the log of actions and tell every entry that was changed, removed or put in.

    This function will print the mark of the log (its length and last digest) when it is whole. Exit status:
    0 whole, 1 something was done to it.
    """
    asked = _parse_arguments(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
    import django

    django.setup()
    from haidang.foundation.queries.chain import Mark, breaks_of_chain, mark_of_log

    kept = [Mark(int(number), digest) for number, digest in asked.marks]
    mark = mark_of_log()
    told = 0
    for found in breaks_of_chain(*kept):
        told += 1
        if told <= _MOST_TOLD:
            print(_told(found))
    return _tell_broken(told) if told else _tell_whole(mark)


def _parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="haidang audit", description="Kiểm tra nhật ký của hệ thống.")
    acts = parser.add_subparsers(dest="act", required=True, metavar="VIỆC")
    verify = acts.add_parser("verify", help="đi hết nhật ký, báo mục bị sửa, gỡ hay chèn thêm")
    verify.add_argument(
        "--mark",
        type=_mark,
        action="append",
        default=[],
        dest="marks",
        metavar="SỐ:DẤU",
        help="dấu đã in lần trước và được giữ ở nơi khác; nhật ký phải còn đi qua dấu ấy",
    )
    return parser.parse_args(arguments)


def _mark(written: str) -> tuple[str, str]:
    found = _MARK.fullmatch(written.strip())
    if not found:
        raise argparse.ArgumentTypeError(
            f"“{written}” không phải là dấu của nhật ký; hãy chép nguyên dấu đã in, dạng 1234:9f86d0…"
        )
    return found[1], found[2]


def _told(found: "Break") -> str:
    these = f"số {found.first}" if found.first == found.last else f"số {found.first} đến {found.last}"
    if found.kind == "put_in" and not found.first:
        these = f"không số (dòng {found.entry} của bảng)"
    return _SENTENCES[found.kind].format(these=these, first=found.first, last=found.last)


def _tell_broken(breaks: int) -> int:
    if breaks > _MOST_TOLD:
        print(f"... và {breaks - _MOST_TOLD} chỗ nữa.")
    print(
        f"NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN: {breaks} chỗ. Giữ nguyên cơ sở dữ liệu, báo người chịu trách nhiệm, "
        "đối chiếu với bản sao lưu.",
        file=sys.stderr,
    )
    return _BROKEN


def _tell_whole(mark: "Mark") -> int:
    print(f"Nhật ký nguyên vẹn: {mark.number} mục.")
    print(f"Dấu của nhật ký, nên giữ ở nơi khác để đối chiếu lần sau: {mark.number}:{mark.digest}")
    return _WHOLE
