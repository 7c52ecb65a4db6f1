"""Briefings: agenda, minutes, and conclusions that become work."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.reports.enums import (
    BriefingKind,
)
from haidang.reports.models.tickets import Ticket


class Briefing(models.Model):
    """A meeting of the standing body with agencies: what is spoken of, what was said, what was concluded."""

    key = models.CharField(_("key of the sending"), max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=BriefingKind)
    title = models.CharField(_("title"), max_length=300)
    held_on = models.DateField(_("held on"))
    place = models.CharField(_("place and hour"), max_length=300, blank=True)
    invited = models.ManyToManyField(Agency, related_name="briefings", verbose_name=_("invited"))
    before = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="following", verbose_name=_("briefing before")
    )
    minutes = models.TextField(_("minutes"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")
        indexes = [models.Index(fields=["held_on", "id"], name="briefing_by_day")]

    def __str__(self) -> str:
        return self.title


class AgendaPoint(models.Model):
    """One thing to be spoken of; it may be a ticket that waits."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="agenda", verbose_name=_("briefing"))
    number = models.PositiveSmallIntegerField(_("place in the order"))
    text = models.TextField(_("words said"), blank=True)
    ticket = models.ForeignKey(
        Ticket, models.CASCADE, null=True, related_name="agenda_points", verbose_name=_("ticket")
    )

    class Meta:
        verbose_name = _("point of an agenda")
        verbose_name_plural = _("points of agendas")
        constraints = [models.UniqueConstraint(fields=["briefing", "number"], name="agenda_number_once")]

    def __str__(self) -> str:
        return f"{self.briefing_id} #{self.number}"


class Conclusion(models.Model):
    """What a briefing concluded; one given to agencies is a request, `what` names it among the obligations."""

    briefing = models.ForeignKey(
        Briefing, models.CASCADE, related_name="conclusions", verbose_name=_("briefing")
    )
    key = models.CharField(_("key of the sending"), max_length=64)
    number = models.PositiveSmallIntegerField(_("place in the order"))
    text = models.TextField(_("words said"))
    what = models.CharField(_("key of what is owed"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("conclusion")
        verbose_name_plural = _("conclusions")
        constraints = [
            models.UniqueConstraint(fields=["briefing", "number"], name="conclusion_number_once"),
            models.UniqueConstraint(fields=["briefing", "key"], name="conclusion_entered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id} #{self.number}"
