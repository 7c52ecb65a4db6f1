from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from haidang.foundation import registry
from haidang.regimes.enums import ChasedFor
from haidang.reports.registry import (
    after_acceptance,
    after_waiving,
    conditions_of_places,
    places_of_answers,
    places_of_rounds,
    sharers_of_drafts,
    wanting_words,
)


class RegimesConfig(AppConfig):
    name = "haidang.regimes"
    verbose_name = _("Periodic reports")

    def ready(self) -> None:
        from haidang.regimes.operations.sending import count_values, stop_counting
        from haidang.regimes.queries.drawn import drawn_kinds
        from haidang.regimes.queries.drawn_rows import source_of
        from haidang.regimes.queries.unit_reports import keys_sent_after_closing
        from haidang.regimes.registry import add_figure_source
        from haidang.regimes.views import panels, unit_places

        wanting_words.append(keys_sent_after_closing)
        after_acceptance.append(count_values)
        after_waiving.append(stop_counting)
        places_of_answers.append(unit_places.place_of_report)
        places_of_rounds.append(unit_places.place_of_report_round)
        sharers_of_drafts.append(unit_places.writes_report)
        conditions_of_places.append(unit_places.answered_by_report)
        for figure in drawn_kinds():
            add_figure_source(source_of(figure))
        registry.add_panel("regimes.places", panels.places_panel)
        registry.add_panel("programme.item", panels.duty_panel)
        registry.add_panel("reports.obligation", panels.question_panel)
        for page in ("reports.obligation", "regimes.unit_report"):
            registry.add_panel(page, panels.answering_panel)
        registry.name_notices({"regimes.chase": _("chased reports")})
        _name_acts()
        _name_facts()


def _name_acts() -> None:
    registry.name_acts(
        {
            "regimes.add_regime": _("made a report regime"),
            "regimes.change_regime": _("changed a report regime"),
            "regimes.end_regime": _("ended a report regime"),
            "regimes.take_up_regime": _("took a report regime up again"),
            "regimes.set_form": _("set the form of a regime"),
            "regimes.add_measure": _("made a measure"),
            "regimes.change_measure": _("changed a measure"),
            "regimes.end_measure": _("ended a measure"),
            "regimes.take_up_measure": _("took a measure up again"),
            "regimes.open_round": _("opened a round of reports"),
            "regimes.close_round": _("closed a round of reports"),
            "regimes.reopen_round": _("opened a round of reports again"),
            "regimes.ask_units_that_came": _("asked units that came into being since the round opened"),
            "regimes.chase_units": _("chased units of a round"),
            "regimes.open_draft": _("began a report"),
            "regimes.ask_for_signature": _("asked for a signature"),
            "regimes.give_back_unsigned": _("gave a report back unsigned"),
            "regimes.sign_report": _("signed a report"),
            "regimes.say_nothing_happened": _("said of a report that nothing happened"),
            "regimes.attach_files": _("attached files to a report"),
            "regimes.settle_remark": _("settled a remark"),
            "regimes.ask_about_report": _("asked one thing about a report"),
            "regimes.take_workbook": _("took a workbook over into a report"),
            "regimes.take_from_paper": _("took words of a paper over into a report"),
            "regimes.begin_consolidation": _("began a consolidated report"),
            "regimes.keep_part": _("edited a section of a consolidated report"),
            "regimes.ask_to_issue": _("asked for a consolidated report to be issued"),
            "regimes.issue_consolidation": _("issued a consolidated report"),
            "regimes.receive_report": _("took a report from an exchanged file"),
        }
    )


def _name_facts() -> None:
    registry.name_facts(
        {
            "kinds": _("kinds of agencies"),
            "levels": _("levels of the regime"),
            "sections": _("sections of the form"),
            "asked_for": _("what was asked for"),
            "drawn_by": _("drawn from recorded work"),
            "not_asked": _("bodies that could not be asked"),
            "section": _("section of the report"),
            "pieces": _("pieces of text"),
            "digest": _("SHA-256 of what it says"),
            "not_asked_figures": _("figures not asked for here"),
            "file_pdf": _("SHA-256 of the PDF"),
            "file_xlsx": _("SHA-256 of the workbook"),
            "file_json": _("SHA-256 of the data"),
            "file_edxml": _("SHA-256 of the envelope"),
        }
    )
    registry.name_facts(dict(ChasedFor.choices))
