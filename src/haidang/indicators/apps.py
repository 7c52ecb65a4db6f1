from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from haidang.foundation import registry


class IndicatorsConfig(AppConfig):
    name = "haidang.indicators"
    verbose_name = _("Indicators")

    def ready(self) -> None:
        from haidang.agencies.registry import around_moving
        from haidang.indicators.operations.totals import keeping_totals_of_agencies, keeping_totals_of_reports
        from haidang.indicators.views import panels
        from haidang.regimes.registry import around_counting

        around_counting.append(keeping_totals_of_reports)
        around_moving.append(keeping_totals_of_agencies)
        registry.add_panel("regimes.more_places", panels.places_panel)
        registry.add_panel("programme.targets", panels.proposals_panel)
        registry.name_acts(
            {
                "indicators.add_indicator": _("made an indicator"),
                "indicators.change_indicator": _("changed an indicator"),
                "indicators.end_indicator": _("ended an indicator"),
                "indicators.set_target": _("set a target of an indicator"),
                "indicators.withdraw_target": _("withdrew a target of an indicator"),
                "indicators.leave_proposal": _("left a target of a paper out"),
                "indicators.take_up_proposal": _("took a target of a paper up again"),
                "indicators.keep_note": _("kept a note on an indicator"),
            }
        )
        registry.name_facts(
            {
                "formula": _("formula"),
                "given_by": _("who gives it"),
                "decimals": _("decimal places"),
                "direction": _("direction"),
                "parent": _("under the indicator"),
                "definition": _("what counts and what does not"),
                "read_from": _("target of a programme"),
                "paper": _("paper that states it"),
                "words": _("words of the paper"),
                "proposal": _("mark of the words"),
                "proposal_key": _("mark of the words"),
                "comparison": _("comparison"),
                "first_month": _("first month it holds for"),
                "last_month": _("last month it holds for"),
            }
        )
