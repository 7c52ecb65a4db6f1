"""The return of indicators for a period: each line with its figures, target, comparison and note."""

import re
from dataclasses import dataclass
from typing import Any

from haidang.agencies.enums import AgencyKind, NameKind
from haidang.agencies.rules import posts_today
from haidang.engines.reckoning.periods import Period
from haidang.indicators.models import IndicatorNote
from haidang.indicators.queries.series import Asked
from haidang.indicators.queries.tree import IndicatorRow, tree_rows
from haidang.regimes.queries.consolidation_heads import superior_of

_SIGN_OF_BODY = re.compile(r"[^\W\d_]{2,10}")
_KIND_OF_PROVINCE = re.compile(r"^(?:thành phố|tỉnh) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One line of the return: its number in the tree ("1", "1.2"), the figures, what is said beside them."""

    number: str
    row: IndicatorRow
    note: str


@dataclass(frozen=True, slots=True)
class ReturnHead:
    """Who sends the return and from where, whom it stands under, its abbreviation in a sign; "" for not known."""

    issuer: str
    superior: str = ""
    abbreviation: str = ""
    place: str = ""


def return_head(person: Any) -> ReturnHead:
    """This function will name the body that a person sends a return for: that of the first post held today."""
    agency = posts_today(person)[0].agency
    names = agency.names.filter(kind=NameKind.ABBREVIATION).order_by("-id").values_list("text", flat=True)
    fitting = (one for one in names if _SIGN_OF_BODY.fullmatch(one))
    above = agency.ancestors(include_self=True).filter(kind=AgencyKind.PROVINCE).order_by("-id").first()
    place = _KIND_OF_PROVINCE.sub("", above.name) if above else ""
    return ReturnHead(agency.name, superior_of(agency), next(fitting, ""), place)


def return_lines(asked: Asked, period: Period) -> list[ReturnLine]:
    """This function will return the tree with the latest figures that lie within the period."""
    notes = dict(
        IndicatorNote.objects.filter(first_month=period.first, last_month=period.last).values_list(
            "indicator", "text"
        )
    )
    counts: list[int] = []
    lines = []
    for row in tree_rows(asked, within=period):
        counts = counts[: row.depth + 1]
        counts += [0] * (row.depth + 1 - len(counts))
        counts[row.depth] += 1
        number = ".".join(str(one) for one in counts)
        lines.append(ReturnLine(number, row, notes.get(row.indicator.pk, "")))
    return lines
