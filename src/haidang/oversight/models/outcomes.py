"""What was concluded about a unit that broke a rule: the outcome alone, never a person and never the case itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency


class ViolationOutcome(models.Model):
    """One conclusion of the body in charge about one unit: which rule, what followed, on which paper it stands.

    A wrong entry is withdrawn with a reason and stays in the list. Source: QĐ 3734/QĐ-UBND of 2013, proposals on
    commendation and discipline of units (capability J4).
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="outcomes", verbose_name=_("agency"))
    concluded_on = models.DateField(_("concluded on"))
    matter = models.CharField(_("what the unit broke"), max_length=1_000)
    outcome = models.CharField(_("what followed"), max_length=300)
    paper = models.CharField(_("paper of the conclusion"), max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=1_000, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("withdrawn by")
    )

    class Meta:
        verbose_name = _("outcome of a violation")
        verbose_name_plural = _("outcomes of violations")
        indexes = [models.Index(fields=["agency", "concluded_on"], name="outcome_of_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "concluded_on", "paper"],
                condition=Q(withdrawn_by=None),
                name="outcome_entered_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_because="")
                | Q(withdrawn_by__isnull=False) & ~Q(withdrawn_because=""),
                name="outcome_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.outcome}"
