"""What units of the demo write and count in their reports: sentences and figures of a table, drawn by lot."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from haidang.agencies.models import Agency
from haidang.engines.reckoning.periods import Period
from haidang.regimes.enums import SectionKind
from haidang.regimes.models import FormFigure, Section
from haidang.regimes.queries.gathered import key_of_figure
from haidang.regimes.queries.given import StatedFigure

_FIRST_YEAR = 2025
_WHOLE = 100
# What a unit learns in half a year, in hundredths.
_GROWTH = 4
_MONTHS_OF_YEAR = 12
# So many units of a hundred take a text that goes round.
_COPYING = 0.12
_SORTS = ("work", "goods", "guests", "spot", "trouble")
_OBSTACLE = "Thiếu người biết ngoại ngữ hiếm; kinh phí dịch thuật còn hạn hẹp, đề nghị được bố trí sớm."
# Why a unit states another figure than was drawn: what the product does not know of, by measure, of so many units.
_UNKNOWN = {
    "don-vi-co-can-bo": (70, "Đã phân công bằng văn bản, chưa nhập vào danh bạ."),
    "don-vi-co-ke-hoach": (60, "Kế hoạch gửi bằng giấy, chưa nhập vào phần mềm."),
    "kinh-phi-giao": (60, "Kinh phí tự chủ của đơn vị, không có trong sổ dự toán chung."),
    "kinh-phi-chi": (60, "Kinh phí tự chủ của đơn vị, không có trong sổ dự toán chung."),
    "kinh-phi-de-xuat": (80, "Đề xuất gửi bằng giấy."),
    "tin-bai": (45, "Tính thêm tin, bài trên trang của đơn vị chưa ghi thành sản phẩm."),
    "tin-bai-ngoai-ngu": (35, "Tính thêm bản dịch chưa ghi thành sản phẩm."),
    "an-pham": (35, "Tính thêm ấn phẩm in lại."),
    "su-kien-doi-ngoai": (35, "Tính thêm sự kiện đơn vị phối hợp tổ chức."),
    "lop-tap-huan": (35, "Tính thêm lớp do đơn vị tự mở."),
    "phat-song-ngoai-ngu": (50, "Tính thêm chương trình phát lại."),
}


@dataclass(frozen=True, slots=True)
class Writing:
    """Who reports for which period, and the lot that is drawn."""

    agency: Agency
    period: Period
    chance: Random


def told_of_reports() -> Mapping[str, Any]:
    """This function will read the table of regimes, figures and sentences of the demo."""
    return _told()


def words_under(section: Section, writing: Writing) -> str:
    """This function will write what stands under a section; "" where a unit leaves it empty.

    Most units write of what they deal in; some take the text that goes round among bodies of their kind.
    """
    if section.kind == SectionKind.TICKETS:
        return _OBSTACLE if writing.chance.random() < 0.2 else ""
    texts = _told()["texts"].get(section.title, {})
    common, own, matter = texts.get("all", []), texts.get(writing.agency.kind, []), texts.get("matter", [])
    chance, slots = writing.chance, _matter_of(writing)
    if Random(f"{section.title}|{writing.agency.name}").random() < _COPYING:
        # Drawn by the period and the kind alone: one text for all who copy, but for its counts.
        chance, matter = Random(f"{section.title}|{writing.period.label}|{writing.agency.kind}"), []
    chosen = [
        *chance.sample(matter, min(len(matter), chance.choice((2, 2, 3)))),
        *chance.sample(own, min(len(own), 1 if matter else 2)),
        *chance.sample(common, min(len(common), chance.choice((0, 1, 1)) if matter else 2)),
    ]
    return " ".join(_said(one, place, slots, writing) for place, one in enumerate(chosen))


def figures_under(
    asked: Sequence[FormFigure], drawn: Mapping[str, Decimal], writing: Writing
) -> list[StatedFigure]:
    """This function will state every figure that a section asks for; one that was drawn mostly stays as it is.

    `drawn` has them by key, as `drawn_of_units` gives them.
    """
    chosen: dict[str, Decimal] = {}
    figures = []
    for one in asked:
        code = one.measure.code
        figure = _stated(
            one, drawn.get(key_of_figure(one.measure)), _number_of(code, writing, chosen), writing
        )
        chosen[code] = figure.number or Decimal(0)
        figures.append(figure)
    return figures


def figures_trued_up(
    asked: Sequence[FormFigure], given: Mapping[int, StatedFigure], chance: Random
) -> list[StatedFigure]:
    """This function will say what estimates came to in the end: some flows a little more."""
    figures = []
    for one in asked:
        before = given[one.measure_id]
        number = before.number or Decimal(0)
        more = (
            Decimal(chance.randrange(1, 4))
            if one.measure.over_time == "sum" and chance.random() < 0.4
            else Decimal(0)
        )
        reason = before.reason or (
            "Số liệu chính thức sau ngày chốt." if more and before.drawn is not None else ""
        )
        is_stated = before.stated is not None or more > 0
        figures.append(StatedFigure(one.measure, before.drawn, number + more if is_stated else None, reason))
    return figures


def _matter_of(writing: Writing) -> dict[str, list[str]]:
    """What a unit deals in, of each sort, in an order of its own for each text."""
    name, kind = writing.agency.name, writing.agency.kind
    told = [one for one in _matters() if kind in one.get("kinds", (kind,))]
    named = [one for one in told if any(part in name for part in one.get("names", ()))]
    of_kind = [one for one in told if "names" not in one and "kinds" in one]
    others = [one for one in told if "names" not in one and "kinds" not in one]
    chosen = named[0] if named else Random(name).choice(of_kind or others)
    return {sort: writing.chance.sample(chosen[sort], len(chosen[sort])) for sort in _SORTS}


def _said(sentence: str, place: int, slots: Mapping[str, Sequence[str]], writing: Writing) -> str:
    """One sentence of a text; the next sentence speaks of the next thing of each sort."""
    period = writing.period
    season = f"{period.first % _MONTHS_OF_YEAR + 1}-{period.length}"
    number = writing.chance.randrange(2, 9)
    return sentence.format(
        **{sort: told[place % len(told)] for sort, told in slots.items()},
        place=writing.agency.name,
        period=period.label,
        next=period.shift(period.length).label,
        season=_told()["seasons"].get(season, f"các dịp lễ của {period.label}"),
        n=number,
        m=writing.chance.randrange(1, min(number, 5)),
    )


def _stated(one: FormFigure, drawn: Decimal | None, number: Decimal, writing: Writing) -> StatedFigure:
    if drawn is None:
        return StatedFigure(one.measure, None, number)
    share, reason = _UNKNOWN.get(one.measure.code, (0, ""))
    lot = Random(f"{one.measure.code}|{writing.agency.name}").randrange(_WHOLE)
    if drawn or lot >= share or not number:
        return StatedFigure(one.measure, drawn, None)
    return StatedFigure(
        one.measure,
        drawn,
        min(number, Decimal(1)) if one.measure.code.startswith("don-vi-") else number,
        reason,
    )


def _number_of(code: str, writing: Writing, chosen: Mapping[str, Decimal]) -> Decimal:
    if code.startswith("don-vi-co-") and code not in _told()["figures"]:
        return Decimal(1)
    told = _told()["figures"].get(code)
    if told is None:
        return Decimal(0)
    if "of" in told:
        return _part_of(code, told, writing, chosen)
    least, most = told.get(writing.agency.kind, told.get("other", [0, 0]))
    # What there is does not jump from period to period; what is done in a year is spread over its months.
    year = "" if told.get("stock") else str(writing.period.last // _MONTHS_OF_YEAR)
    number = Random(f"{code}|{writing.agency.name}|{year}").randint(least, most)
    if told.get("stock"):
        return Decimal(number)
    return Decimal(
        round(number * writing.period.length / _MONTHS_OF_YEAR * writing.chance.uniform(0.85, 1.15))
    )


def _part_of(code: str, told: Mapping[str, Any], writing: Writing, chosen: Mapping[str, Decimal]) -> Decimal:
    whole = chosen.get(told["of"], Decimal(0))
    least, most = told["share"]
    lot = Random(f"{code}|{writing.agency.name}")
    share = lot.randint(least, most)
    halves = max(writing.period.last - _FIRST_YEAR * _MONTHS_OF_YEAR, 0) // 6
    if most > _WHOLE:
        return Decimal(int(whole * share / _WHOLE))
    # Of one portal a fifth is none for four units and one for the fifth.
    part = whole * min(share + _GROWTH * halves, _WHOLE) / _WHOLE + Decimal(lot.random())
    return Decimal(min(int(part), int(whole)))


@cache
def _matters() -> list[dict[str, Any]]:
    told = tomllib.loads(files(__package__).joinpath("report_matters.toml").read_text(encoding="utf-8"))
    return list(told["matters"])


@cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("reports.toml").read_text(encoding="utf-8"))
