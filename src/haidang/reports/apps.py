from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from haidang.agencies.registry import open_work
from haidang.documents.registry import purge_steps
from haidang.foundation import registry
from haidang.programme.registry import item_round_readers, item_standing_readers


class ReportsConfig(AppConfig):
    name = "haidang.reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        from haidang.reports import enums
        from haidang.reports.operations.handover import obligations_owed
        from haidang.reports.operations.purging import forget_paper
        from haidang.reports.operations.ticket_handover import tickets_raised, tickets_to_answer
        from haidang.reports.queries.due_dates import (
            due_obligations,
            due_tickets,
            due_true_figures,
            held_briefings,
        )
        from haidang.reports.queries.item_standing import item_rounds, item_standings
        from haidang.reports.views import panels

        # Before programmes go: what was answered about their items goes with its files.
        purge_steps.insert(0, forget_paper)
        open_work.extend((obligations_owed(), tickets_raised(), tickets_to_answer()))
        item_standing_readers.append(item_standings)
        item_round_readers.append(item_rounds)
        registry.add_panel("programme.item", panels.item_panel)
        registry.add_panel("agencies.agency", panels.agency_panel)
        registry.add_panel("desk.home", panels.home_panel)
        registry.add_panel("programme.item", panels.item_tickets_panel)
        registry.add_panel("agencies.agency", panels.agency_tickets_panel)
        registry.add_panel("desk.home", panels.home_tickets_panel)
        registry.add_panel("reports.places", panels.places_panel)
        registry.add_panel("foundation.calendar", panels.places_of_calendar)
        registry.name_notices(
            {
                "reports.ticket": _("obstacles and proposals"),
                "reports.briefing": _("briefings of the body"),
                "reports.reminder": _("reminders"),
                "reports.evidence": _("files that were checked"),
            }
        )
        registry.due_date_readers.extend((due_obligations, due_true_figures, due_tickets, held_briefings))
        self._name_acts()
        registry.name_facts(
            {
                "obligations": _("obligations"),
                "files": _("files"),
                "agencies": _("number of agencies"),
                "progress": _("state of the work"),
                "figure": _("figure"),
                "held_on": _("held on"),
                "addressee": _("addressed to"),
                "reason": _("reason"),
                "paper": _("by which paper"),
                "version": _("number of the answer"),
                "evidence_months": _("evidence every so many months"),
                "days_after_close": _("working days after data close"),
                "calendar": _("calendar of data"),
                "ladder": _("reminders by working days"),
            }
        )
        # The last named wins: an obstacle is that of the work.
        for choices in (enums.TicketKind, enums.SubmissionKind, enums.WorkProgress):
            registry.name_facts(dict(choices.choices))

    def _name_acts(self) -> None:
        registry.name_acts(
            {
                "reports.open_rounds": _("opened rounds"),
                "reports.ask_agencies": _("asked agencies"),
                "reports.ask_parts": _("asked partners for their part"),
                "reports.set_owing_rules": _("set by which rules work is owed"),
                "reports.set_ladder": _("set to whom reminders go"),
                "reports.keep_draft": _("kept a draft"),
                "reports.send_submission": _("sent an answer"),
                "reports.accept_submission": _("accepted an answer"),
                "reports.return_submission": _("returned an answer"),
                "reports.extend_obligation": _("set another due day"),
                "reports.waive_obligation": _("waived an obligation"),
                "reports.hand_over_obligation": _("handed an obligation over"),
                "reports.give_obligation_back": _("gave an obligation back"),
                "reports.raise_ticket": _("raised an obstacle or a proposal"),
                "reports.answer_ticket": _("answered an obstacle or a proposal"),
                "reports.ask_again_ticket": _("asked again about an obstacle or a proposal"),
                "reports.forward_ticket": _("forwarded an obstacle or a proposal"),
                "reports.close_ticket": _("settled an obstacle or a proposal"),
                "reports.withdraw_ticket": _("withdrew an obstacle or a proposal"),
                "reports.move_ticket": _("handed an obstacle or a proposal over"),
                "reports.give_ticket_back": _("gave an obstacle or a proposal back"),
                "reports.plan_briefing": _("planned a briefing"),
                "reports.change_briefing": _("changed a briefing"),
                "reports.keep_minutes": _("kept the minutes of a briefing"),
                "reports.conclude": _("entered a conclusion of a briefing"),
                "reports.give_conclusion": _("gave a conclusion to agencies"),
                "reports.drop_draft_files": _("removed files of a draft that was left lying"),
                "reports.refuse_evidence": _("removed a file with a secret mark"),
            }
        )
