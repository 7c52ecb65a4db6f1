from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from haidang.agencies.registry import open_work
from haidang.documents.registry import ReviewExit, purge_steps, review_exits
from haidang.foundation import registry


class ProgrammeConfig(AppConfig):
    name = "haidang.programme"
    verbose_name = _("Programme")

    def ready(self) -> None:
        from haidang.agencies.rules import may_adopt_programme
        from haidang.programme.enums import BudgetEntryKind, ItemKind, MatchState, UnitScope
        from haidang.programme.operations.handover import parts_of_items
        from haidang.programme.operations.purging import forget_paper
        from haidang.programme.queries.due_dates import due_items

        open_work.append(parts_of_items())
        review_exits.append(ReviewExit("programme:adopt", _("Adopt the programme"), may_adopt_programme))
        purge_steps.append(forget_paper)
        registry.due_date_readers.append(due_items)
        registry.name_acts(
            {
                "programme.adopt_reading": _("adopted a programme"),
                "programme.edit_item": _("changed an item"),
                "programme.hand_over": _("handed parts over with a reorganisation"),
                "programme.take_over_difference": _("took over a change of the paper"),
                "programme.leave_difference": _("left differences of the paper as they are"),
                "programme.reopen_difference": _("opened a difference of the paper again"),
                "programme.decide_link": _("decided whether a programme carries out another"),
                "programme.propose_matches": _("had matches of items proposed"),
                "programme.decide_match": _("decided whether items match"),
                "programme.match_by_hand": _("matched items by hand"),
                "programme.call_for_plans": _("asked units for plans"),
                "programme.change_call": _("changed a call for plans"),
                "programme.end_call": _("ended a call for plans"),
                "programme.start_plan": _("began a plan"),
                "programme.edit_plan": _("changed a plan that is being made"),
                "programme.undo_plan": _("undid a change of a plan"),
                "programme.approve_plan": _("approved a plan"),
                "programme.reopen_plan": _("opened an approved plan for changes"),
                "programme.issue_plan": _("issued a plan"),
                "programme.enter_amount": _("entered an amount of the budget"),
                "programme.correct_amount": _("corrected an amount of the budget"),
                "programme.add_budget_line": _("added a budget line"),
                "programme.begin_proposal": _("began a budget proposal"),
                "programme.write_proposal_line": _("wrote a line of a budget proposal"),
                "programme.remove_proposal_line": _("took a line out of a budget proposal"),
                "programme.send_proposal": _("sent a budget proposal"),
                "programme.return_proposal": _("sent a budget proposal back"),
                "programme.accept_proposal": _("took a budget proposal into the table"),
            }
        )
        registry.name_facts(
            {
                **dict(ItemKind.choices),
                "point": _("point"),
                "budget_line": _("budget line"),
                "legal_basis": _("legal basis"),
                "above": _("above"),
                "below": _("below"),
                "scope": _("units asked"),
                "under": _("units under"),
                **dict(MatchState.choices),
                **dict(UnitScope.choices),
                "amount": _("amount"),
                "executor": _("executing body"),
                "budget_year": _("budget year"),
                "quarter": _("quarter"),
                "group": _("group of expenses"),
                "basis": _("how it was reckoned"),
                "paper": _("paper"),
                "reason": _("reason"),
                "text": _("content"),
                **dict(BudgetEntryKind.choices),
            }
        )
