"""Obstacles and proposals with their turns."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.programme.models import Item
from haidang.reports.enums import (
    TicketKind,
    TicketState,
    TurnKind,
)
from haidang.reports.models.obligations import Obligation


class Ticket(models.Model):
    """What holds a unit up, or what it proposes, until somebody answers. Addressed to nobody named is addressed to
    the standing body; `addressee_name` is a higher body that the register does not know.
    """

    key = models.CharField(_("key of the sending"), max_length=64)
    kind = models.CharField(_("kind"), max_length=12, choices=TicketKind)
    state = models.CharField(_("state"), max_length=12, choices=TicketState, default=TicketState.OPEN)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="tickets", verbose_name=_("raised by"))
    addressee = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="tickets_to", verbose_name=_("addressed to")
    )
    addressee_name = models.CharField(_("addressed to, in words"), max_length=300, blank=True)
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="tickets", verbose_name=_("item"))
    obligation = models.ForeignKey(
        Obligation, models.CASCADE, null=True, related_name="tickets", verbose_name=_("obligation")
    )
    text = models.TextField(_("words said"))
    folded_text = models.TextField(_("folded text for search"), blank=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author")
    )
    raised_on = models.DateField(_("raised on"))
    due_on = models.DateField(_("due on"))
    answered_on = models.DateField(_("first answered on"), null=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="ticket_raised_once"),
            models.CheckConstraint(condition=Q(due_on__gte=F("raised_on")), name="ticket_due_forward"),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="ticket_by_day"),
            models.Index(fields=["agency", "raised_on"], name="ticket_of_agency"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class TicketTurn(models.Model):
    """One thing said or done about a ticket, kept as it was."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="turns", verbose_name=_("ticket"))
    number = models.PositiveSmallIntegerField(_("place in the order"))
    kind = models.CharField(_("kind"), max_length=12, choices=TurnKind)
    text = models.TextField(_("words said"), blank=True)
    paper = models.CharField(_("paper"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("author")
    )
    on = models.DateField(_("day"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("turn of a ticket")
        verbose_name_plural = _("turns of tickets")
        constraints = [models.UniqueConstraint(fields=["ticket", "number"], name="ticket_turn_number_once")]

    def __str__(self) -> str:
        return f"{self.ticket_id} #{self.number} {self.kind}"
