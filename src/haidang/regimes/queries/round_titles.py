"""How a round is called: the name of its regime and its period, which is said once."""

import re

from haidang.engines.reckoning.periods import Period
from haidang.engines.vietnamese.forms import folded_form

# How often, as names of regimes say it, by the months of a period.
_OFTEN = {1: "tháng", 3: "quý", 6: "6 tháng", 9: "9 tháng", 12: "năm"}
_BARE = "bao cao"


def round_title(name: str, period: Period) -> str:
    """Return "Báo cáo công tác đối ngoại, quý I/2026" for the regime "Báo cáo quý về công tác đối ngoại".

    This function will leave out of a name only how often it comes: "năm học" and "kinh phí năm sau" stay.
    """
    often = _OFTEN.get(period.length)
    if often is None:
        return f"{name}, {period.label}"
    words = f"(?:(?:hằng|hàng) )?{often}"
    short = re.sub(
        rf"^(báo cáo) {words} (?:về (?:việc )?|(?=gửi ))", r"\1 ", name.strip(), flags=re.IGNORECASE
    )
    short = re.sub(rf",? {words}$", "", short, flags=re.IGNORECASE)
    return f"{short} {period.label}" if folded_form(short) == _BARE else f"{short}, {period.label}"
