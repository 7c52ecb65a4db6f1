"""What people were reminded of, kept for each person and step."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.documents.models import Receipt
from haidang.foundation.models import Notice
from haidang.reports.models.briefings import Conclusion
from haidang.reports.models.obligations import Obligation
from haidang.reports.models.tickets import Ticket

# What a person may be reminded of; a sent reminder is about exactly one of these. True figures are those of an
# obligation that an estimate has answered, so that no step of theirs is taken for one of the report itself.
REMINDED_OF = ("obligation", "true_figures", "ticket", "receipt", "conclusion")
_ABOUT_ONE = Q()
for _one in REMINDED_OF:
    _ABOUT_ONE |= Q(**{f"{name}__isnull": name != _one for name in REMINDED_OF})


class SentReminder(models.Model):
    """One step of the ladder of reminders that was sent to a person; kept, so that no step is sent twice."""

    obligation = models.ForeignKey(
        Obligation, models.CASCADE, null=True, related_name="reminders", verbose_name=_("obligation")
    )
    true_figures = models.ForeignKey(
        Obligation,
        models.CASCADE,
        null=True,
        related_name="true_figure_reminders",
        verbose_name=_("true figures"),
    )
    ticket = models.ForeignKey(
        Ticket, models.CASCADE, null=True, related_name="reminders", verbose_name=_("ticket")
    )
    receipt = models.ForeignKey(
        Receipt, models.CASCADE, null=True, related_name="reminders", verbose_name=_("receipt")
    )
    conclusion = models.ForeignKey(
        Conclusion, models.CASCADE, null=True, related_name="reminders", verbose_name=_("conclusion")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person reminded")
    )
    step = models.SmallIntegerField(_("working days after the due day"))
    due_on = models.DateField(_("due on"))
    sent_on = models.DateField(_("sent on"))
    is_urgent = models.BooleanField(_("urgent, by itself"), default=False)
    notice = models.ForeignKey(
        Notice, models.SET_NULL, null=True, related_name="+", verbose_name=_("notice that told it")
    )

    class Meta:
        verbose_name = _("reminder sent")
        verbose_name_plural = _("reminders sent")
        constraints = [
            models.CheckConstraint(condition=_ABOUT_ONE, name="reminder_about_one"),
            models.UniqueConstraint(
                fields=["obligation", "person", "step", "due_on"], name="reminder_sent_once"
            ),
            models.UniqueConstraint(
                fields=["true_figures", "person", "step", "due_on"], name="reminder_of_true_figures"
            ),
            models.UniqueConstraint(fields=["ticket", "person", "step", "due_on"], name="reminder_of_ticket"),
            models.UniqueConstraint(
                fields=["receipt", "person", "step", "due_on"], name="reminder_of_receipt"
            ),
            models.UniqueConstraint(
                fields=["conclusion", "person", "step", "due_on"], name="reminder_of_conclusion"
            ),
        ]
        indexes = [models.Index(fields=["sent_on", "id"], name="reminder_by_day")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.step} {self.sent_on}"
