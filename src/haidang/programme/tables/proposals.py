"""The lines of a unit's budget proposal as a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.foundation.tables.columns import as_compared, money_column, text_column
from haidang.foundation.tables.plan import CellNote, SheetTable, TableRow
from haidang.programme.models import BudgetProposal, ProposalLine


def proposal_table(proposal: BudgetProposal) -> SheetTable:
    """This function will describe the lines of a proposal as a table; one query."""
    return SheetTable(
        title=_("%(agency)s: budget proposal for %(year)s")
        % {"agency": proposal.agency, "year": proposal.year},
        sheet_name=_("Proposals"),
        columns=(
            text_column(
                "text",
                gettext_lazy("What the money is for"),
                most=2000,
                width=60,
                is_needed=True,
                is_filled=True,
            ),
            money_column("amount", gettext_lazy("Amount, đồng"), is_needed=True, is_filled=True),
            text_column("basis", gettext_lazy("How it is reckoned"), most=500, width=40),
            text_column("group", gettext_lazy("Group of expenses"), most=300, width=26),
            text_column("source", gettext_lazy("Source of money"), most=300, width=26),
        ),
        rows=tuple(_row(line) for line in proposal.lines.order_by("group", "id")),
        name_of=lambda values: str(values.get("text", "")),
        check=_notes,
    )


def _row(line: ProposalLine) -> TableRow:
    words = {name: as_compared(getattr(line, name)) for name in ("text", "basis", "group", "source")}
    return TableRow(str(line.pk), str(line.version), words | {"amount": line.amount_vnd})


def _notes(row: TableRow | None, values: Mapping[str, Any]) -> Sequence[CellNote]:
    if values["amount"] > 0:
        return []
    return [CellNote(_("A proposed amount must be more than 0."), str(_("Amount, đồng")))]
