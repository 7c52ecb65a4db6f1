"""Plans made here, from the draft to the issue."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.programme.enums import (
    DraftState,
)
from haidang.programme.models.programmes import Programme


class PlanDraft(models.Model):
    """A plan while it is made here. It is no work yet: issuing makes its paper, and of that a programme.

    `content` holds the head and the tree of points as `queries/making.py` reads them.
    """

    owner = models.ForeignKey(
        Agency, models.PROTECT, related_name="plan_drafts", verbose_name=_("issuing agency")
    )
    title = models.TextField(_("title"))
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    content = models.JSONField(_("content of the plan"), default=dict)
    version = models.PositiveIntegerField(_("version"), default=1)
    state = models.CharField(
        _("state of the plan"), max_length=12, choices=DraftState, default=DraftState.DRAFT
    )
    sources = models.ManyToManyField(
        Programme, related_name="plans_from", blank=True, verbose_name=_("programmes it takes words from")
    )
    token = models.CharField(_("mark of the form"), max_length=40, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("plan made by")
    )
    made_at = models.DateTimeField(_("plan made at"), auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("plan approved by"),
    )
    approved_at = models.DateTimeField(_("plan approved at"), null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("plan issued by"),
    )
    number = models.CharField(_("number of the plan"), max_length=80, blank=True)
    issued_on = models.DateField(_("plan issued on"), null=True)
    programme = models.OneToOneField(
        Programme, models.CASCADE, null=True, related_name="made_from", verbose_name=_("programme")
    )

    class Meta:
        verbose_name = _("plan being made")
        verbose_name_plural = _("plans being made")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="plan_draft_years_forward"
            ),
            models.CheckConstraint(
                condition=Q(state=DraftState.DRAFT, approved_at=None)
                | Q(state__in=(DraftState.APPROVED, DraftState.ISSUED), approved_at__isnull=False),
                name="plan_draft_approved_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=DraftState.ISSUED) | Q(programme__isnull=False, issued_on__isnull=False),
                name="plan_draft_issued_has_programme",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DraftRevision(models.Model):
    """The content of a plan after one edit; undoing goes back along them."""

    draft = models.ForeignKey(
        PlanDraft, models.CASCADE, related_name="revisions", verbose_name=_("plan being made")
    )
    number = models.PositiveIntegerField(_("number of the plan"))
    # The revision whose content this one has: its own number, or an earlier one after undoing.
    same_as = models.PositiveIntegerField(_("the same as"))
    content = models.JSONField(_("content of the plan"))
    token = models.CharField(_("mark of the form"), max_length=80)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("plan made by")
    )
    made_at = models.DateTimeField(_("plan made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("revision of a plan")
        verbose_name_plural = _("revisions of a plan")
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_revision_once"),
            models.UniqueConstraint(fields=["draft", "token"], name="draft_revision_token_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}"
