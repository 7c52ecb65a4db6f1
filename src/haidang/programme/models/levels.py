"""How plans stand above each other: links, matches of items, and the plans asked of units below."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.programme.enums import (
    MatchState,
    UnitScope,
)
from haidang.programme.models.programmes import Item, Programme


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
