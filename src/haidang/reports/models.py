"""What is owed and what was answered. How an obligation stands on a day is computed, never stored."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.documents.models import Document
from haidang.foundation.models import StoredFile
from haidang.programme.models import Item, Programme
from haidang.reports.enums import (
    BriefingKind,
    ChangeKind,
    EvidenceCheck,
    EvidenceKind,
    ObligationKind,
    ProductKind,
    ProductLanguage,
    SubmissionKind,
    SubmissionState,
    TicketKind,
    TicketState,
    TurnKind,
    WorkProgress,
)

MOST_CHARACTERS_OF_SENTENCE = 2_000


class OwingSetting(models.Model):
    """By which rules the words of a programme become obligations; without a row the usual ones hold."""

    programme = models.OneToOneField(
        Programme, models.CASCADE, related_name="owing_setting", verbose_name=_("programme")
    )
    evidence_months = models.PositiveSmallIntegerField(_("evidence every so many months"), default=3)
    days_after_close = models.PositiveSmallIntegerField(_("working days after data close"), default=5)
    calendar = models.CharField(_("calendar of data"), max_length=20, default="civil")

    class Meta:
        verbose_name = _("rules of what is owed")
        verbose_name_plural = _("rules of what is owed")

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.evidence_months}"


class Obligation(models.Model):
    """Who owes what to whom for which period. `what` and `occurrence` together name a round over all its agencies.

    Owed to nobody named is owed to the standing body. A part of another obligation is owed to who leads that.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=ObligationKind)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="obligations", verbose_name=_("owed by"))
    owed_to = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="obligations_to", verbose_name=_("owed to")
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, related_name="obligations", verbose_name=_("programme")
    )
    item = models.ForeignKey(
        Item, models.CASCADE, null=True, related_name="obligations", verbose_name=_("item")
    )
    whole = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="parts", verbose_name=_("part of")
    )
    title = models.TextField(_("title"))
    text = models.TextField(_("what is asked for"), blank=True)
    folded_text = models.TextField(_("folded text for search"), blank=True, editable=False)
    what = models.CharField(_("key of what is owed"), max_length=80)
    occurrence = models.CharField(_("key of the occurrence"), max_length=80)
    first_month = models.PositiveIntegerField(_("first month of the period"))
    last_month = models.PositiveIntegerField(_("last month of the period"))
    opens_on = models.DateField(_("data from"))
    closes_on = models.DateField(_("data close on"))
    opened_due_on = models.DateField(_("due when it was opened"))
    due_on = models.DateField(_("due on"))
    is_estimate = models.BooleanField(_("due before its data close"), default=False)
    trued_up_on = models.DateField(_("true figures due on"), null=True)
    waived_on = models.DateField(_("waived on"), null=True)
    first_sent_on = models.DateField(_("first answered on"), null=True)
    standing = models.OneToOneField(
        "Submission", models.SET_NULL, null=True, related_name="+", verbose_name=_("version that counts")
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        constraints = [
            models.UniqueConstraint(fields=["what", "occurrence", "agency"], name="obligation_once"),
            models.CheckConstraint(
                condition=Q(last_month__gte=F("first_month")), name="obligation_period_forward"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_on"], name="obligation_of_agency"),
            models.Index(fields=["programme", "due_on"], name="obligation_of_programme"),
            models.Index(fields=["due_on", "id"], name="obligation_by_day"),
        ]

    def __str__(self) -> str:
        return self.title


class ObligationChange(models.Model):
    """One act that changed what an agency owes: another due day, a waiver, another holder; with reason and paper."""

    obligation = models.ForeignKey(
        Obligation, models.CASCADE, related_name="changes", verbose_name=_("obligation")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ChangeKind)
    changed_on = models.DateField(_("changed on"))
    due_before = models.DateField(_("due before"), null=True)
    due_after = models.DateField(_("due after"), null=True)
    agency_before = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("holder before")
    )
    agency_after = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("holder after")
    )
    reason = models.TextField(_("reason"))
    paper = models.CharField(_("paper"), max_length=300, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, related_name="+", verbose_name=_("document")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of an obligation")
        verbose_name_plural = _("changes of obligations")

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.kind} {self.changed_on}"


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
        _("check for secret marks"), max_length=8, choices=EvidenceCheck, default=EvidenceCheck.CLEAR
    )

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


