"""Lists of units proposed for commendation: at the end of a year, or ad hoc."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.oversight.enums import CommendationKind
from haidang.oversight.models.schemes import EmulationScheme


class CommendationList(models.Model):
    """One proposal: to whom it goes, on which basis, for which units. A regular one comes from a published scheme."""

    kind = models.CharField(_("kind"), max_length=8, choices=CommendationKind)
    scheme = models.ForeignKey(
        EmulationScheme,
        models.PROTECT,
        null=True,
        related_name="lists",
        verbose_name=_("scheme of emulation"),
    )
    title = models.CharField(_("title"), max_length=300)
    addressee = models.CharField(_("to whom it goes"), max_length=300)
    basis = models.CharField(_("basis"), max_length=500, blank=True)
    reason = models.TextField(_("why"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_on = models.DateField(_("made on"))
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("list of commendations")
        verbose_name_plural = _("lists of commendations")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="regular", scheme__isnull=False) | Q(kind="ad_hoc", scheme=None),
                name="commendations_regular_of_scheme",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Commendation(models.Model):
    """One unit proposed, what for, and for which form of commendation."""

    of_list = models.ForeignKey(
        CommendationList, models.CASCADE, related_name="rows", verbose_name=_("list of commendations")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="commendations", verbose_name=_("agency"))
    award = models.CharField(_("form of commendation"), max_length=200)
    merit = models.CharField(_("achievement"), max_length=1_000)

    class Meta:
        verbose_name = _("commendation")
        verbose_name_plural = _("commendations")
        constraints = [
            models.UniqueConstraint(fields=["of_list", "agency"], name="commendation_once"),
            models.UniqueConstraint(fields=["of_list", "order"], name="commendation_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.award}"
