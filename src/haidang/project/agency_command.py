"""`haidang agency`: what a body of any name is on a day, by which acts, and who holds its duties."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from haidang.engines.vietnamese.dates import written_day

if TYPE_CHECKING:
    from haidang.agencies.errors import AgenciesError
    from haidang.agencies.models import Agency
    from haidang.agencies.queries import DutyNow, PresentAgencies, SuccessionStep

_FOUND, _NO_REGISTER, _REFUSED = 0, 1, 3
_NOT_VERIFIED = " [chưa kiểm chứng]"
_STANDINGS = {
    "same": "vẫn là cơ quan này",
    "followed": "nay là",
    "abolished": "đã bị bãi bỏ, không có cơ quan kế thừa",
    "ended": "không còn hoạt động; sổ đơn vị chưa ghi cơ quan kế thừa",
    "later": "chưa được thành lập",
}


def run_agency(arguments: Sequence[str]) -> int:
    """Tell what a body is on a day.

    This function will print the agencies of the day, the acts that led to them with basis and source, and the
    holders of the duties. Exit status: 0 told, 1 there is no register yet, 3 the name is unknown or ambiguous; then
    standard error has `REFUSED unknown:` or `REFUSED ambiguous:`, and the candidates with their codes.
    """
    asked = _parse_arguments(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
    import django
    from django.db import OperationalError, ProgrammingError
    from django.utils import timezone, translation

    django.setup()
    from haidang.agencies.errors import AgenciesError
    from haidang.agencies.models import Agency
    from haidang.agencies.queries import who_is_it_now

    with translation.override("vi"):
        try:
            present = who_is_it_now(asked.name, on=asked.on or timezone.localdate())
        except AgenciesError as refused:
            return _tell_refusal(refused) if Agency.objects.exists() else _tell_empty_register()
        except (OperationalError, ProgrammingError):
            return _tell_empty_register()
        if asked.as_json:
            print(json.dumps(_as_object(asked.name, present), ensure_ascii=False, indent=1))
        else:
            print("\n".join(_as_lines(present)))
    return _FOUND


def _parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="haidang agency", description="Cho biết một tên cơ quan nay là cơ quan nào."
    )
    parser.add_argument(
        "name", metavar="TÊN", help="tên, tên viết tắt, tên cũ hoặc mã; có thể thêm địa bàn sau dấu phẩy"
    )
    parser.add_argument(
        "--on", type=_day, metavar="NGÀY", help="2025-04-01 hoặc 01/4/2025; mặc định là hôm nay"
    )
    parser.add_argument("--json", action="store_true", dest="as_json", help="in một đối tượng JSON")
    return parser.parse_args(arguments)


def _day(written: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"“{written}” không phải là ngày; hãy viết 2025-04-01 hoặc 01/4/2025")


def _tell_empty_register() -> int:
    print(
        "Chưa có sổ đơn vị: hãy chạy “haidang manage migrate”, rồi “haidang manage load_agencies”.",
        file=sys.stderr,
    )
    return _NO_REGISTER


def _tell_refusal(refused: "AgenciesError") -> int:
    candidates = getattr(refused, "candidates", ())
    code = "ambiguous" if candidates else "unknown"
    print(f"REFUSED {code}: {refused.message}", file=sys.stderr)
    for agency in candidates:
        print(f"  {agency.code}  {_named(agency)}{_years(agency)}", file=sys.stderr)
    return _REFUSED


def _named(agency: "Agency") -> str:
    is_told = agency.parent is None or agency.parent.name.lower() in agency.name.lower()
    place = "" if is_told or agency.parent is None else f", {agency.parent.name}"
    return f"{agency.name}{place}{_mark(agency.is_verified)}"


def _mark(is_verified: bool) -> str:
    return "" if is_verified else _NOT_VERIFIED


def _years(agency: "Agency") -> str:
    since = f"từ {written_day(agency.valid_from)}" if agency.valid_from else ""
    until = f"đến trước {written_day(agency.valid_to)}" if agency.valid_to else ""
    told = " ".join(part for part in (since, until) if part)
    return f" ({told})" if told else ""


def _as_lines(present: "PresentAgencies") -> Iterator[str]:
    yield _named(present.asked) + _years(present.asked)
    yield f"Ngày {written_day(present.on)}: {_STANDINGS[present.standing]}{_mark(present.is_verified)}"
    if present.standing == "followed":
        yield from (f"  {_named(agency)}" for agency in present.agencies)
    if present.steps:
        yield "Diễn biến:"
        for step in present.steps:
            yield from _lines_of_step(step)
    if present.duties:
        yield "Nhiệm vụ:"
        for duty in present.duties:
            yield from _lines_of_duty(duty)


def _lines_of_step(step: "SuccessionStep") -> Iterator[str]:
    before = "; ".join(agency.name for agency in step.predecessors)
    after = "; ".join(agency.name for agency in step.heirs) or "không có cơ quan kế thừa"
    act = step.act
    yield f"  {written_day(act.effective_on)} {act.get_kind_display()}: {before} → {after}{_mark(act.is_verified)}"
    yield from _lines_of_grounds(act.legal_basis, act.source)


def _lines_of_duty(row: "DutyNow") -> Iterator[str]:
    since = f" từ {written_day(row.duty.valid_from)}" if row.duty.valid_from else ""
    holder = f"{row.holder.name}{since}" if row.holder else "chưa ghi đơn vị tiếp nhận"
    yield f"  {row.duty.name}: {holder}{_mark(row.duty.is_verified)}"
    yield from _lines_of_grounds(row.duty.legal_basis, row.duty.source)


def _lines_of_grounds(legal_basis: str, source: str) -> Iterator[str]:
    if legal_basis:
        yield f"    Căn cứ: {legal_basis}"
    if source:
        yield f"    Nguồn: {source}"


def _as_object(name: str, present: "PresentAgencies") -> dict[str, Any]:
    return {
        "name": name,
        "on": present.on.isoformat(),
        "standing": present.standing,
        "is_verified": present.is_verified,
        "asked": _agency_object(present.asked),
        "agencies": [_agency_object(agency) for agency in present.agencies],
        "acts": [_step_object(step) for step in present.steps],
        "duties": [_duty_object(row) for row in present.duties],
    }


def _agency_object(agency: "Agency") -> dict[str, Any]:
    return {
        "code": agency.code,
        "name": agency.name,
        "kind": agency.kind,
        "parent": agency.parent.name if agency.parent else None,
        "from": _iso(agency.valid_from),
        "to": _iso(agency.valid_to),
        "is_verified": agency.is_verified,
    }


def _step_object(step: "SuccessionStep") -> dict[str, Any]:
    return {
        "on": step.act.effective_on.isoformat(),
        "kind": step.act.kind,
        "from": [agency.name for agency in step.predecessors],
        "to": [agency.name for agency in step.heirs],
        "legal_basis": step.act.legal_basis,
        "source": step.act.source,
        "is_verified": step.act.is_verified,
    }


def _duty_object(row: "DutyNow") -> dict[str, Any]:
    return {
        "name": row.duty.name,
        "held_before_by": row.held_before_by.name,
        "holder": row.holder.name if row.holder else None,
        "from": _iso(row.duty.valid_from),
        "legal_basis": row.duty.legal_basis,
        "source": row.duty.source,
        "is_verified": row.duty.is_verified,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
