"""What was decided about aims that papers state and that are not followed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.programme.models import Programme

LONGEST_KEY = 64


class LeftProposal(models.Model):
    """An aim of a paper that an officer leaves out, and why. `key` tells its lines, words and value from all others."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="left_proposals", verbose_name=_("programme")
    )
    key = models.CharField(_("mark of the words"), max_length=LONGEST_KEY)
    reason = models.CharField(_("why it is left out"), max_length=500)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("left out by")
    )
    left_at = models.DateTimeField(_("left out at"))

    class Meta:
        verbose_name = _("proposal left out")
        verbose_name_plural = _("proposals left out")
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="left_proposal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.key[:8]}: {self.reason[:60]}"
