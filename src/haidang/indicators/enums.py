"""Choices of the indicators app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TargetScope(TextChoices):
    """For whom a target holds."""

    ALL = "all", _("all units together")
    KIND = "kind", _("each unit of a kind")
    AGENCY = "agency", _("one unit")


class Comparison(TextChoices):
    AT_LEAST = ">=", _("at least")
    AT_MOST = "<=", _("at most")
    EXACTLY = "=", _("exactly")


class CountedWork(TextChoices):
    """What a formula may count of obligations, by the name it has there."""

    OWED = "viec-phai-bao", _("things owed")
    ANSWERED = "viec-da-bao", _("things reported")
    TIMELY = "viec-dung-han", _("things reported in time")
    NIL = "viec-khong-phat-sinh", _("reports that nothing happened")
    PLANS_OWED = "ke-hoach-phai-lap", _("plans that units have to make")
    PLANS_MADE = "ke-hoach-da-lap", _("plans that units have made")
    QUARTERLY_OWED = "bao-cao-quy-phai-nop", _("quarterly reports owed")
    QUARTERLY_TIMELY = "bao-cao-quy-dung-han", _("quarterly reports in time")
    HALF_YEARLY_OWED = "bao-cao-6-thang-phai-nop", _("half-yearly reports owed")
    HALF_YEARLY_TIMELY = "bao-cao-6-thang-dung-han", _("half-yearly reports in time")
    YEARLY_OWED = "bao-cao-nam-phai-nop", _("yearly reports owed")
    YEARLY_TIMELY = "bao-cao-nam-dung-han", _("yearly reports in time")
    UPWARD_OWED = "bao-cao-cap-tren-phai-nop", _("reports owed to the level above")
    UPWARD_ANSWERED = "bao-cao-cap-tren-da-nop", _("reports sent to the level above")
