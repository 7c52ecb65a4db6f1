"""The sample plans of Hà Nội: one for a year, with the bodies that exist on its day."""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from haidang.agencies.models import Agency
from haidang.agencies.queries import agency_on
from haidang.desk.management.hanoi.money_table import budget_appendix
from haidang.engines.drafting.official_paper import draft_paper
from haidang.engines.drafting.paper_parts import (
    Appendix,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
    TableGroup,
    TaskTable,
)
from haidang.engines.vietnamese.dates import written_day

DISTRICTS = "UBND các quận, huyện, thị xã thành phố Hà Nội"
COMMUNES = "UBND các xã, phường thành phố Hà Nội"
LEVEL_CHANGED_ON = date(2025, 7, 1)
_COLUMNS = ("STT", "Nội dung nhiệm vụ", "Thời gian thực hiện", "Cơ quan chủ trì", "Cơ quan phối hợp")
_GROUP = "group"


@dataclass(frozen=True, slots=True)
class TaskTold:
    """A task of the sample plan with what a unit may report of it; `told` has a place {n} for the figure."""

    text: str
    timing: str
    leads: tuple[str, ...]
    partners: tuple[str, ...]
    told: str
    product: str
    language: str
    unit: str
    least: int
    most: int


def sample_groups() -> list[tuple[str, str, list[TaskTold]]]:
    """This function will read the groups of the sample plan: label, title, tasks."""
    data = tomllib.loads(files(__package__).joinpath("plan.toml").read_text(encoding="utf-8"))
    return [
        (group["label"], group["title"], [_task(one) for one in group["tasks"]]) for group in data["groups"]
    ]


def codes_of_leads() -> list[str]:
    """This function will return the codes of the bodies that lead something in the plan, each once."""
    named = [code for _label, _title, tasks in sample_groups() for task in tasks for code in task.leads]
    return [code for code in dict.fromkeys(named) if code != _GROUP]


# What the plan of each year wants reached; the demo follows these lines with indicators of the starting set.
_AIMS = (
    "100% đơn vị phân công cán bộ phụ trách thông tin đối ngoại trong năm {year}.",
    "100% đơn vị ban hành kế hoạch năm {year}.",
    "Ít nhất 50% biên tập viên cổng thông tin qua tập huấn trong năm {year}.",
    "Ít nhất 20% cổng, trang thông tin có trang tiếng Anh trong năm {year}.",
)


def plan_paper(year: int, *, on: date, last_number: int) -> bytes:
    """This function will write the plan of a year as a DOCX file with the names that bodies bear on its day."""
    groups = tuple(
        TableGroup(
            label, title, tuple(_row(place, task, year, on) for place, task in enumerate(tasks, start=1))
        )
        for label, title, tasks in sample_groups()
    )
    number = f"{last_number}/KH-UBND"
    note = f"(Kèm theo Kế hoạch số {number} ngày {written_day(on)}, văn bản ví dụ)"
    paper = OfficialPaper(
        letterhead=Letterhead("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI", number, "Hà Nội", dated=on),
        kind="KẾ HOẠCH",
        title=f"Công tác thông tin đối ngoại thành phố Hà Nội năm {year} (văn bản ví dụ)",
        body=_body(year),
        signature=SignatureBlock(("TM. ỦY BAN NHÂN DÂN",), "Không có chữ ký: văn bản ví dụ"),
        recipients=("Các sở, ban, ngành Thành phố", "Lưu: VT"),
        appendices=(
            Appendix(
                title=("PHỤ LỤC", f"DANH MỤC NHIỆM VỤ CÔNG TÁC THÔNG TIN ĐỐI NGOẠI NĂM {year}"),
                note=note,
                body=(TaskTable(title=(), columns=_COLUMNS, groups=groups),),
                landscape=True,
            ),
            budget_appendix(year, on=on, note=note),
        ),
    )
    return draft_paper(paper)


def _task(given: dict[str, Any]) -> TaskTold:
    lists = {name: tuple(given[name]) for name in ("leads", "partners")}
    return TaskTold(**(given | lists))


def _row(place: int, task: TaskTold, year: int, on: date) -> tuple[str, ...]:
    return (
        str(place),
        task.text,
        task.timing.format(year=year),
        "; ".join(_names(task.leads, on)),
        "; ".join(_names(task.partners, on)),
    )


def _names(codes: tuple[str, ...], on: date) -> list[str]:
    names: dict[str, None] = {}
    for code in codes:
        if code == _GROUP:
            names[DISTRICTS if on < LEVEL_CHANGED_ON else COMMUNES] = None
            continue
        body = Agency.objects.without_tree_fields().get(code=code)
        names |= {one.name: None for one in agency_on(body, on=on).agencies}
    return list(names)


def _body(year: int) -> tuple[Heading | Paragraph, ...]:
    return (
        Heading("I. MỤC ĐÍCH, YÊU CẦU"),
        Paragraph(
            "- Văn bản này do Hải Đăng viết để dùng thử; nhiệm vụ, thời hạn và số liệu đều là ví dụ, "
            "không phải văn bản của thành phố Hà Nội."
        ),
        Paragraph("- Mỗi nhiệm vụ có cơ quan chủ trì, có thời hạn và có kết quả đếm được."),
        Heading("II. MỤC TIÊU"),
        *(Paragraph(f"- {aim.format(year=year)}") for aim in _AIMS),
        Heading("III. NỘI DUNG"),
        Paragraph("Các nhiệm vụ, thời gian và phân công nêu tại Phụ lục kèm theo."),
        Heading("IV. TỔ CHỨC THỰC HIỆN"),
        Heading("1. Chế độ báo cáo", 2),
        Paragraph(
            "- Các cơ quan, đơn vị gửi báo cáo kết quả thực hiện: "
            f"báo cáo 6 tháng trước ngày 20/6/{year}; báo cáo năm trước ngày 20/11/{year}."
        ),
    )
