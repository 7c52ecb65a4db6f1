"""In which ways a version of a report came otherwise than by screen, as the log of actions knows it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from haidang.foundation.queries import events_of
from haidang.reports.models import Submission

# Under which name an entry of the log keeps the version that was filled in; it is of no interest to who reads the log.
FILLED_IN = "_submission"
WAYS: Mapping[str, Any] = {
    "regimes.take_workbook": _("by an Excel file"),
    "regimes.take_from_paper": _("from a report that existed"),
    "regimes.receive_report": _("from an exchanged file"),
}


def ways_of(version: Submission) -> list[Any]:
    """This function will name with one query the ways in which a version came otherwise than by screen, each once."""
    entries = events_of(version.obligation).filter(act__in=WAYS)
    acts = {one.act for one in entries if (one.after or {}).get(FILLED_IN) == version.pk}
    return [words for act, words in WAYS.items() if act in acts]
