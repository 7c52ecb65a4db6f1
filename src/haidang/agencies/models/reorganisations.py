"""A reorganisation as one dated act, and what it handed over."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import (
    HandoverReason,
)
from haidang.agencies.models.register import Succession


class Reorganisation(models.Model):
    """The carrying out of acts of one day: what was moved then, and by whom; undone as an act of its own."""

    key = models.CharField(_("key of the request"), max_length=64, unique=True)
    effective_on = models.DateField(_("takes effect on"))
    told = models.TextField(_("what was done, in words"))
    acts = models.ManyToManyField(Succession, related_name="reorganisations", verbose_name=_("acts"))
    carried_out_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", verbose_name=_("carried out by")
    )
    carried_out_at = models.DateTimeField(_("carried out at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undo_reason = models.TextField(_("why it was undone"), blank=True)

    class Meta:
        verbose_name = _("reorganisation")
        verbose_name_plural = _("reorganisations")

    def __str__(self) -> str:
        return f"{self.effective_on} {self.told}"


class Handover(models.Model):
    """One row that a reorganisation gave to another, ended or founded, with what it takes to give it back.

    Names stand in it as text: it tells what was done also after an undoing took a founded body away again.
    """

    reorganisation = models.ForeignKey(
        Reorganisation, models.CASCADE, related_name="handovers", verbose_name=_("reorganisation")
    )
    kind = models.CharField(_("kind"), max_length=30)
    row_key = models.BigIntegerField(_("key of the row"))
    text = models.TextField(_("what it is"))
    group = models.TextField(_("under"), blank=True)
    taken_from = models.CharField(_("taken from"), max_length=300, blank=True)
    given_to = models.CharField(_("given to"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=12, choices=HandoverReason)
    memo = models.JSONField(_("what it takes to give it back"), default=dict)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "kind", "row_key"], name="handover_once_in_an_act"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_key}: {self.taken_from} -> {self.given_to}"
