"""The form of a regime is put together: sections, figures, their order."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.regimes import rules
from haidang.regimes.errors import FormChangedMeanwhile, RegimesError
from haidang.regimes.forms.form_editor import FormEditor
from haidang.regimes.models import Regime
from haidang.regimes.operations.regimes import set_form
from haidang.regimes.queries.asked import sections_of
from haidang.regimes.queries.measures import measures_for_form
from haidang.regimes.queries.regime_list import form_key, last_form_of, rounds_on_form
from haidang.reports.views.access import require


def edit_form(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show the form of a regime and keep it; a button of the editor only rearranges."""
    require(rules.may_run_rounds(request.user))
    regime = get_object_or_404(Regime, pk=pk)
    last = last_form_of(regime)
    sections = sections_of(last) if last else []
    editor = FormEditor(
        request.POST if request.method == "POST" else None,
        sections=sections,
        measures=measures_for_form(last),
    )
    seen, refused = editor.seen if editor.given is not None else form_key(last), ""
    if editor.is_to_be_kept and editor.is_valid():
        try:
            set_form(
                regime=regime,
                sections=editor.sections(),
                made_by=request.user,
                at=timezone.now(),
                seen=seen,
            )
        except RegimesError as refusal:
            refused = refusal.message
            seen = form_key(last_form_of(regime)) if isinstance(refusal, FormChangedMeanwhile) else seen
        else:
            messages.success(request, _("The form is kept. The next round opens with it."))
            return redirect("regimes:regime", pk=pk)
    context = {
        "section": "regimes",
        "regime": regime,
        "editor": editor,
        "seen": seen,
        "refused": refused,
        "open_rounds": rounds_on_form(last),
    }
    return render(request, "regimes/form_editor.html", context)
