from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from haidang.agencies.registry import open_work
from haidang.foundation import registry
from haidang.reports.registry import places_of_answers


class OversightConfig(AppConfig):
    name = "haidang.oversight"
    verbose_name = _("Emulation")

    def ready(self) -> None:
        from haidang.oversight.operations.handover import sheets_to_judge
        from haidang.oversight.views import panels

        open_work.append(sheets_to_judge())
        registry.add_panel("regimes.more_places", panels.places_panel)
        places_of_answers.append(panels.place_of_sheet)
        registry.name_notices(
            {
                "oversight.told": _("checked scores of emulation"),
                "oversight.answer": _("answers to appeals"),
            }
        )
        registry.name_acts(
            {
                "oversight.add_scheme": _("made a scheme of emulation"),
                "oversight.change_scheme": _("changed a scheme of emulation"),
                "oversight.set_criteria": _("set the criteria of a scheme"),
                "oversight.open_scheme": _("opened a scheme of emulation"),
                "oversight.tell_scores": _("told units their checked scores"),
                "oversight.publish_scheme": _("published the scores of a scheme"),
                "oversight.keep_own_scores": _("kept a self-score"),
                "oversight.send_own_scores": _("sent a self-score"),
                "oversight.check_sheet": _("checked a score sheet"),
                "oversight.raise_appeal": _("appealed against a score"),
                "oversight.answer_appeal": _("answered an appeal"),
                "oversight.hand_sheet_over": _("handed a score sheet over"),
                "oversight.give_sheet_back": _("gave a score sheet back"),
                "oversight.make_list": _("made a list of commendations"),
                "oversight.change_list": _("changed a list of commendations"),
                "oversight.record_outcome": _("recorded the outcome of a violation"),
                "oversight.withdraw_outcome": _("withdrew the outcome of a violation"),
            }
        )
        registry.name_facts(
            {
                "months": _("months judged"),
                "self_due_on": _("self-scores due on"),
                "groups": _("emulation groups"),
                "criteria": _("criteria"),
                "appeals_until": _("appeals until"),
                "points": _("points"),
                "criterion": _("criterion"),
                "upheld": _("upheld"),
                "set": _("set by the check"),
                "units": _("units proposed"),
                "addressee": _("to whom it goes"),
                "concluded_on": _("concluded on"),
                "matter": _("what the unit broke"),
                "outcome": _("what followed"),
                "paper": _("paper of the conclusion"),
            }
        )
