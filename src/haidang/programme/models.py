"""Programmes and what they consist of. Every row taken from a paper keeps its finding and its lines."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from tree_queries.models import OrderableTreeNode

from haidang.agencies.models import Agency
from haidang.documents.models import Document, DocumentReading, Finding
from haidang.programme.enums import (
    AssignmentRole,
    BudgetEntryKind,
    BudgetLineKind,
    DraftState,
    ItemKind,
    MatchState,
    ProposalState,
    TimingKind,
    UnitScope,
)


class Programme(models.Model):
    """A tracked programme: what one paper, with its corrections, orders to be done in its years."""

    document = models.OneToOneField(
        Document, models.PROTECT, related_name="programme", verbose_name=_("document")
    )
    reading = models.ForeignKey(
        DocumentReading, models.PROTECT, related_name="+", verbose_name=_("adopted reading")
    )
    title = models.TextField(_("title"))
    folded_title = models.TextField(_("folded title for search"), blank=True, editable=False)
    owner = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="programmes", verbose_name=_("issuing agency")
    )
    heading = models.ForeignKey(
        Finding, models.PROTECT, null=True, related_name="+", verbose_name=_("heading that holds")
    )
    adopted_findings = models.ManyToManyField(
        Finding, related_name="adopted_in", verbose_name=_("findings adopted so far")
    )
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    budget_unit = models.CharField(_("unit of the budget as printed"), max_length=60, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("adopted by")
    )
    adopted_at = models.DateTimeField(_("adopted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="programme_years_forward"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Item(OrderableTreeNode):
    """One point of a programme in the tree of points."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="items", verbose_name=_("programme")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ItemKind)
    label = models.CharField(_("label"), max_length=60, blank=True)
    title = models.TextField(_("title"))
    content = models.JSONField(_("content paragraphs"), default=list)
    product = models.TextField(_("product"), blank=True)
    folded_text = models.TextField(_("folded text for search"), blank=True, editable=False)
    timing_phrase = models.TextField(_("timing as printed"), blank=True)
    timing_kind = models.CharField(_("timing"), max_length=20, choices=TimingKind, blank=True)
    timing_spans = models.JSONField(_("spans"), default=list)
    starts_on = models.DateField(_("starts on"), null=True)
    ends_on = models.DateField(_("ends on"), null=True)
    due_on = models.DateField(_("due as printed"), null=True)
    is_strict = models.BooleanField(_("before the day, not on it"), default=False)
    months = models.TextField(_("months in which it may be done"), blank=True, editable=False)
    every = models.CharField(_("every"), max_length=12, blank=True)
    details = models.JSONField(_("details of the kind"), default=dict)
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, related_name="items", verbose_name=_("finding")
    )
    lines = models.JSONField(_("cited lines"), default=list)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta(OrderableTreeNode.Meta):
        verbose_name = _("item")
        verbose_name_plural = _("items")
        indexes = [models.Index(fields=["programme", "kind", "position"], name="item_in_order")]

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip()


class Assignment(models.Model):
    """Which agency has which part in an item, from when to when. A handover closes one row and opens another."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="assignments", verbose_name=_("item"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="assignments", verbose_name=_("agency"))
    role = models.CharField(_("part"), max_length=12, choices=AssignmentRole)
    printed_name = models.CharField(_("name as printed"), max_length=300)
    scope = models.CharField(_("only these sub-tasks"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    valid_from = models.DateField(_("valid from"), null=True)
    valid_to = models.DateField(_("valid to"), null=True)
    taken_over = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        related_name="handed_over",
        verbose_name=_("the same part before"),
    )

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "agency", "role", "scope"],
                condition=Q(valid_to__isnull=True),
                name="assignment_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.role} {self.printed_name}"


class Target(models.Model):
    """What is to be reached: value, unit, comparison, by when, in which phase."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="target", verbose_name=_("item"))
    subject = models.TextField(_("subject"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    unit = models.CharField(_("unit"), max_length=200)
    comparison = models.CharField(_("comparison"), max_length=2, default="=")
    due_on = models.DateField(_("due on"), null=True)
    phase_from = models.DateField(_("phase from"), null=True)
    phase_to = models.DateField(_("phase to"), null=True)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")

    def __str__(self) -> str:
        return f"{self.comparison} {self.value} {self.unit}: {self.subject}"


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


class LegalBasis(models.Model):
    """A paper on which a programme stands."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="legal_bases", verbose_name=_("programme")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="basis_of", verbose_name=_("document")
    )
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, related_name="legal_bases", verbose_name=_("finding")
    )
    lines = models.JSONField(_("cited lines"), default=list)
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        constraints = [models.UniqueConstraint(fields=["programme", "document"], name="legal_basis_once")]

    def __str__(self) -> str:
        return f"{self.programme_id} <- {self.document_id}"


class LeftDifference(models.Model):
    """A difference of a later reading that a person chose not to take over, and why."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="left_differences", verbose_name=_("programme")
    )
    reading = models.ForeignKey(
        DocumentReading, models.PROTECT, related_name="+", verbose_name=_("later reading")
    )
    key = models.CharField(_("key of the difference"), max_length=80)
    reason = models.TextField(_("reason"), blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("left by")
    )
    left_at = models.DateTimeField(_("left at"))

    class Meta:
        verbose_name = _("difference left as it is")
        verbose_name_plural = _("differences left as they are")
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="difference_left_once"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.key}"


