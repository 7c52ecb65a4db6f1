"""The work of a programme as a DOCX appendix."""

from datetime import date

from django.utils.translation import gettext as _

from haidang.engines.drafting.paper_parts import TableGroup, TaskTable
from haidang.engines.drafting.task_table import draft_task_table
from haidang.programme.models import Programme
from haidang.programme.queries.filter_words import filter_words
from haidang.programme.queries.filters import ItemFilter
from haidang.programme.queries.paper_table import paper_table

# A table of this many columns does not fit an upright page.
COLUMNS_OF_LANDSCAPE = 5


def programme_docx(programme: Programme, asked: ItemFilter, *, on: date) -> bytes:
    """This function will write the work that was asked for as a table in the form of the paper."""
    table, words = paper_table(programme, asked, on=on), filter_words(asked)
    return draft_task_table(
        TaskTable(
            title=(programme.title.upper(), _("(After %(paper)s)") % {"paper": programme.document}),
            note=_("Only: %(filters)s") % {"filters": "; ".join(words)} if words else "",
            columns=table.columns,
            groups=tuple(TableGroup(group.label, group.title, group.rows) for group in table.groups),
            landscape=len(table.columns) >= COLUMNS_OF_LANDSCAPE,
        )
    )
