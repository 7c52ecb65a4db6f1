"""Choices of foundation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MailKind(TextChoices):
    DIGEST = "digest", _("digest of the day")
    URGENT = "urgent", _("urgent e-mail")


class MailState(TextChoices):
    WAITING = "waiting", _("waits to be sent")
    SENDING = "sending", _("is being sent")
    SENT = "sent", _("was sent")
    UNSURE = "unsure", _("perhaps sent")
    GIVEN_UP = "given_up", _("could not be sent")


class ImportState(TextChoices):
    OPEN = "open", _("waiting for a decision")
    APPLIED = "applied", _("taken over")
    DROPPED = "dropped", _("dropped")
