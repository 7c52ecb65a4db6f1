"""How obligations and answers are written on pages: sign, word, colour; days; figures; sizes."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haidang.agencies.queries.groups import KindFollowed
from haidang.documents.queries.plan_orders import OrderDoubt
from haidang.engines.reckoning.obligation_state import ObligationState
from haidang.engines.reckoning.periods import Period
from haidang.engines.vietnamese.dates import written_day, written_stretch
from haidang.foundation.counts import ShownCount, shown_figure
from haidang.reports.enums import (
    ChangeKind,
    ProductKind,
    ProductLanguage,
    StandingFilter,
    SubmissionKind,
    SubmissionState,
    WorkProgress,
)
from haidang.reports.models import Obligation, ProductCount, Submission
from haidang.reports.queries.owers import WhyNobody
from haidang.reports.queries.plan_duties import NOBODY_KNOWN
from haidang.reports.queries.urgency import DONE

register = template.Library()

BYTES_IN_KB = 1024
DONG_IN_MILLION = 1_000_000
FEWEST_DAYS_OF_MONTH = 28
_SIGNS = {
    "late": ("late", "late"),
    "due_soon": ("soon", "soon"),
    "not_yet_due": ("wait", "wait"),
    "submitted": ("sent", "sent"),
    "submitted_late": ("sent", "sent"),
    "returned": ("back", "back"),
    "accepted": ("done", "done"),
    "nil": ("nil", "nil"),
    "waived": ("nil", "waived"),
}
_SIGNS_OF_VERSIONS = {
    SubmissionState.SENT: ("sent", "sent"),
    SubmissionState.RETURNED: ("back", "back"),
    SubmissionState.ACCEPTED: ("done", "done"),
    SubmissionState.SUPERSEDED: ("nil", "waived"),
    SubmissionState.DRAFT: ("wait", "edit"),
}
_CHOICES = {
    "change": ChangeKind,
    "language": ProductLanguage,
    "product": ProductKind,
    "standing": StandingFilter,
    "submission": SubmissionKind,
    "version": SubmissionState,
    "work": WorkProgress,
}


@dataclass(frozen=True, slots=True)
class ShownState:
    """A state on screen: class of its colour, sign, words."""

    look: str
    sign: str
    words: str


@register.filter
def shown_state(state: ObligationState) -> ShownState:
    """This function will write how an obligation stands: "3 days late", "7 days left", "sent on 08/6/2026"."""
    look, sign = _SIGNS[state.code]
    return ShownState(look, sign, _words_of(state))


@register.filter
def shown_version(submission: Submission) -> ShownState:
    """This function will write how one version stands."""
    look, sign = _SIGNS_OF_VERSIONS[SubmissionState(submission.state)]
    return ShownState(look, sign, str(SubmissionState(submission.state).label))


@register.filter
def standing_sign(code: str) -> ShownState:
    """This function will return sign and word of a choice of the filter."""
    look, sign = _SIGNS[code]
    return ShownState(look, sign, str(StandingFilter(code).label))


@register.filter
def group_words(code: str) -> str:
    """This function will name a group of a list in the order of urgency."""
    return _("what is done") if code == DONE else str(StandingFilter(code).label)


@register.filter
def span_words(what: Any) -> str:
    """This function will name the time something is about: "quý I/2026", or its days where it is less than a month.

    `what` is an obligation or an occurrence: both know their months and the days of their data.
    """
    if (what.closes_on - what.opens_on).days + 1 < FEWEST_DAYS_OF_MONTH:
        return written_stretch(what.opens_on, what.closes_on)
    if isinstance(what, Obligation):
        return Period(what.first_month, what.last_month).label
    return what.period.label


@register.filter
def title_beside_span(what: Obligation) -> str:
    """This function will return the title of an obligation for a row that says its time too: without it at the end."""
    return what.title.removesuffix(f", {span_words(what)}")


@register.filter
def figure(number: Decimal | None) -> str:
    """This function will write a number: "1.234,5" in Vietnamese; "" for None."""
    return "" if number is None else shown_figure(number)


@register.filter
def whole_millions(amount: int | None) -> str:
    """This function will write đồng in whole millions, "1.234", for a sheet to be looked over; "" for None."""
    return "" if amount is None else str(ShownCount(round(Decimal(amount) / DONG_IN_MILLION)))


@register.filter
def kilobytes(size: int) -> str:
    """This function will write a size: "240 KB", "1,2 MB"."""
    if size >= BYTES_IN_KB * BYTES_IN_KB:
        return f"{size / BYTES_IN_KB / BYTES_IN_KB:.1f} MB".replace(".", ",")
    return f"{max(1, round(size / BYTES_IN_KB))} KB"


@register.filter
def label_of(value: str, choices: str) -> Any:
    """This function will return the word on screen for a stored choice; "" for none."""
    return _CHOICES[choices](value).label if value else ""


@register.filter
def product_words(count: ProductCount) -> str:
    """This function will write a count of products: "14 articles, English, about heritage"."""
    parts = [f"{ShownCount(count.number)} {ProductKind(count.kind).label}"]
    parts += [str(ProductLanguage(count.language).label)] if count.language else []
    parts += [count.topic] if count.topic else []
    return ", ".join(parts)


@register.filter
def product_kind(code: str) -> str:
    return str(ProductKind(code).label)


@register.filter
def product_language(code: str) -> str:
    """This function will name the language of products; nobody may have said which it is."""
    return str(ProductLanguage(code).label) if code else _("language not said")


@register.simple_tag(takes_context=True)
def figure_query(context: dict[str, Any], kind: str, language: str) -> str:
    """This function will write the address of the rows of one figure: what is filtered, and its kind and language."""
    asked = context["request"].GET.copy()
    asked.pop("trang", None)
    asked["loai"], asked["ngon_ngu"] = kind, language
    return str(asked.urlencode())


@register.filter
def why_nobody(why: WhyNobody) -> str:
    """This function will say why an item has nobody to ask, and what to do."""
    words = {
        WhyNobody.NO_LEAD: _("no lead is known; name one on the page of the item"),
        WhyNobody.ENDED: _("this body has ended by the day data close; hand its part over first"),
        WhyNobody.GROUP_UNKNOWN: _("the register does not say which bodies these are; ask them by a request"),
    }
    return words[why]


@register.filter
def followed_words(kind: KindFollowed, name: str) -> str:
    """This function will tell which bodies stand for those that a collective name meant and that are no more."""
    told = {
        "name": name,
        "count": ShownCount(kind.ended),
        "day": written_day(kind.since),
        "now": ShownCount(len(kind.followers)),
    }
    said = _(
        "%(name)s: the %(count)s bodies it meant exist no more from %(day)s on; the %(now)s that follow them are "
        "asked. Take the tick away if they should not be."
    )
    doubt = "" if kind.is_verified else _("The acts that say so are not verified.")
    return f"{said % told} {doubt}".strip()


@register.filter
def plan_doubt(doubt: str) -> str:
    """This function will say what has to be looked at before a plan duty is opened."""
    words = {
        OrderDoubt.NO_DAY: _("the paper names no day: enter one"),
        OrderDoubt.EACH_YEAR: _("to be made each year: ask again for the next one"),
        NOBODY_KNOWN: _("the register does not say which bodies these are; ask them by a request"),
    }
    return words[doubt]


def _words_of(state: ObligationState) -> str:
    if state.days_left is not None and state.code in {"late", "due_soon", "not_yet_due"}:
        return _days_in_words(state)
    if state.answered_on and state.code in {"submitted", "submitted_late"}:
        words = _("sent late on %(day)s") if state.code == "submitted_late" else _("sent on %(day)s")
        return words % {"day": written_day(state.answered_on)}
    return str(StandingFilter(state.code).label)


def _days_in_words(state: ObligationState) -> str:
    days = abs(state.days_left or 0)
    if state.code == "late":
        late = ngettext("%(count)s working day late", "%(count)s working days late", days)
        return late % {"count": ShownCount(days)} if days else _("late")
    if days == 0:
        return _("due today") if state.days_left == 0 else ""
    return ngettext("%(count)s working day left", "%(count)s working days left", days) % {
        "count": ShownCount(days)
    }
