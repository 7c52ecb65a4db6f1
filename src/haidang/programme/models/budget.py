"""Money of a programme in whole đồng: lines and amounts of the paper, entries with papers, proposals of units."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.documents.models import Document, Finding
from haidang.programme.enums import (
    BudgetEntryKind,
    BudgetLineKind,
    ProposalState,
)
from haidang.programme.models.programmes import Item, Programme


class BudgetLine(models.Model):
    """One line or group of a budget table. Stated and computed amounts are both kept, in whole đồng."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="budget_lines", verbose_name=_("programme")
    )
    group = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="budget_rows", verbose_name=_("group")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=BudgetLineKind, default=BudgetLineKind.ROW)
    label = models.CharField(_("label"), max_length=60, blank=True)
    text = models.TextField(_("text"))
    executor_name = models.CharField(_("executing body as printed"), max_length=300, blank=True)
    executor = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="budget_lines", verbose_name=_("executing body")
    )
    source = models.CharField(_("source of money"), max_length=300, blank=True)
    order = models.PositiveIntegerField(_("order"))
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, related_name="budget_lines", verbose_name=_("finding")
    )
    lines = models.JSONField(_("cited lines"), default=list)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    item = models.ForeignKey(
        Item, models.SET_NULL, null=True, related_name="budget_lines", verbose_name=_("task paid for")
    )
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()


class BudgetAmount(models.Model):
    """The amount of one budget line in one period, in whole đồng. Without a period: of all periods together."""

    line = models.ForeignKey(
        BudgetLine, models.CASCADE, related_name="amounts", verbose_name=_("budget line")
    )
    period = models.CharField(_("period as printed"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(_("order"))
    stated_vnd = models.BigIntegerField(_("stated, đồng"), null=True)
    computed_vnd = models.BigIntegerField(_("computed, đồng"), null=True)

    class Meta:
        verbose_name = _("budget amount")
        verbose_name_plural = _("budget amounts")
        constraints = [models.UniqueConstraint(fields=["line", "order"], name="budget_amount_once")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.period}: {self.stated_vnd}"


class BudgetEntry(models.Model):
    """One amount proposed, planned, allocated or spent, in whole đồng. Append-only: a mistake gets a correction."""

    line = models.ForeignKey(
        BudgetLine, models.CASCADE, related_name="entries", verbose_name=_("budget line")
    )
    kind = models.CharField(_("kind of amount"), max_length=10, choices=BudgetEntryKind)
    amount_vnd = models.BigIntegerField(_("amount, đồng"))
    year = models.PositiveSmallIntegerField(_("budget year"))
    quarter = models.PositiveSmallIntegerField(_("quarter, 0 for the whole year"), default=0)
    source = models.CharField(_("source of money"), max_length=300, blank=True)
    executor = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="budget_entries", verbose_name=_("executing body")
    )
    dated_on = models.DateField(_("day of the paper"))
    paper = models.ForeignKey(
        Document, models.SET_NULL, null=True, related_name="+", verbose_name=_("paper behind the amount")
    )
    paper_words = models.CharField(_("paper in words"), max_length=300, blank=True)
    corrects = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="corrections", verbose_name=_("entry corrected")
    )
    reason = models.CharField(_("reason of the correction"), max_length=500, blank=True)
    token = models.UUIDField(_("token of the form"), unique=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("budget entry")
        verbose_name_plural = _("budget entries")
        indexes = [models.Index(fields=["year", "kind"], name="budget_entry_of_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_vnd__gte=0) | (Q(corrects__isnull=False) & ~Q(reason="")),
                name="budget_entry_negative_corrects",
            ),
            models.CheckConstraint(condition=Q(quarter__lte=4), name="budget_entry_quarter"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.kind} {self.year}: {self.amount_vnd}"


class BudgetProposal(models.Model):
    """What one unit asks for in one year, sent to the standing body."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="budget_proposals", verbose_name=_("agency")
    )
    year = models.PositiveSmallIntegerField(_("budget year"))
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    reason = models.CharField(_("why it was sent back"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("sent by")
    )
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("budget proposal")
        verbose_name_plural = _("budget proposals")
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="budget_proposal_once")]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


class ProposalLine(models.Model):
    """One thing a unit asks money for, with how the amount was reckoned."""

    proposal = models.ForeignKey(
        BudgetProposal, models.CASCADE, related_name="lines", verbose_name=_("budget proposal")
    )
    text = models.TextField(_("content"))
    group = models.CharField(_("group of expenses"), max_length=300, blank=True)
    basis = models.CharField(_("how it was reckoned"), max_length=500, blank=True)
    source = models.CharField(_("source of money"), max_length=300, blank=True)
    amount_vnd = models.BigIntegerField(_("amount, đồng"))
    line = models.ForeignKey(
        BudgetLine, models.SET_NULL, null=True, related_name="+", verbose_name=_("budget line")
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    token = models.UUIDField(_("token of the form"), unique=True)

    class Meta:
        verbose_name = _("line of a budget proposal")
        verbose_name_plural = _("lines of budget proposals")
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="proposal_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.text}"
