"""The consolidated report of a round: put together by section, looked at, issued, and traced."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from haidang.agencies.enums import AgencyKind
from haidang.engines.drafting.signing_lines import UnknownSigner
from haidang.foundation.views import page_of_rows, page_or_part
from haidang.regimes import rules
from haidang.regimes.enums import ConsolidationState, IssuedKind
from haidang.regimes.errors import RegimesError
from haidang.regimes.forms.consolidation import (
    SIGNING_DOUBTS,
    AnsweredForm,
    IssueForm,
    PieceFormSet,
    first_values,
    issue_values,
    name_sources,
    pieces_of,
)
from haidang.regimes.models import Consolidation, IssuedFigure, Narrative, ReportRound, Section
from haidang.regimes.operations import consolidation as acts
from haidang.regimes.queries import (
    consolidation_figures,
    consolidation_heads,
    consolidation_numbers,
    consolidation_texts,
    consolidations,
)
from haidang.regimes.queries.consolidation_content import drafted_report, is_as_issued
from haidang.regimes.queries.consolidation_figures import RoundTotals
from haidang.regimes.queries.consolidation_texts import NarrativesAsked, PickFacts
from haidang.regimes.queries.consolidation_updates import changes_since
from haidang.reports.views.access import require

NOT_TAKEN, TEXTS_ON_A_PAGE = 422, 20
SECTION = "regimes"


@require_safe
def consolidation_list(request: HttpRequest) -> HttpResponse:
    require(rules.may_see_consolidated(request.user))
    page = page_of_rows(request, consolidations.rounds_to_consolidate())
    context = {"section": SECTION, "page": page, "may_run": rules.may_run_rounds(request.user)}
    return render(request, "regimes/consolidations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will begin the report of a round; where it may answer more than one, the officer chooses first."""
    require(rules.may_run_rounds(request.user))
    report_round = get_object_or_404(ReportRound, pk=pk)
    owed = consolidation_heads.owed_above(report_round, request.user)
    needs_choice = (
        len(owed) > 1 or (owed and report_round.is_out_of_turn)
    ) and not report_round.consolidations.exists()
    data = request.POST if AnsweredForm.is_sent(request.POST) else None
    form = AnsweredForm(data, owed=owed, may_be_none=report_round.is_out_of_turn)
    if request.method == "POST" and (not needs_choice or form.is_valid()):
        chosen = form.chosen() if needs_choice else None
        made = acts.begin_consolidation(report_round=report_round, begun_by=request.user, obligation=chosen)
        return redirect("regimes:consolidation", pk=made.pk)
    if request.method == "POST" and not form.is_bound:
        return redirect("regimes:begin_consolidation", pk=pk)
    context = {"section": SECTION, "round": report_round, "owed": owed, "form": form}
    status = NOT_TAKEN if form.is_bound else 200
    return render(request, "regimes/begin_consolidation.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def show_consolidation(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show a report as far as it is, and ask for it to be issued."""
    made = _seen(request, pk)
    if request.method == "POST":
        return _ask_to_issue(request, made)
    if made.state != ConsolidationState.WAITING and request.headers.get("HX-Target") == "waiting":
        return HttpResponseClientRefresh()
    if made.state == ConsolidationState.ISSUED:
        return _issued_page(request, made)
    if made.state == ConsolidationState.WAITING:
        context = {"section": SECTION, "made": made, "steps": acts.STEPS}
        return render(request, page_or_part(request, "regimes/consolidation_waits.html", "progress"), context)
    return _draft_page(request, made)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_section(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """This function will keep the pieces of a section, and take one more from what a unit wrote if one was chosen."""
    require(rules.may_run_rounds(request.user))
    made = _seen(request, pk)
    section = get_object_or_404(Section, pk=part, form=made.report_round.form_id)
    if request.method != "POST":
        return _section_page(request, made, section)
    formset = PieceFormSet(request.POST)
    if not formset.is_valid():
        return _section_page(request, made, section, formset=formset)
    try:
        acts.keep_part(
            consolidation=made,
            section=section,
            version=_number(request.POST.get("version", "")),
            picks=[*pieces_of(formset), *_chosen(request, made, section)],
            edited_by=request.user,
            at=timezone.now(),
        )
    except RegimesError as refusal:
        return _section_page(request, made, section, formset=formset, refusal=refusal.message)
    messages.success(request, _("The section is saved."))
    return redirect(request.get_full_path())


@require_safe
def show_figure(request: HttpRequest, token: Any, key: str) -> HttpResponse:
    """This function will show what a number of an issued report stood on, each unit with its report.

    `nhom` asks for the units of one kind, `chua` for those that gave no figure.
    """
    figure = _issued_figure(request, token, key)
    kind = request.GET.get("nhom", "")
    return _number_page(request, figure, kind if kind in AgencyKind.values else "")


@require_safe
def show_figure_now(request: HttpRequest, token: Any, key: str) -> HttpResponse:
    """This function will show what each unit gave of an issued figure beside what it gives now."""
    figure = _issued_figure(request, token, key)
    if figure.measure is None:
        raise Http404
    shown = consolidation_numbers.number_now(figure, figure.measure)
    only_changed = "khac" in request.GET
    changes = [one for one in shown.changes if not (only_changed and one.is_same)]
    context = {
        "section": SECTION,
        "made": figure.consolidation,
        "figure": figure,
        "shown": shown,
        "only_changed": only_changed,
        "page": page_of_rows(request, changes),
    }
    return render(request, "regimes/issued_figure_now.html", context)


@require_safe
def show_earlier_figure(request: HttpRequest, token: Any, key: str, pk: int) -> HttpResponse:
    """This function will show what a number of another period stood on when an issued report printed it."""
    require(rules.may_see_consolidated(request.user))
    reports = Consolidation.objects.defer("frozen").select_related("report_round")
    made = get_object_or_404(reports, token=token, state=ConsolidationState.ISSUED)
    of_round = get_object_or_404(ReportRound, pk=pk)
    shown = consolidation_numbers.earlier_number(made, key, of_round)
    if shown is not None:
        context = {"section": SECTION, "made": made, "shown": shown, "of_round": of_round}
        return render(
            request, "regimes/issued_figure.html", context | {"page": page_of_rows(request, shown.rows)}
        )
    if of_round != made.report_round:
        raise Http404
    return _number_page(request, _issued_figure(request, token, key))


def _issued_figure(request: HttpRequest, token: Any, key: str) -> IssuedFigure:
    require(rules.may_see_consolidated(request.user))
    figures = IssuedFigure.objects.select_related("consolidation__report_round", "measure")
    return get_object_or_404(figures.defer("consolidation__frozen"), consolidation__token=token, key=key)


def _number_page(request: HttpRequest, figure: IssuedFigure, kind: str = "") -> HttpResponse:
    shown = consolidation_numbers.issued_number(figure, kind)
    asks_without = "chua" in request.GET
    context = {
        "section": SECTION,
        "made": figure.consolidation,
        "figure": figure,
        "shown": shown,
        "of_round": figure.consolidation.report_round,
        "kind": kind,
        "asks_without": asks_without,
        "page": page_of_rows(request, shown.without if asks_without else shown.rows),
    }
    return render(request, "regimes/issued_figure.html", context)


@require_safe
def show_by_token(request: HttpRequest, token: Any) -> HttpResponse:
    """This function will lead from the code on a printed report to its page, where every number is a link."""
    require(rules.may_see_consolidated(request.user))
    made = get_object_or_404(Consolidation, token=token, state=ConsolidationState.ISSUED)
    return redirect("regimes:consolidation", pk=made.pk)


@require_safe
def download_report(request: HttpRequest, pk: int, kind: str = IssuedKind.DOCX) -> FileResponse:
    """This function will give one of the files that were frozen on issue."""
    made = _seen(request, pk)
    require(kind in acts.FILE_FIELDS)
    stored = getattr(made, acts.FILE_FIELDS[kind])
    require(stored)
    name = f"bao-cao-tong-hop-{made.pk}-{made.edition}.{kind}"
    response = FileResponse(
        stored.file.open("rb"), as_attachment=True, filename=name, content_type=stored.content_type
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _seen(request: HttpRequest, pk: int) -> Consolidation:
    require(rules.may_see_consolidated(request.user))
    return get_object_or_404(consolidations.consolidations_with_facts(), pk=pk)


def _ask_to_issue(request: HttpRequest, made: Consolidation) -> HttpResponse:
    require(rules.may_run_rounds(request.user))
    form = IssueForm(request.POST)
    if form.wants_lines:
        return _with_proposed_lines(request, made, form)
    if not form.is_valid():
        return _draft_page(request, made, form=form)
    try:
        acts.ask_to_issue(
            consolidation=made,
            version=form.cleaned_data["version"],
            facts=form.facts(),
            asked_by=request.user,
        )
    except RegimesError as refusal:
        form.add_error(None, refusal.message)
        made.refresh_from_db()
        form.data = {**request.POST.dict(), "version": made.version}
        return _draft_page(request, made, form=form)
    return redirect("regimes:consolidation", pk=made.pk)


def _with_proposed_lines(request: HttpRequest, made: Consolidation, form: IssueForm) -> HttpResponse:
    """The lines above the signature are shown before anything is issued."""
    data = request.POST.copy()
    data.pop("propose", None)
    try:
        data["authority"] = form.proposed_lines()
    except UnknownSigner:
        form.add_error("authority", SIGNING_DOUBTS["nothing"])
        return _draft_page(request, made, form=form)
    shown = IssueForm(data)
    # What is still empty is not asked for yet; what was entered wrongly is said.
    for name in [one for one in shown.errors if not data.get(one, "").strip()]:
        del shown.errors[name]
    return _draft_page(request, made, form=shown, status=NOT_TAKEN if shown.errors else 200)


def _draft_page(
    request: HttpRequest, made: Consolidation, form: IssueForm | None = None, status: int = NOT_TAKEN
) -> HttpResponse:
    report_round = made.report_round
    figures = consolidation_figures.figures_of_form(report_round)
    by_group = consolidation_figures.totals_by_group(report_round, figures)
    now = consolidation_figures.totals_together(by_group, figures)
    initial = issue_values(made, consolidation_heads.proposed_head(made))
    context = {
        "section": SECTION,
        "made": made,
        "outline": consolidations.outline_lines(made),
        "lines": consolidation_figures.figure_lines(report_round, figures, now),
        "groups": consolidations.group_lines(by_group, [one.measure_id for one in figures]),
        "sheet": consolidations.draft_sheet(drafted_report(made, figures, RoundTotals(now, by_group))),
        "form": form or IssueForm(initial=initial),
        "has_address": bool(settings.SITE_ADDRESS),
        "may_run": rules.may_run_rounds(request.user),
    }
    return render(request, "regimes/consolidation.html", context, status=status if form else 200)


def _issued_page(request: HttpRequest, made: Consolidation) -> HttpResponse:
    """The page asks for the check of all its numbers once it is shown: of a country these stand on 100,000 rows."""
    is_checked = "doi-chieu" in request.GET
    template = page_or_part(request, "regimes/consolidation_issued.html", "check")
    if is_checked and template.endswith("#check"):
        context = {"made": made, "is_checked": True, "is_as_issued": is_as_issued(made)}
        return render(request, template, context)
    context = {
        "section": SECTION,
        "made": made,
        "is_checked": is_checked,
        "sheet": consolidations.issued_sheet(made),
        "updated": changes_since(made),
        "files": consolidations.files_of(made),
        "is_as_issued": is_as_issued(made) if is_checked else None,
        "may_run": rules.may_run_rounds(request.user),
    }
    return render(request, "regimes/consolidation_issued.html", context)


def _section_page(
    request: HttpRequest, made: Consolidation, section: Section, *, formset: Any = None, refusal: str = ""
) -> HttpResponse:
    state = consolidation_texts.part_state(made, section)
    asked = _narratives_asked(request)
    report_round, facts = made.report_round, state.facts
    found = consolidation_texts.narratives_asked(report_round, section, asked, facts)
    page = page_of_rows(request, found, TEXTS_ON_A_PAGE)
    copies = consolidation_texts.copies_under(report_round, section)
    shown = formset or PieceFormSet(initial=first_values(facts))
    name_sources(shown, state.picks)
    context = {
        "section": SECTION,
        "made": made,
        "part": section,
        "state": state,
        "formset": shown,
        "refusal": refusal,
        "page": page,
        "asked": asked,
        "kinds": consolidation_texts.kinds_under(report_round, section),
        "counts": consolidation_texts.SectionCounts(
            len(facts),
            sum(one.narrative_id is not None for one in facts),
            consolidation_texts.narratives_under(report_round, section).count(),
            len(copies),
        ),
        "lines": consolidation_texts.narrative_lines(page.object_list, facts, copies),
        "is_open": made.state == ConsolidationState.DRAFT,
    }
    return render(request, "regimes/consolidated_section.html", context, status=NOT_TAKEN if formset else 200)


def _narratives_asked(request: HttpRequest) -> NarrativesAsked:
    kind = request.GET.get("loai", "")
    return NarrativesAsked(
        request.GET.get("q", "")[:200], kind if kind in AgencyKind.values else "", "chua" in request.GET
    )


def _chosen(request: HttpRequest, made: Consolidation, section: Section) -> list[PickFacts]:
    """The narrative whose button was pressed, as a piece; one that is a piece already is not taken twice."""
    key = _number(request.POST.get("choose", ""))
    known = set(consolidation_texts.part_state(made, section).facts)
    if not key or key in {one.narrative_id for one in known}:
        return []
    found = consolidation_texts.narratives_under(made.report_round, section).filter(pk=key)
    return [
        PickFacts(one.text, narrative_id=one.pk)
        for one in Narrative.objects.filter(pk__in=found.values("pk"))
    ]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1234567890") else 0
