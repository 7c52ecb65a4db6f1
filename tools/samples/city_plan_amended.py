"""The city's plan as it was issued again: two tasks changed, one added, one removed."""

from dataclasses import replace
from datetime import date

from haidang.engines.drafting.paper_parts import TableGroup
from samples import city_plan, city_plan_tasks


def _with_rows(group: TableGroup, rows: tuple[tuple[str, ...], ...]) -> TableGroup:
    return replace(group, rows=rows)


def _corrected_culture(group: TableGroup) -> TableGroup:
    """Changed: the regulation moves from the first to the second quarter."""
    label, text, _, *bodies = group.rows[0]
    return _with_rows(group, ((label, text, "Quý II/2026", *bodies), *group.rows[1:]))


def _corrected_news(group: TableGroup) -> TableGroup:
    """Changed: the radio programme gets one more partner. Added: a sixth task."""
    label, text, timing, lead, partners = group.rows[2]
    changed = (label, text, timing, lead, f"{partners}; Sở Ngoại vụ")
    added = (
        "6",
        "Xây dựng kho ảnh, tư liệu hình về Thành phố cho báo chí nước ngoài khai thác miễn phí",
        "Quý IV/2026",
        "Báo và Phát thanh, Truyền hình Hải Đăng",
        "Sở Văn hóa, Thể thao và Du lịch",
    )
    return _with_rows(group, (*group.rows[:2], changed, *group.rows[3:], added))


def _corrected_wards(group: TableGroup) -> TableGroup:
    """Removed: the last task."""
    return _with_rows(group, group.rows[:-1])


_CORRECTIONS = {"I": _corrected_culture, "III": _corrected_news, "VIII": _corrected_wards}
_GROUPS = tuple(
    _CORRECTIONS[group.label](group) if group.label in _CORRECTIONS else group
    for group in city_plan_tasks.GROUPS
)
PAPER = replace(
    city_plan.PAPER,
    letterhead=replace(city_plan.LETTERHEAD, number="41/KH-UBND", dated=date(2026, 3, 10)),
    citations=(
        *city_plan.CITATIONS[:-1],
        "Ủy ban nhân dân thành phố Hải Đăng ban hành Kế hoạch công tác thông tin đối ngoại năm 2026 "
        "(thay thế Kế hoạch số "
        "15/KH-UBND ngày 28/01/2026) như sau:",
    ),
    appendices=(
        replace(
            city_plan.APPENDIX,
            note="(Kèm theo Kế hoạch số 41/KH-UBND ngày 10/3/2026 của Ủy ban nhân dân thành phố Hải Đăng)",
            body=(replace(city_plan_tasks.TABLE, groups=_GROUPS),),
        ),
    ),
)
