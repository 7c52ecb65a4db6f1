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
        from haidang.programme.enums import ACT_NAMES, FACT_NAMES
        from haidang.programme.operations.handover import parts_of_items
        from haidang.programme.operations.purging import forget_paper
        from haidang.programme.queries.due_dates import due_items

        open_work.append(parts_of_items())
        review_exits.append(ReviewExit("programme:adopt", _("Adopt the programme"), may_adopt_programme))
        purge_steps.append(forget_paper)
        registry.due_date_readers.append(due_items)
        registry.name_acts(ACT_NAMES)
        registry.name_facts(FACT_NAMES)
