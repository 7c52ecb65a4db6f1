"""What a unit answered, with its evidence and the products it counted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.foundation.models import StoredFile
from haidang.reports.enums import (
    EvidenceCheck,
    EvidenceKind,
    ProductKind,
    ProductLanguage,
    SubmissionKind,
    SubmissionState,
    WorkProgress,
)
from haidang.reports.models.obligations import Obligation

MOST_CHARACTERS_OF_SENTENCE = 2_000


class Submission(models.Model):
    """One version of an answer. An accepted one is locked: only a later version that is accepted takes its place."""

    obligation = models.ForeignKey(
        Obligation, models.CASCADE, related_name="submissions", verbose_name=_("obligation")
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="submissions", verbose_name=_("agency that answered")
    )
    number = models.PositiveSmallIntegerField(_("number of the version"), null=True)
    key = models.CharField(_("key of the sending"), max_length=64, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=SubmissionKind)
    state = models.CharField(
        _("state"), max_length=12, choices=SubmissionState, default=SubmissionState.DRAFT
    )
    progress = models.CharField(_("state of the work"), max_length=12, choices=WorkProgress, blank=True)
    text = models.TextField(_("in one sentence"), blank=True)
    folded_text = models.TextField(_("folded text for search"), blank=True, editable=False)
    figure = models.DecimalField(_("figure"), max_digits=18, decimal_places=4, null=True)
    unit = models.CharField(_("unit"), max_length=80, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions", verbose_name=_("author")
    )
    sent_on = models.DateField(_("sent on"), null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    decided_on = models.DateField(_("decided on"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    return_reason = models.TextField(_("why it was returned"), blank=True)
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(fields=["obligation", "number"], name="submission_number_once"),
            models.UniqueConstraint(
                fields=["obligation", "key"], condition=~Q(key=""), name="submission_sent_once"
            ),
            models.UniqueConstraint(
                fields=["obligation", "author"], condition=Q(state="draft"), name="submission_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(number__isnull=False, sent_on__isnull=False),
                name="submission_sent_has_number",
            ),
        ]
        indexes = [models.Index(fields=["progress", "obligation"], name="submission_by_progress")]

    def __str__(self) -> str:
        return f"{self.obligation_id} #{self.number}"


class Evidence(models.Model):
    """What proves an answer: a private file, a photo, or a link with its title and date."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="evidence", verbose_name=_("submission")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=EvidenceKind)
    token = models.UUIDField(_("name in the address"), default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="evidence", verbose_name=_("file")
    )
    url = models.URLField(_("address of the link"), max_length=1_000, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    dated_on = models.DateField(_("dated"), null=True)
    check_state = models.CharField(
        _("check for secret marks"), max_length=10, choices=EvidenceCheck, default=EvidenceCheck.CLEAR
    )
    check_note = models.CharField(_("why it could not be checked"), max_length=500, blank=True)
    looked_at = models.PositiveIntegerField(_("pictures looked at"), default=0)
    tries = models.PositiveSmallIntegerField(_("tries that failed"), default=0)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("pieces of evidence")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="link", file__isnull=True) | (~Q(kind="link") & Q(url="")),
                name="evidence_file_or_link",
            )
        ]
        indexes = [models.Index(fields=["check_state", "id"], name="evidence_to_check")]

    def __str__(self) -> str:
        return self.title or self.url


class ProductCount(models.Model):
    """How many products of a kind an answer counts, in which language, about what."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="products", verbose_name=_("submission")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ProductKind)
    number = models.PositiveIntegerField(_("how many"))
    language = models.CharField(_("language"), max_length=8, choices=ProductLanguage, blank=True)
    topic = models.CharField(_("topic"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("count of products")
        verbose_name_plural = _("counts of products")

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
