"""A reading told to a person on the terminal, in Vietnamese."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from haidang.engines.vietnamese.dates import written_day


def print_summary(answer: dict[str, Any]) -> None:
    """Print what was found in one paper: its heading, a count of everything, the tasks and the doubts."""
    console = Console(highlight=False, soft_wrap=False)
    console.print(_heading_line(answer), style="bold", markup=False)
    for label, value in _facts(answer):
        console.print(f"  {label}: {value}", markup=False)
    if answer["tasks"]:
        console.print(_task_table(answer["tasks"]))
    for doubt in answer["doubts"]:
        console.print(f"  Nghi vấn ({doubt['code']}): {doubt['message']}", markup=False)


def _heading_line(answer: dict[str, Any]) -> str:
    heading = answer["heading"]
    named = " ".join(part for part in (heading["kind"], heading["number"]) if part)
    return ": ".join(part for part in (named or answer["file"]["name"], heading["title"]) if part)


def _facts(answer: dict[str, Any]) -> Iterable[tuple[str, object]]:
    heading = answer["heading"]
    found = [
        ("Cơ quan ban hành", heading["issuer"]),
        ("Ngày ban hành", _day_words(heading["date"])),
        ("Người ký", (heading["signer"] or {}).get("name")),
        ("Văn bản viện dẫn", len(answer["citations"])),
        ("Nhiệm vụ", len(answer["tasks"])),
        ("Cơ quan được giao trách nhiệm", len(answer["duties"])),
        ("Kiến nghị", len(answer["requests"])),
        ("Chỉ tiêu", len(answer["targets"])),
        ("Chế độ báo cáo", len(answer["reports"])),
        ("Tổng kinh phí", _budget_words(answer["budget"])),
        ("Nơi nhận công văn", len(answer["recipients_of_letter"])),
        ("Kỷ niệm", len(answer["anniversaries"])),
        ("Bản chữ bị hỏng", "có" if answer["file"]["damaged"] else None),
    ]
    return [(label, value) for label, value in found if value]


def _budget_words(budget: dict[str, Any] | None) -> str | None:
    if budget is None:
        return None
    grand = budget["grand_total"]
    amount = (grand["stated"] or grand["computed"] or "").replace(".", ",")
    return f"{amount} {budget['unit']}" if amount else None


def _day_words(day: str | None) -> str | None:
    return written_day(date.fromisoformat(day)) if day else None


def _task_table(tasks: list[dict[str, Any]]) -> Table:
    table = Table(title="Nhiệm vụ", show_lines=False)
    for heading in ("Số", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"):
        table.add_column(heading, overflow="fold")
    for task in tasks:
        words = (
            task["label"],
            task["title"],
            "; ".join(task["lead"]),
            "; ".join(task["partners"]),
            task["timing"]["phrase"] if task["timing"] else "",
        )
        table.add_row(*map(Text, words))  # as Text, so that brackets in a paper are no markup
    return table
