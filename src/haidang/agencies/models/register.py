"""Agencies, their names over time, who follows whom, and the duties they hold."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from haidang.agencies.enums import (
    AgencyKind,
    NameKind,
    SuccessionKind,
)


class AgencyQuerySet(TreeQuerySet):
    def alive_on(self, day):
        """This function will keep the agencies that exist on `day` (valid_to itself is excluded).

        An entry that was found to be the same body as another one is none of them.
        """
        return self.filter(
            Q(same_as__isnull=True),
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )


class Agency(TreeNode):
    """A body that owes or receives work. Never renamed in place, never deleted."""

    code = models.SlugField(_("code"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AgencyKind, default=AgencyKind.OTHER)
    name = models.CharField(_("name"), max_length=300)
    folded_name = models.CharField(_("folded name"), max_length=300, db_index=True, editable=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_verified = models.BooleanField(_("verified"), default=True)
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=_("the same body as"),
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="agency_lives_forward",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AgencyName(models.Model):
    """One name, abbreviation or alias of an agency, with the days it was used."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names", verbose_name=_("agency"))
    kind = models.CharField(_("kind"), max_length=20, choices=NameKind, default=NameKind.ALIAS)
    text = models.CharField(_("text"), max_length=300)
    key = models.CharField(_("matching key"), max_length=600, db_index=True, editable=False)
    folded_text = models.CharField(_("folded text"), max_length=300, editable=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("agency name")
        verbose_name_plural = _("agency names")
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "text"], name="agency_name_once")]

    def __str__(self) -> str:
        return f"{self.text} ({self.agency_id})"


class Succession(models.Model):
    """One act of reorganisation: on a day, these agencies ended or gave up a part, and these follow them.

    An agency that an act ends or founds is a row of its own; the act changes no row but for the day it ends on.
    """

    effective_on = models.DateField(_("takes effect on"), db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SuccessionKind)
    predecessors = models.ManyToManyField(Agency, related_name="acts_ending", verbose_name=_("predecessors"))
    heirs = models.ManyToManyField(Agency, related_name="acts_founding", blank=True, verbose_name=_("heirs"))
    legal_basis = models.CharField(_("legal basis"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_verified = models.BooleanField(_("verified"), default=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")

    def __str__(self) -> str:
        return f"{self.effective_on} {self.kind}: {self.legal_basis}"


class DutyQuerySet(models.QuerySet):
    def held_on(self, day):
        """This function will keep the duties held on `day` (valid_to itself is excluded)."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )


class Duty(models.Model):
    """What an agency answers for, from when to when. Its next holder need not be the agency's heir."""

    name = models.CharField(_("name"), max_length=300)
    holder = models.ForeignKey(Agency, models.PROTECT, related_name="duties", verbose_name=_("holder"))
    taken_over = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="passed_on",
        verbose_name=_("the same duty before"),
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_verified = models.BooleanField(_("verified"), default=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty held")
        verbose_name_plural = _("duties held")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="duty_held_forward",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.holder_id})"


class DuplicateEntry(models.Model):
    """Two entries of the register that are one body: what was put under the kept one, so that it can be taken back."""

    duplicate = models.ForeignKey(
        Agency, models.PROTECT, related_name="entries_merged", verbose_name=_("duplicate entry")
    )
    kept = models.ForeignKey(
        Agency, models.PROTECT, related_name="entries_kept", verbose_name=_("kept entry")
    )
    reason = models.TextField(_("how it is known"))
    moved = models.JSONField(_("keys of the rows that were moved"), default=dict)
    names = models.JSONField(_("names as they were"), default=list)
    merged_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", verbose_name=_("merged by")
    )
    merged_at = models.DateTimeField(_("merged at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undo_reason = models.TextField(_("why it was undone"), blank=True)

    class Meta:
        verbose_name = _("merged duplicate entry")
        verbose_name_plural = _("merged duplicate entries")
        constraints = [
            models.UniqueConstraint(
                fields=["duplicate"], condition=Q(undone_at__isnull=True), name="duplicate_merged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.duplicate_id} = {self.kept_id}"