class ProgrammeLink(models.Model):
    """Whether one programme carries out another of the level above, as a person said."""

    above = models.ForeignKey(
        Programme, models.CASCADE, related_name="links_below", verbose_name=_("programme above")
    )
    below = models.ForeignKey(
        Programme, models.CASCADE, related_name="links_above", verbose_name=_("programme below")
    )
    state = models.CharField(_("state"), max_length=12, choices=MatchState)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"))
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("link of programmes")
        verbose_name_plural = _("links of programmes")
        constraints = [
            models.UniqueConstraint(fields=["above", "below"], name="programmes_linked_once"),
            models.CheckConstraint(condition=~Q(above=F("below")), name="programme_not_under_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.below_id} {self.state} {self.above_id}"


class ItemMatch(models.Model):
    """An item that carries out an item of the programme above: proposed by likeness or made by hand, then decided.

    `score` is the likeness with which it was proposed, None for a match made by hand.
    """

    link = models.ForeignKey(
        ProgrammeLink, models.CASCADE, related_name="matches", verbose_name=_("link of programmes")
    )
    above = models.ForeignKey(
        Item, models.CASCADE, related_name="carried_out_by", verbose_name=_("item above")
    )
    below = models.ForeignKey(Item, models.CASCADE, related_name="carries_out", verbose_name=_("item below"))
    state = models.CharField(_("state"), max_length=12, choices=MatchState, default=MatchState.PROPOSED)
    score = models.FloatField(_("likeness"), null=True)
    words = models.JSONField(_("words in common"), default=list)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("match of items")
        verbose_name_plural = _("matches of items")
        indexes = [models.Index(fields=["link", "state", "above"], name="match_of_link")]
        constraints = [
            models.UniqueConstraint(fields=["above", "below"], name="items_matched_once"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0) & Q(score__lte=1), name="match_score_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.below_id} {self.state} {self.above_id}"


class PlanCall(models.Model):
    """Which units have to make a plan of their own under a programme, and by when.

    The units are not stored: they are those of a kind, under one agency or anywhere, that exist on the day asked.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="plan_calls", verbose_name=_("programme")
    )
    scope = models.CharField(_("units asked"), max_length=12, choices=UnitScope)
    under = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("units under")
    )
    due_on = models.DateField(_("due on"))
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    called_at = models.DateTimeField(_("entered at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("call for plans")
        verbose_name_plural = _("calls for plans")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "scope", "under"],
                condition=Q(ended_at=None, under__isnull=False),
                name="plan_called_once",
            ),
            models.UniqueConstraint(
                fields=["programme", "scope"],
                condition=Q(ended_at=None, under=None),
                name="plan_called_once_of_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.scope} {self.due_on}"


class PlanDraft(models.Model):
    """A plan while it is made here. It is no work yet: issuing makes its paper, and of that a programme.

    `content` holds the head and the tree of points as `queries/making.py` reads them.
    """

    owner = models.ForeignKey(
        Agency, models.PROTECT, related_name="plan_drafts", verbose_name=_("issuing agency")
    )
    title = models.TextField(_("title"))
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    content = models.JSONField(_("content of the plan"), default=dict)
    version = models.PositiveIntegerField(_("version"), default=1)
    state = models.CharField(
        _("state of the plan"), max_length=12, choices=DraftState, default=DraftState.DRAFT
    )
    sources = models.ManyToManyField(
        Programme, related_name="plans_from", blank=True, verbose_name=_("programmes it takes words from")
    )
    token = models.CharField(_("mark of the form"), max_length=40, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("plan made by")
    )
    made_at = models.DateTimeField(_("plan made at"), auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("plan approved by"),
    )
    approved_at = models.DateTimeField(_("plan approved at"), null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("plan issued by"),
    )
    number = models.CharField(_("number of the plan"), max_length=80, blank=True)
    issued_on = models.DateField(_("plan issued on"), null=True)
    programme = models.OneToOneField(
        Programme, models.CASCADE, null=True, related_name="made_from", verbose_name=_("programme")
    )

    class Meta:
        verbose_name = _("plan being made")
        verbose_name_plural = _("plans being made")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="plan_draft_years_forward"
            ),
            models.CheckConstraint(
                condition=Q(state=DraftState.DRAFT, approved_at=None)
                | Q(state__in=(DraftState.APPROVED, DraftState.ISSUED), approved_at__isnull=False),
                name="plan_draft_approved_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=DraftState.ISSUED) | Q(programme__isnull=False, issued_on__isnull=False),
                name="plan_draft_issued_has_programme",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DraftRevision(models.Model):
    """The content of a plan after one edit; undoing goes back along them."""

    draft = models.ForeignKey(
        PlanDraft, models.CASCADE, related_name="revisions", verbose_name=_("plan being made")
    )
    number = models.PositiveIntegerField(_("number of the plan"))
    # The revision whose content this one has: its own number, or an earlier one after undoing.
    same_as = models.PositiveIntegerField(_("the same as"))
    content = models.JSONField(_("content of the plan"))
    token = models.CharField(_("mark of the form"), max_length=80)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("plan made by")
    )
    made_at = models.DateTimeField(_("plan made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("revision of a plan")
        verbose_name_plural = _("revisions of a plan")
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_revision_once"),
            models.UniqueConstraint(fields=["draft", "token"], name="draft_revision_token_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}"


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
