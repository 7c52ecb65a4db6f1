"""Rows every app shares: the log of actions, stored files, notices and e-mails."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from haidang.foundation.enums import ImportState, MailKind, MailState


class Event(models.Model):
    """One act: who, acting for whom, did what to what, before and after, when. Append-only, each tied to the last."""

    at = models.DateTimeField(_("at"), default=timezone.now, editable=False, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("actor")
    )
    acting_for = models.CharField(_("acting for"), max_length=300, blank=True)
    act = models.CharField(_("act"), max_length=80, db_index=True)
    subject_kind = models.CharField(_("subject kind"), max_length=80)
    subject_id = models.CharField(_("subject id"), max_length=64)
    subject_name = models.CharField(_("subject name"), max_length=500, blank=True)
    before = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, encoder=DjangoJSONEncoder)
    number = models.PositiveBigIntegerField(_("number in the chain"), null=True, unique=True)
    salt = models.CharField(_("salt"), max_length=32, blank=True)
    content_digest = models.CharField(_("digest of the content"), max_length=64, blank=True)
    previous = models.CharField(_("digest of the entry before"), max_length=64, blank=True)
    digest = models.CharField(_("digest of the entry"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["subject_kind", "subject_id", "id"], name="event_of_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.subject_kind} {self.subject_id}"


class LogChain(models.Model):
    """The end of the chain of the log, one row: whoever writes an entry locks it, so that there is one chain."""

    ONLY = 1

    length = models.PositiveBigIntegerField(_("length of the chain"), default=0)
    digest = models.CharField(_("digest of the last entry"), max_length=64)

    class Meta:
        verbose_name = _("chain of the log")
        verbose_name_plural = _("chains of the log")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_chain_of_the_log")]

    def __str__(self) -> str:
        return gettext("log of actions")


def private_file_name(instance: "StoredFile", original: str) -> str:
    """This function will name a file so that its address tells nothing and cannot be guessed."""
    token = uuid.uuid4().hex
    return f"{token[:2]}/{token}"


class StoredFile(models.Model):
    """A private file. Its name on disk is random; the name people gave it is kept beside it."""

    file = models.FileField(_("file"), upload_to=private_file_name, max_length=200)
    original_name = models.CharField(_("original name"), max_length=255)
    content_type = models.CharField(_("content type"), max_length=120)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    stored_at = models.DateTimeField(_("stored at"), auto_now_add=True)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")

    def __str__(self) -> str:
        return self.original_name


class Mail(models.Model):
    """One e-mail to one person about some notices. Its state is the queue; its words are those of its notices."""

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mails", verbose_name=_("person written to")
    )
    email = models.EmailField(_("e-mail address"))
    kind = models.CharField(_("kind of e-mail"), max_length=20, choices=MailKind)
    day = models.DateField(_("day of the e-mail"))
    state = models.CharField(
        _("state of the e-mail"), max_length=20, choices=MailState, default=MailState.WAITING
    )
    message_id = models.CharField(_("number on the envelope"), max_length=120, unique=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("to be sent from"))
    claimed_at = models.DateTimeField(_("taken up at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failure = models.CharField(_("what went wrong"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        constraints = [
            models.UniqueConstraint(
                fields=["to", "day"], condition=models.Q(kind="digest"), name="one_digest_a_day"
            )
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="mail_queue")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.to_id}"


class Notice(models.Model):
    """Something a person is told once: what happened or is due, and where to go. Its key says what it is about."""

    MOST_CHARACTERS_OF_TITLE = 300

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", verbose_name=_("person told")
    )
    kind = models.CharField(_("kind of notice"), max_length=80)
    title = models.CharField(_("title of the notice"), max_length=MOST_CHARACTERS_OF_TITLE)
    text = models.TextField(_("text of the notice"), blank=True)
    address = models.CharField(_("page of the notice"), max_length=500, blank=True)
    key = models.CharField(_("key of the notice"), max_length=200)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    created_at = models.DateTimeField(_("told at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("e-mailed at"), null=True, blank=True)
    mail = models.ForeignKey(
        "Mail", models.SET_NULL, null=True, blank=True, related_name="notices", verbose_name=_("e-mail")
    )

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [models.UniqueConstraint(fields=["to", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["to"], condition=models.Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.title


class TableImport(models.Model):
    """A workbook that waits for a person's word: its cells are kept until it is taken over or dropped."""

    table = models.CharField(_("table"), max_length=80)
    subject = models.CharField(_("what the table is of"), max_length=64, blank=True)
    file_name = models.CharField(_("name of the file"), max_length=255)
    sheets = models.JSONField(_("cells"), default=list)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.OPEN)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by")
    )
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    outcome = models.JSONField(_("what it did"), default=dict)

    class Meta:
        verbose_name = _("import of a table")
        verbose_name_plural = _("imports of tables")

    def __str__(self) -> str:
        return self.file_name


class CalendarFeed(models.Model):
    """The address under which a calendar program reads one person's due dates, until the person revokes it."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="feeds", verbose_name=_("whose due dates")
    )
    token = models.CharField(_("secret part of the address"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(revoked_at=None), name="one_open_calendar_feed"
            )
        ]

    def __str__(self) -> str:
        # The log shows this: never the token.
        return gettext("calendar feed")


class SavedFilter(models.Model):
    """What one person looks for in a list, under a name of the person's own; nobody else sees it."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters", verbose_name=_("whose filter")
    )
    place = models.CharField(_("address of the list"), max_length=200)
    name = models.CharField(_("name of the filter"), max_length=60)
    query = models.CharField(_("what is looked for"), max_length=1_000)
    saved_at = models.DateTimeField(_("saved at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        constraints = [
            models.UniqueConstraint(fields=["account", "place", "name"], name="saved_filter_named_once")
        ]

    def __str__(self) -> str:
        return self.name
