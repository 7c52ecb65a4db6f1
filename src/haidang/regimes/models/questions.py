"""One thing that the standing body asks about a report that was sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.regimes.models.regimes import Section
from haidang.reports.models import Obligation, Submission


class ReportQuestion(models.Model):
    """Ties a request to the version of a report, and the place in it, that it asks about.

    The words, the day and the answer are those of the request, so that it is reminded of and answered like any other.
    """

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="questions", verbose_name=_("submission")
    )
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, related_name="+", verbose_name=_("section")
    )
    request = models.OneToOneField(
        Obligation, models.CASCADE, related_name="report_question", verbose_name=_("request")
    )

    class Meta:
        verbose_name = _("question about a report")
        verbose_name_plural = _("questions about reports")

    def __str__(self) -> str:
        return f"{self.submission_id} {self.request_id}"
