from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from haidang.foundation import registry
from haidang.reports.registry import after_acceptance


class RegimesConfig(AppConfig):
    name = "haidang.regimes"
    verbose_name = _("Periodic reports")

    def ready(self) -> None:
        from haidang.regimes.operations.sending import count_values
        from haidang.regimes.views import panels

        after_acceptance.append(count_values)
        registry.add_panel("regimes.places", panels.places_panel)
        registry.name_acts(
            {
                "regimes.add_regime": _("made a report regime"),
                "regimes.change_regime": _("changed a report regime"),
                "regimes.end_regime": _("ended a report regime"),
                "regimes.take_up_regime": _("took a report regime up again"),
                "regimes.set_form": _("set the form of a regime"),
                "regimes.open_round": _("opened a round of reports"),
                "regimes.close_round": _("closed a round of reports"),
                "regimes.reopen_round": _("opened a round of reports again"),
                "regimes.open_draft": _("began a report"),
                "regimes.ask_for_signature": _("asked for a signature"),
                "regimes.give_back_unsigned": _("gave a report back unsigned"),
                "regimes.sign_report": _("signed a report"),
                "regimes.begin_consolidation": _("began a consolidated report"),
                "regimes.keep_part": _("edited a section of a consolidated report"),
                "regimes.ask_to_issue": _("asked for a consolidated report to be issued"),
                "regimes.issue_consolidation": _("issued a consolidated report"),
            }
        )
        registry.name_facts(
            {
                "kinds": _("kinds of agencies"),
                "levels": _("levels of the regime"),
                "sections": _("sections of the form"),
                "section": _("section of the report"),
                "pieces": _("pieces of text"),
                "digest": _("SHA-256 of what it says"),
            }
        )
