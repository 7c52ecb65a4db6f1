"""The command `haidang`: reads papers itself and hands everything else to the site's management."""

import sys
from collections.abc import Sequence

from haidang.project.agency_command import run_agency
from haidang.project.audit_command import run_audit
from haidang.project.reading_command import run_read
from haidang.project.repair_command import run_repair

_USAGE = """Cách dùng:
  haidang read TỆP... [--json] [--name TÊN_GỐC] [--out THƯ_MỤC|TỆP] [--explain DÒNG]
  haidang repair TỆP [--json] [--quick]    sửa bản chữ bị hỏng do nhận dạng, giữ nguyên từng dòng
  haidang agency TÊN [--on NGÀY] [--json]  tên cũ nay là cơ quan nào, theo căn cứ nào
  haidang audit verify [--mark SỐ:DẤU]     nhật ký có mục nào bị sửa, gỡ hay chèn thêm không
  haidang manage LỆNH ...      các lệnh quản trị của hệ thống
"""
_MISUSED = 2
_PIPE_CLOSED = 141  # what a shell reports of a program whose reader went away


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and give its exit status.

    This function will import Django only for subcommands that need it, so that reading starts at once.
    """
    asked = list(sys.argv[1:] if arguments is None else arguments)
    subcommand, rest = (asked[0], asked[1:]) if asked else ("help", [])
    runner = _SUBCOMMANDS.get(subcommand)
    if runner is None:
        print(_USAGE, file=sys.stderr)
        return _MISUSED
    try:
        status = runner(rest)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_output()
        return _PIPE_CLOSED
    return status


def _silence_output() -> None:
    """Python would complain again while it closes an output that nobody reads any more."""
    sys.stdout = open("/dev/null", "w", encoding="utf-8")  # noqa: SIM115


def _run_manage(arguments: Sequence[str]) -> int:
    import os

    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
    execute_from_command_line(["haidang manage", *arguments])
    return 0


def _show_usage(_arguments: Sequence[str]) -> int:
    print(_USAGE)
    return 0


_SUBCOMMANDS = {
    "read": run_read,
    "repair": run_repair,
    "agency": run_agency,
    "audit": run_audit,
    "manage": _run_manage,
    "help": _show_usage,
    "--help": _show_usage,
    "-h": _show_usage,
}
