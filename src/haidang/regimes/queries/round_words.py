"""How units of a round and their sections are said in words, on pages and in files."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.counts import ShownCount
from haidang.regimes.queries.round_page import UnitRow

_WORDS = {
    "late": gettext_lazy("overdue"),
    "due_soon": gettext_lazy("due soon"),
    "not_yet_due": gettext_lazy("not due yet"),
    "submitted": gettext_lazy("report sent"),
    "submitted_late": gettext_lazy("report sent late"),
    "returned": gettext_lazy("given back"),
    "accepted": gettext_lazy("report accepted"),
    "nil": gettext_lazy("nothing happened"),
    "waived": gettext_lazy("released from reporting"),
    "empty": gettext_lazy("left empty"),
}


def cell_words(code: str) -> str:
    """This function will say in words how a section of a unit stands."""
    return str(_WORDS[code])


def unit_words(row: UnitRow) -> str:
    """Say how a unit stands: sent when, being written, not opened; late ones by their days.

    This function will say of an estimate whose data have closed when its true figures are due.
    """
    state, words = row.state, cell_words(row.state.code)
    if row.is_after_closing:
        return _("received after the round was closed")
    if row.owes_true_figures and row.obligation.trued_up_on is not None:
        day = written_day(row.obligation.trued_up_on)
        return _("an estimate so far, true figures by %(day)s") % {"day": day}
    if state.code == "late" and state.days_left is not None:
        text = ngettext("%(count)s working day late", "%(count)s working days late", -state.days_left)
        return text % {"count": ShownCount(-state.days_left)}
    if state.answered_on is not None:
        return _("%(words)s, %(day)s") % {"words": words, "day": written_day(state.answered_on)}
    if state.is_open and state.code != "returned":
        return _("being written") if row.is_begun else _("form not opened yet")
    return words
