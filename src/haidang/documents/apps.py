from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from haidang.foundation import registry


class DocumentsConfig(AppConfig):
    name = "haidang.documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        from haidang.agencies.registry import left_open_readers, open_work
        from haidang.documents.enums import (
            FACT_NAMES,
            FindingKind,
            FindingState,
            LawChangeKind,
            RelationKind,
        )
        from haidang.documents.operations.receipt_handover import papers_to_confirm
        from haidang.documents.operations.screening import is_secret_text
        from haidang.documents.queries.circulations import papers_left_by
        from haidang.documents.queries.papers_named import papers_named_to

        left_open_readers.append(papers_left_by)
        open_work.append(papers_to_confirm())
        registry.secret_text_readers.append(is_secret_text)
        registry.paper_reader = papers_named_to
        registry.name_acts(
            {
                "documents.register_document": _("handed in a paper"),
                "documents.ask_reading": _("asked for another reading"),
                "documents.record_reading": _("read a paper"),
                "documents.refuse_reading": _("refused a paper"),
                "documents.purge_secret_document": _("refused and purged a paper with a secret mark"),
                "documents.join_papers": _("found that a paper is one that others cite"),
                "documents.withdraw_document": _("took a paper out of the register"),
                "documents.change_document": _("corrected the data of a paper"),
                "documents.add_relation": _("related two papers"),
                "documents.remove_relation": _("took a relation away"),
                "documents.accept_finding": _("accepted a finding"),
                "documents.correct_finding": _("corrected a finding"),
                "documents.reject_finding": _("set a finding aside"),
                "documents.reopen_finding": _("took a decision back"),
                "documents.accept_remaining": _("accepted the findings without doubts"),
                "documents.split_finding": _("split a finding"),
                "documents.merge_findings": _("merged two findings"),
                "documents.undo_reshaping": _("took a split or merge back"),
                "documents.add_finding": _("added a finding"),
                "documents.answer_doubt": _("answered a doubt"),
                "documents.keep_word": _("kept a word as it was read"),
                "documents.correct_word": _("corrected a word"),
                "documents.delete_word": _("deleted what is no word"),
                "documents.take_back_word": _("took a decision about a word back"),
                "documents.add_law_change": _("entered what happened to a law"),
                "documents.correct_law_change": _("corrected what is known of a law"),
                "documents.take_out_law_change": _("took out what was known of a law"),
                "documents.load_law_changes": _("loaded the register of laws"),
            }
        )
        self._name_acts_of_circulation()
        registry.name_notices({"documents.circulation": _("paper to be made known")})
        registry.name_facts(FACT_NAMES)
        for choices in (FindingKind, FindingState, RelationKind, LawChangeKind):
            registry.name_facts(dict(choices.choices))

    def _name_acts_of_circulation(self) -> None:
        registry.name_acts(
            {
                "documents.circulate_document": _("sent a paper to agencies"),
                "documents.recall_circulation": _("recalled a paper from agencies"),
                "documents.open_receipt": _("opened a paper for an agency"),
                "documents.confirm_receipt": _("read a paper and made it known"),
                "documents.move_receipt": _("handed a paper to be made known over"),
                "documents.give_receipt_back": _("gave a paper to be made known back"),
            }
        )