class SentReminder(models.Model):
    """One step of the ladder of reminders that was sent to a person; kept, so that no step is sent twice."""

    obligation = models.ForeignKey(
        Obligation, models.CASCADE, related_name="reminders", verbose_name=_("obligation")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person reminded")
    )
    step = models.SmallIntegerField(_("working days after the due day"))
    due_on = models.DateField(_("due on"))
    sent_on = models.DateField(_("sent on"))
    is_urgent = models.BooleanField(_("urgent, by itself"), default=False)

    class Meta:
        verbose_name = _("reminder sent")
        verbose_name_plural = _("reminders sent")
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "person", "step", "due_on"], name="reminder_sent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.step} {self.sent_on}"


class Ticket(models.Model):
    """What holds a unit up, or what it proposes, until somebody answers. Addressed to nobody named is addressed to
    the standing body; `addressee_name` is a higher body that the register does not know.
    """

    key = models.CharField(_("key of the sending"), max_length=64)
    kind = models.CharField(_("kind"), max_length=12, choices=TicketKind)
    state = models.CharField(_("state"), max_length=12, choices=TicketState, default=TicketState.OPEN)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="tickets", verbose_name=_("raised by"))
    addressee = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="tickets_to", verbose_name=_("addressed to")
    )
    addressee_name = models.CharField(_("addressed to, in words"), max_length=300, blank=True)
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="tickets", verbose_name=_("item"))
    obligation = models.ForeignKey(
        Obligation, models.CASCADE, null=True, related_name="tickets", verbose_name=_("obligation")
    )
    text = models.TextField(_("words said"))
    folded_text = models.TextField(_("folded text for search"), blank=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author")
    )
    raised_on = models.DateField(_("raised on"))
    due_on = models.DateField(_("due on"))
    answered_on = models.DateField(_("first answered on"), null=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="ticket_raised_once"),
            models.CheckConstraint(condition=Q(due_on__gte=F("raised_on")), name="ticket_due_forward"),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="ticket_by_day"),
            models.Index(fields=["agency", "raised_on"], name="ticket_of_agency"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class TicketTurn(models.Model):
    """One thing said or done about a ticket, kept as it was."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="turns", verbose_name=_("ticket"))
    number = models.PositiveSmallIntegerField(_("place in the order"))
    kind = models.CharField(_("kind"), max_length=12, choices=TurnKind)
    text = models.TextField(_("words said"), blank=True)
    paper = models.CharField(_("paper"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("author")
    )
    on = models.DateField(_("day"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("turn of a ticket")
        verbose_name_plural = _("turns of tickets")
        constraints = [models.UniqueConstraint(fields=["ticket", "number"], name="ticket_turn_number_once")]

    def __str__(self) -> str:
        return f"{self.ticket_id} #{self.number} {self.kind}"


class Briefing(models.Model):
    """A meeting of the standing body with agencies: what is spoken of, what was said, what was concluded."""

    key = models.CharField(_("key of the sending"), max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=BriefingKind)
    title = models.CharField(_("title"), max_length=300)
    held_on = models.DateField(_("held on"))
    place = models.CharField(_("place and hour"), max_length=300, blank=True)
    invited = models.ManyToManyField(Agency, related_name="briefings", verbose_name=_("invited"))
    before = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="following", verbose_name=_("briefing before")
    )
    minutes = models.TextField(_("minutes"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")
        indexes = [models.Index(fields=["held_on", "id"], name="briefing_by_day")]

    def __str__(self) -> str:
        return self.title


class AgendaPoint(models.Model):
    """One thing to be spoken of; it may be a ticket that waits."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="agenda", verbose_name=_("briefing"))
    number = models.PositiveSmallIntegerField(_("place in the order"))
    text = models.TextField(_("words said"), blank=True)
    ticket = models.ForeignKey(
        Ticket, models.CASCADE, null=True, related_name="agenda_points", verbose_name=_("ticket")
    )

    class Meta:
        verbose_name = _("point of an agenda")
        verbose_name_plural = _("points of agendas")
        constraints = [models.UniqueConstraint(fields=["briefing", "number"], name="agenda_number_once")]

    def __str__(self) -> str:
        return f"{self.briefing_id} #{self.number}"


class Conclusion(models.Model):
    """What a briefing concluded; one given to agencies is a request, `what` names it among the obligations."""

    briefing = models.ForeignKey(
        Briefing, models.CASCADE, related_name="conclusions", verbose_name=_("briefing")
    )
    key = models.CharField(_("key of the sending"), max_length=64)
    number = models.PositiveSmallIntegerField(_("place in the order"))
    text = models.TextField(_("words said"))
    what = models.CharField(_("key of what is owed"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("conclusion")
        verbose_name_plural = _("conclusions")
        constraints = [
            models.UniqueConstraint(fields=["briefing", "number"], name="conclusion_number_once"),
            models.UniqueConstraint(fields=["briefing", "key"], name="conclusion_entered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id} #{self.number}"
