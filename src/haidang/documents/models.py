"""Papers, what was read in them and what people decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.documents.enums import (
    DoubtAnswer,
    FindingKind,
    FindingOrigin,
    FindingState,
    LawChangeKind,
    PicturesState,
    ReadingState,
    RelationKind,
    WordState,
)
from haidang.engines.vietnamese.dates import written_day, written_moment
from haidang.foundation.models import StoredFile


class Document(models.Model):
    """A paper: one that was handed in, or one known only because others cite it (no file)."""

    kind = models.CharField(_("kind"), max_length=80, blank=True)
    number = models.CharField(_("number"), max_length=80, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    issuer_name = models.CharField(_("issuer as printed"), max_length=300, blank=True)
    issuer = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issued_documents",
        verbose_name=_("issuer"),
    )
    title = models.TextField(_("title"), blank=True)
    number_key = models.CharField(_("number for comparing"), max_length=80, blank=True, editable=False)
    exact_text = models.TextField(_("exact text for search"), blank=True, editable=False)
    folded_text = models.TextField(_("folded text for search"), blank=True, editable=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, verbose_name=_("file"))
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("registered by")
    )
    registered_at = models.DateTimeField(_("registered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [models.Index(fields=["number_key", "issued_on"], name="document_by_sign")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number or self.title}".strip() or self._named_by_arrival()

    def _named_by_arrival(self) -> str:
        arrival = written_moment(timezone.localtime(self.registered_at))
        return str(_("paper without a number, handed in %(moment)s") % {"moment": arrival})

    @property
    def is_only_cited(self) -> bool:
        return self.file_id is None


class DocumentRelation(models.Model):
    """One paper stands in a relation to another, at these lines."""

    source = models.ForeignKey(Document, models.CASCADE, related_name="relations", verbose_name=_("source"))
    target = models.ForeignKey(Document, models.CASCADE, related_name="cited_by", verbose_name=_("target"))
    kind = models.CharField(_("kind"), max_length=20, choices=RelationKind)
    lines = models.JSONField(_("lines"), default=list)

    class Meta:
        verbose_name = _("relation of documents")
        verbose_name_plural = _("relations of documents")
        constraints = [models.UniqueConstraint(fields=["source", "target", "kind"], name="relation_once")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class DocumentReading(models.Model):
    """One reading of a document's file. Its state is the queue: waiting rows are claimed by the work loop."""

    document = models.ForeignKey(
        Document, models.CASCADE, related_name="readings", verbose_name=_("document")
    )
    state = models.CharField(_("state"), max_length=12, choices=ReadingState, default=ReadingState.WAITING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    claimed_at = models.DateTimeField(_("claimed at"), null=True)
    claimed_by = models.CharField(_("claimed by"), max_length=120, blank=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    progress_done = models.PositiveIntegerField(_("steps done"), default=0)
    progress_total = models.PositiveIntegerField(_("steps in all"), default=0)
    progress_stage = models.CharField(_("stage"), max_length=80, blank=True)
    refusal_code = models.CharField(_("refusal code"), max_length=40, blank=True)
    refusal_message = models.TextField(_("refusal"), blank=True)
    file_kind = models.CharField(_("kind of file"), max_length=12, blank=True)
    is_damaged = models.BooleanField(_("damaged"), default=False)
    line_count = models.PositiveIntegerField(_("lines"), default=0)
    page_count = models.PositiveIntegerField(_("pages"), default=0)
    answer = models.JSONField(_("answer"), null=True)
    hidden = models.JSONField(_("hidden text"), default=list)
    page_notes = models.JSONField(_("notes about pages"), default=list)
    page_sizes = models.JSONField(_("pages in points, and how they were turned"), default=list)
    uncertain_count = models.PositiveIntegerField(_("uncertain words"), default=0)
    pictures = models.CharField(
        _("page pictures"), max_length=12, choices=PicturesState, default=PicturesState.NONE
    )
    picture_attempts = models.PositiveSmallIntegerField(_("attempts at pictures"), default=0)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        indexes = [
            models.Index(fields=["state", "id"], name="reading_queue"),
            models.Index(fields=["pictures", "id"], name="pictures_queue"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReadingState.REFUSED) | ~Q(refusal_code=""), name="refusal_has_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.state} {self.pk}"


class DocumentLine(models.Model):
    """One line of a read paper; `number` is what findings cite."""

    reading = models.ForeignKey(
        DocumentReading, models.CASCADE, related_name="lines", verbose_name=_("reading")
    )
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    # Only where it differs from the text: the line was repaired, or a person corrected a word of it.
    raw = models.TextField(_("as the file has it"), blank=True)
    page = models.PositiveIntegerField(_("page"), null=True)
    number_on_page = models.PositiveIntegerField(_("number on the page"), null=True)
    box = models.JSONField(_("box in points"), null=True)
    table = models.PositiveIntegerField(_("table"), null=True)
    row = models.PositiveIntegerField(_("row"), null=True)
    paragraph = models.PositiveIntegerField(_("paragraph"), null=True)
    is_bold = models.BooleanField(_("bold"), default=False)
    is_furniture = models.BooleanField(_("page furniture"), default=False)

    class Meta:
        verbose_name = _("line")
        verbose_name_plural = _("lines")
        constraints = [models.UniqueConstraint(fields=["reading", "number"], name="line_once")]

    def __str__(self) -> str:
        return f"{self.reading_id}:{self.number}"


class UncertainWord(models.Model):
    """One of the words that the machine is least sure of; `start` and `end` are its place in the line's text.

    `text` is what the machine read and never changes; what a person put in its place is `corrected_text`. Words
    decided in one act point at the one that the person had open.
    """

    reading = models.ForeignKey(
        DocumentReading, models.CASCADE, related_name="uncertain_words", verbose_name=_("reading")
    )
    line_number = models.PositiveIntegerField(_("line"))
    start = models.PositiveIntegerField(_("first letter"))
    end = models.PositiveIntegerField(_("after the last letter"))
    raw = models.TextField(_("as the file has it"), blank=True)
    text = models.TextField(_("as read"))
    confidence = models.FloatField(_("confidence"))
    alternatives = models.JSONField(_("other readings"), default=list)
    box = models.JSONField(_("box in points"), null=True)
    # The others are places where a listed word was read in the same way, surely enough not to be asked about.
    is_listed = models.BooleanField(_("in the list of words to see"), default=True)
    order = models.PositiveIntegerField(_("order"))
    state = models.CharField(_("state"), max_length=12, choices=WordState, default=WordState.OPEN)
    corrected_text = models.TextField(_("corrected text"), blank=True)
    # What a deletion took out, of the line and, on the word a person had open, of the findings: for taking it back.
    removal = models.JSONField(_("taken out by its deletion"), null=True)
    decided_with = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        related_name="decided_along",
        verbose_name=_("decided together with"),
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        verbose_name = _("uncertain word")
        verbose_name_plural = _("uncertain words")
        indexes = [models.Index(fields=["reading", "line_number"], name="word_on_line")]
        constraints = [
            models.UniqueConstraint(fields=["reading", "order"], name="word_once"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0) & Q(confidence__lte=1), name="word_confidence_share"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.current_text or self.text}” ({self.reading_id}:{self.line_number})"

    @property
    def current_text(self) -> str:
        """What stands in the line now."""
        return "" if self.state == WordState.DELETED else self.corrected_text or self.text


class PageImage(models.Model):
    """The picture of one page, for the review screen."""

    reading = models.ForeignKey(
        DocumentReading, models.CASCADE, related_name="page_images", verbose_name=_("reading")
    )
    page = models.PositiveIntegerField(_("page"))
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name=_("file"))
    width = models.FloatField(_("page width in points"))
    height = models.FloatField(_("page height in points"))

    class Meta:
        verbose_name = _("page image")
        verbose_name_plural = _("page images")
        constraints = [models.UniqueConstraint(fields=["reading", "page"], name="page_image_once")]

    def __str__(self) -> str:
        return f"{self.reading_id}/{self.page}"


class Finding(models.Model):
    """One thing found in a paper. `raw` is what the engine read and never changes; `value` is what holds.

    Both are the object of that kind in `haidang read --json` (reading.md), with lines as numbers of lines.
    """

    reading = models.ForeignKey(
        DocumentReading, models.CASCADE, related_name="findings", verbose_name=_("reading")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=FindingKind)
    label = models.CharField(_("label"), max_length=60, blank=True)
    order = models.PositiveIntegerField(_("order"))
    raw = models.JSONField(_("as read"), null=True)
    value = models.JSONField(_("as it holds"))
    lines = models.JSONField(_("cited lines"), default=list)
    confidence = models.FloatField(_("confidence"), default=1.0)
    state = models.CharField(_("state"), max_length=12, choices=FindingState, default=FindingState.PROPOSED)
    origin = models.CharField(_("origin"), max_length=12, choices=FindingOrigin, default=FindingOrigin.READ)
    made_from = models.ManyToManyField("self", symmetrical=False, related_name="became", blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        indexes = [models.Index(fields=["reading", "kind", "order"], name="finding_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__gte=0) & Q(confidence__lte=1), name="finding_confidence_share"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.label} ({self.reading_id})"


class DocumentDoubt(models.Model):
    """Something only a person can settle; open until answered."""

    reading = models.ForeignKey(
        DocumentReading, models.CASCADE, related_name="doubts", verbose_name=_("reading")
    )
    finding = models.ForeignKey(
        Finding, models.SET_NULL, null=True, related_name="doubts", verbose_name=_("finding")
    )
    code = models.CharField(_("code"), max_length=40)
    message = models.TextField(_("message"))
    lines = models.JSONField(_("lines"), default=list)
    order = models.PositiveIntegerField(_("order"))
    is_obligatory = models.BooleanField(_("obligatory"), default=False)
    answer = models.CharField(_("answer"), max_length=40, blank=True, choices=DoubtAnswer)
    note = models.TextField(_("note"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("doubt")
        verbose_name_plural = _("doubts")

    def __str__(self) -> str:
        return f"{self.code} ({self.reading_id})"


class CirculationQuerySet(models.QuerySet):
    def under_way(self):
        """This function will keep the circulations that were not recalled."""
        return self.filter(recalled_at=None)


class Circulation(models.Model):
    """A paper sent to agencies to be read and made known there. Goes with the paper when that is purged."""

    document = models.ForeignKey(
        Document, models.CASCADE, related_name="circulations", verbose_name=_("document")
    )
    note = models.CharField(_("what is asked"), max_length=500, blank=True)
    until = models.DateField(_("to be read until"), null=True, blank=True)
    # Given by the form: a form sent twice sends the paper once.
    token = models.UUIDField(_("token"), unique=True, editable=False)
    circulated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by")
    )
    circulated_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    recalled_at = models.DateTimeField(_("recalled at"), null=True)

    objects = CirculationQuerySet.as_manager()

    class Meta:
        verbose_name = _("circulation")
        verbose_name_plural = _("circulations")

    def __str__(self) -> str:
        return f"{self.document} {written_day(timezone.localdate(self.circulated_at))}"


class ReceiptQuerySet(models.QuerySet):
    def standing(self):
        """This function will keep the receipts that were not merged into the one of a body that took over."""
        return self.filter(merged_into=None)

    def waiting(self):
        """This function will keep the receipts that somebody still has to confirm."""
        return self.standing().filter(informed_at=None, circulation__recalled_at=None)


class Receipt(models.Model):
    """What one agency did with a circulated paper: opened it, read it and made it known to so many of its staff."""

    circulation = models.ForeignKey(
        Circulation, models.CASCADE, related_name="receipts", verbose_name=_("circulation")
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="receipts", verbose_name=_("agency"))
    opened_at = models.DateTimeField(_("first opened at"), null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("opened by")
    )
    informed_at = models.DateTimeField(_("read and made known at"), null=True)
    informed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    staff_informed = models.PositiveIntegerField(_("staff informed"), null=True)
    # The body that took over was sent the paper itself: its own receipt answers for both.
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="merged", verbose_name=_("merged into")
    )
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [models.UniqueConstraint(fields=["circulation", "agency"], name="receipt_once")]

    def __str__(self) -> str:
        return f"{self.circulation_id} {self.agency}"


class LawChange(models.Model):
    """What happened to a paper of law: took effect, was amended, replaced or ended, on a day, by which paper.

    The paper is named by its sign and day, whether the register of papers has it or not.
    """

    law_kind = models.CharField(_("kind"), max_length=80, blank=True)
    number = models.CharField(_("number"), max_length=80)
    number_key = models.CharField(_("number for comparing"), max_length=80, db_index=True, editable=False)
    issued_on = models.DateField(_("issued on"), null=True)
    title = models.TextField(_("title"), blank=True)
    change = models.CharField(_("what happened"), max_length=12, choices=LawChangeKind)
    effective_on = models.DateField(_("takes effect on"), null=True)
    by_name = models.CharField(_("by the paper"), max_length=300, blank=True)
    by_number = models.CharField(_("number of that paper"), max_length=80, blank=True)
    by_number_key = models.CharField(_("its number for comparing"), max_length=80, blank=True, editable=False)
    by_issued_on = models.DateField(_("that paper issued on"), null=True)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_verified = models.BooleanField(_("verified"), default=False)
    ended_at = models.DateTimeField(_("taken out at"), null=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("change of a law")
        verbose_name_plural = _("changes of laws")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_verified=False) | ~Q(source=""), name="verified_law_has_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.law_kind} {self.number} {self.change} {self.effective_on or ''}".strip()
