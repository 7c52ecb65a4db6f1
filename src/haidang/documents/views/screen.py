"""What the review screen shows, put together from the queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.messages import get_messages
from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haidang.documents import registry
from haidang.documents.enums import FindingKind, FindingOrigin, FindingState
from haidang.documents.errors import ChangedMeanwhile
from haidang.documents.forms.doubt_answers import DoubtAnswerForm
from haidang.documents.forms.findings import FORMS, FindingForm
from haidang.documents.forms.papers import AddFindingForm
from haidang.documents.forms.words import WordForm
from haidang.documents.models import DocumentDoubt, DocumentReading, Finding
from haidang.documents.operations.values import splitting_points
from haidang.documents.queries import review as queries
from haidang.documents.queries.doubt_grounds import SIGN_CODES, answer_ground, signed_findings
from haidang.documents.queries.lines import lit_lines
from haidang.documents.queries.words import WORDS, open_word_count
from haidang.documents.queries.years import plan_years
from haidang.documents.rules import SPLITTABLE_KINDS
from haidang.documents.views.paper_side import kept_side, paper_side
from haidang.documents.views.words_tab import words_tab
from haidang.foundation.counts import ShownCount
from haidang.foundation.views import page_of_rows

FINDINGS_ON_A_PAGE = 40
RESHAPED = (FindingOrigin.SPLIT, FindingOrigin.MERGED)
TAB_NAMES = {
    FindingKind.HEADING: _("Heading"),
    FindingKind.TASK: _("Tasks"),
    FindingKind.TARGET: _("Targets"),
    FindingKind.DUTY: _("Duties of bodies"),
    FindingKind.REQUEST: _("Requests"),
    FindingKind.CITATION: _("Cited papers"),
    FindingKind.REPORT: _("Report duties"),
    FindingKind.BUDGET_GROUP: _("Budget groups"),
    FindingKind.BUDGET_ROW: _("Budget lines"),
    FindingKind.ANNIVERSARY: _("Anniversaries"),
    FindingKind.ADDRESSEE: _("Addressees"),
}
# The names written beside lit lines; several fields of the answer may go by one name.
FIELD_LABELS = {
    "number": _("number"),
    "label": _("number"),
    "title": _("content"),
    "content": _("content"),
    "timing": _("timing"),
    "lead": _("lead"),
    "partners": _("partners"),
    "product": _("product"),
    "quantity": _("quantity"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    key: str
    label: Any
    count: str
    is_current: bool
    address: str


@dataclass(frozen=True, slots=True)
class DifferingField:
    """A field on which two reviewers differ: what stands now, and what this person typed."""

    label: Any
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """The finding that is being decided, with all its form needs."""

    finding: Finding
    form: FindingForm
    splitting_points: list[tuple[int, str]]
    below: Finding | None
    is_reshaped: bool
    previous: str
    following: str
    changed: ChangedMeanwhile | None
    differing: list[DifferingField]


def review_screen(
    request: HttpRequest,
    reading: DocumentReading,
    *,
    chosen: Finding | None = None,
    form: FindingForm | None = None,
    changed: ChangedMeanwhile | None = None,
    answering: DoubtAnswerForm | None = None,
    wording: WordForm | None = None,
) -> dict[str, Any]:
    """This function will gather the review screen: tabs, findings with one open, the paper, doubts, words, progress."""
    tab = current_tab(request)
    page = page_of_rows(request, queries.findings_in_tab(reading, tab), FINDINGS_ON_A_PAGE)
    listed = _listed_doubts(reading, tab, page)
    # Obligatory doubts come before any finding: none is opened unasked while they are listed.
    opens_none = bool(listed) or tab in (queries.DOUBTS, WORDS)
    chosen = chosen or _chosen(request, reading, [] if opens_none else page.object_list)
    if chosen:
        chosen.reading = reading
    progress = queries.reading_progress(reading)
    doubts = _without_twins(listed, chosen, tab)
    words = words_tab(request, reading, wording) if tab == WORDS else None
    return {
        "section": "documents",
        "reading": reading,
        # An answer or decision that is refused is shown under its own address; links lead back to this one.
        "here": reverse("documents:review", args=[reading.pk]),
        "document": reading.document,
        "progress": progress,
        "tab": tab,
        "tabs": _tabs(request, reading, progress, tab),
        "page": page,
        "is_chosen_outside": chosen is not None and chosen not in page.object_list,
        "opened": _opened(request, chosen, page, form=form, changed=changed) if chosen else None,
        "doubts": doubts,
        "words": words,
        "answer_forms": _answer_forms(reading, [*doubts, *_doubts_about(chosen)], answering),
        "exits": [one for one in registry.review_exits if one.may(request.user)],
        "sure": _sure_count(reading, tab),
        "add_form": AddFindingForm(line_count=reading.line_count),
        "is_marking": "danhdau" in request.GET,
        # The whole page shows its messages above; an answer to htmx has to bring them along.
        "part_messages": get_messages(request) if getattr(request, "htmx", False) else [],
        **paper_side(
            request, reading, words.lit if words and not chosen else lit_lines(chosen, FIELD_LABELS)
        ),
    }


def _listed_doubts(reading: DocumentReading, tab: str, page: Page) -> list[DocumentDoubt]:
    """The doubts of their own tab; above what is to be seen, the obligatory ones that no finding below brings along."""
    if tab == queries.DOUBTS:
        return list(queries.doubts_of(reading))
    is_first = tab == queries.UNDECIDED and page.number == 1
    return list(queries.doubts_to_see(reading)) if is_first else []


def _without_twins(listed: list[DocumentDoubt], chosen: Finding | None, tab: str) -> list[DocumentDoubt]:
    """The doubts of a finding that is open below are asked there; their own tab shows no finding."""
    if tab == queries.DOUBTS or chosen is None:
        return listed
    return [one for one in listed if one.finding_id != chosen.pk]


def _doubts_about(chosen: Finding | None) -> list[DocumentDoubt]:
    return list(chosen.doubts.all()) if chosen else []


def _answer_forms(
    reading: DocumentReading, doubts: list[DocumentDoubt], answering: DoubtAnswerForm | None
) -> dict[int, DoubtAnswerForm]:
    """A form for every open doubt on the screen; the one just refused keeps what was typed."""
    asked = [doubt for doubt in doubts if not doubt.answer]
    signed = signed_findings(reading.pk) if any(doubt.code in SIGN_CODES for doubt in asked) else []
    forms = {}
    for doubt in asked:
        doubt.reading = reading
        forms[doubt.pk] = DoubtAnswerForm(doubt=doubt, ground=answer_ground(doubt, signed))
    return forms | ({answering.doubt.pk: answering} if answering else {})


def current_tab(request: HttpRequest) -> str:
    return request.GET.get("muc") or request.POST.get("muc") or queries.UNDECIDED


def finding_form(finding: Finding, data: Any = None) -> FindingForm:
    """This function will make the form of a finding of its kind."""
    budget = (finding.reading.answer or {}).get("budget") or {} if finding.kind.startswith("budget") else {}
    return FORMS[finding.kind](
        data,
        value=finding.value,
        version=finding.version,
        years=plan_years(finding.reading),
        periods=tuple(budget.get("periods") or ()),
    )


def review_address(
    request: HttpRequest,
    reading: DocumentReading,
    *,
    finding: Finding | None = None,
    tab: str = "",
    mark: bool = False,
    anchor: str = "",
) -> str:
    """This function will give the address of the review screen with the same tab and this finding open."""
    parts = {
        "muc": tab or current_tab(request),
        "trang": request.GET.get("trang") or request.POST.get("trang") or "",
        "viec": finding.pk if finding else "",
        "danhdau": "1" if mark else "",
        "tu": request.POST.get("tu", "") if mark else "",
        **({} if mark else kept_side(request)),
    }
    query = urlencode({name: value for name, value in parts.items() if value and value != queries.UNDECIDED})
    fragment = anchor or (f"f-{finding.pk}" if finding else "")
    address = reverse("documents:review", args=[reading.pk])
    return address + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _chosen(request: HttpRequest, reading: DocumentReading, shown: Sequence[Finding]) -> Finding | None:
    """The finding named by `?viec=`, else the first of those shown."""
    asked = request.GET.get("viec", "")
    if asked.isdecimal() and len(asked) < 19:
        found = queries.findings_of(reading).filter(pk=int(asked)).first()
        if found:
            return found
    return shown[0] if shown and "tu" not in request.GET else None


def _opened(
    request: HttpRequest,
    finding: Finding,
    page: Page,
    *,
    form: FindingForm | None,
    changed: ChangedMeanwhile | None,
) -> OpenFinding:
    shown = list(page.object_list)
    at = shown.index(finding) if finding in shown else -1
    points = splitting_points(finding.kind, finding.value) if finding.kind in SPLITTABLE_KINDS else []
    return OpenFinding(
        finding=finding,
        form=form or _form_after(request, finding, changed),
        splitting_points=list(enumerate(points, start=1)),
        below=queries.neighbour_below(finding) if finding.kind in SPLITTABLE_KINDS else None,
        is_reshaped=finding.origin in RESHAPED and finding.state == FindingState.PROPOSED,
        previous=review_address(request, finding.reading, finding=shown[at - 1]) if at > 0 else "",
        following=review_address(request, finding.reading, finding=shown[at + 1])
        if at + 1 < len(shown)
        else "",
        changed=changed,
        differing=_differing(request, finding) if changed else [],
    )


def _form_after(request: HttpRequest, finding: Finding, changed: ChangedMeanwhile | None) -> FindingForm:
    """After a conflict what was typed stays, upon the version that stands now: sending it again is a choice."""
    if changed is None:
        return finding_form(finding)
    data = request.POST.copy()
    data["version"] = str(finding.version)
    return finding_form(finding, data)


def _differing(request: HttpRequest, finding: Finding) -> list[DifferingField]:
    current = finding_form(finding)
    typed = finding_form(finding, request.POST)
    return [
        DifferingField(field.label, str(field.value() or ""), str(typed[field.name].value() or ""))
        for field in current.shown_fields
        if field.name in request.POST
        and typed.fields[field.name].has_changed(field.initial, typed[field.name].data)
    ]


def _tabs(
    request: HttpRequest, reading: DocumentReading, progress: queries.ReadingProgress, current: str
) -> list[Tab]:
    counts = queries.findings_by_kind(reading)
    confirmed = sum(kind[state] for kind in counts.values() for state in queries.CONFIRMED_STATES)
    set_aside = sum(kind[FindingState.REJECTED] for kind in counts.values())
    rows = [
        (queries.UNDECIDED, _("To be seen"), str(progress.undecided)),
        (queries.DOUBTS, _("Doubts"), str(progress.open_doubts)),
    ]
    if reading.uncertain_count:
        words = f"{ShownCount(open_word_count(reading))}/{ShownCount(reading.uncertain_count)}"
        rows.append((WORDS, _("Words to see"), words))
    for kind, name in TAB_NAMES.items():
        standing = sum(counts[kind].values()) - counts[kind][FindingState.REJECTED] if kind in counts else 0
        if standing:
            decided = sum(counts[kind][state] for state in queries.CONFIRMED_STATES)
            rows.append((kind, name, f"{ShownCount(decided)}/{ShownCount(standing)}"))
    rows.append((queries.CONFIRMED, _("Confirmed"), str(confirmed)))
    if set_aside:
        rows.append((queries.SET_ASIDE, _("Set aside"), str(set_aside)))
    base, kept = reverse("documents:review", args=[reading.pk]), kept_side(request)
    return [
        Tab(key, name, count, key == current, f"{base}?{urlencode({'muc': key} | kept)}")
        for key, name, count in rows
    ]


def _sure_count(reading: DocumentReading, tab: str) -> dict[str, Any] | None:
    kind = FindingKind.TASK if tab == queries.UNDECIDED else tab
    if kind not in FindingKind.values:
        return None
    count = queries.findings_without_doubts(reading, kind).count()
    return {"kind": kind, "count": count} if count else None
