"""Programmes: what one paper orders, its items, who carries them out, and its legal bases."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from tree_queries.models import OrderableTreeNode

from haidang.agencies.models import Agency
from haidang.documents.models import Document, DocumentReading, Finding
from haidang.programme.enums import (
    AssignmentRole,
    ItemKind,
    TimingKind,
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
