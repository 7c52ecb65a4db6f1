"""Who was chased for a report of a round, by whom, with which words."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.foundation.models import Notice
from haidang.regimes.enums import ChasedFor
from haidang.regimes.models.rounds import ReportRound

MOST_CHARACTERS_OF_CHASE = 1_000


class Chase(models.Model):
    """One sending of a notice to units that still owe their report of a round, or its true figures.

    Its key makes it go out once.
    """

    report_round = models.ForeignKey(
        ReportRound, models.CASCADE, related_name="chases", verbose_name=_("report round")
    )
    key = models.CharField(_("key of the sending"), max_length=64)
    asked_for = models.CharField(
        _("what was asked for"), max_length=12, choices=ChasedFor, default=ChasedFor.REPORT
    )
    text = models.CharField(_("what was written"), max_length=MOST_CHARACTERS_OF_CHASE, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by")
    )
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("chase")
        verbose_name_plural = _("chases")
        constraints = [models.UniqueConstraint(fields=["report_round", "key"], name="chase_once")]

    def __str__(self) -> str:
        return f"{self.report_round_id} {self.sent_at}"


class ChasedPerson(models.Model):
    """One unit of a chase and one person told there; without a person, the unit has nobody to tell."""

    chase = models.ForeignKey(Chase, models.CASCADE, related_name="people", verbose_name=_("chase"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("person told")
    )
    notice = models.ForeignKey(
        Notice, models.SET_NULL, null=True, related_name="+", verbose_name=_("notice that told it")
    )

    class Meta:
        verbose_name = _("person chased")
        verbose_name_plural = _("people chased")
        constraints = [
            models.UniqueConstraint(fields=["chase", "agency", "person"], name="chased_person_once")
        ]

    def __str__(self) -> str:
        return f"{self.chase_id} {self.agency_id}"
