"""Agencies over time, accounts and the posts that give accounts their rights."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from haidang.agencies.enums import (
    AgencyKind,
    HandoverReason,
    NameKind,
    Role,
    SeatKind,
    SeatPlace,
    SuccessionKind,
)


class AgencyQuerySet(TreeQuerySet):
    def alive_on(self, day):
        """This function will keep the agencies that exist on `day` (valid_to itself is excluded).

        An entry that was found to be the same body as another one is none of them.
        """
        return self.filter(
            Q(same_as__isnull=True),
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )


class Agency(TreeNode):
    """A body that owes or receives work. Never renamed in place, never deleted."""

    code = models.SlugField(_("code"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AgencyKind, default=AgencyKind.OTHER)
    name = models.CharField(_("name"), max_length=300)
    folded_name = models.CharField(_("folded name"), max_length=300, db_index=True, editable=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_verified = models.BooleanField(_("verified"), default=True)
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=_("the same body as"),
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="agency_lives_forward",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AgencyName(models.Model):
    """One name, abbreviation or alias of an agency, with the days it was used."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names", verbose_name=_("agency"))
    kind = models.CharField(_("kind"), max_length=20, choices=NameKind, default=NameKind.ALIAS)
    text = models.CharField(_("text"), max_length=300)
    key = models.CharField(_("matching key"), max_length=600, db_index=True, editable=False)
    folded_text = models.CharField(_("folded text"), max_length=300, editable=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("agency name")
        verbose_name_plural = _("agency names")
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "text"], name="agency_name_once")]

    def __str__(self) -> str:
        return f"{self.text} ({self.agency_id})"


class Succession(models.Model):
    """One act of reorganisation: on a day, these agencies ended or gave up a part, and these follow them.

    An agency that an act ends or founds is a row of its own; the act changes no row but for the day it ends on.
    """

    effective_on = models.DateField(_("takes effect on"), db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SuccessionKind)
    predecessors = models.ManyToManyField(Agency, related_name="acts_ending", verbose_name=_("predecessors"))
    heirs = models.ManyToManyField(Agency, related_name="acts_founding", blank=True, verbose_name=_("heirs"))
    legal_basis = models.CharField(_("legal basis"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_verified = models.BooleanField(_("verified"), default=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")

    def __str__(self) -> str:
        return f"{self.effective_on} {self.kind}: {self.legal_basis}"


class DutyQuerySet(models.QuerySet):
    def held_on(self, day):
        """This function will keep the duties held on `day` (valid_to itself is excluded)."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )


class Duty(models.Model):
    """What an agency answers for, from when to when. Its next holder need not be the agency's heir."""

    name = models.CharField(_("name"), max_length=300)
    holder = models.ForeignKey(Agency, models.PROTECT, related_name="duties", verbose_name=_("holder"))
    taken_over = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="passed_on",
        verbose_name=_("the same duty before"),
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_verified = models.BooleanField(_("verified"), default=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty held")
        verbose_name_plural = _("duties held")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="duty_held_forward",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.holder_id})"


class Reorganisation(models.Model):
    """The carrying out of acts of one day: what was moved then, and by whom; undone as an act of its own."""

    key = models.CharField(_("key of the request"), max_length=64, unique=True)
    effective_on = models.DateField(_("takes effect on"))
    told = models.TextField(_("what was done, in words"))
    acts = models.ManyToManyField(Succession, related_name="reorganisations", verbose_name=_("acts"))
    carried_out_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", verbose_name=_("carried out by")
    )
    carried_out_at = models.DateTimeField(_("carried out at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undo_reason = models.TextField(_("why it was undone"), blank=True)

    class Meta:
        verbose_name = _("reorganisation")
        verbose_name_plural = _("reorganisations")

    def __str__(self) -> str:
        return f"{self.effective_on} {self.told}"


class Handover(models.Model):
    """One row that a reorganisation gave to another, ended or founded, with what it takes to give it back.

    Names stand in it as text: it tells what was done also after an undoing took a founded body away again.
    """

    reorganisation = models.ForeignKey(
        Reorganisation, models.CASCADE, related_name="handovers", verbose_name=_("reorganisation")
    )
    kind = models.CharField(_("kind"), max_length=30)
    row_key = models.BigIntegerField(_("key of the row"))
    text = models.TextField(_("what it is"))
    group = models.TextField(_("under"), blank=True)
    taken_from = models.CharField(_("taken from"), max_length=300, blank=True)
    given_to = models.CharField(_("given to"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=12, choices=HandoverReason)
    memo = models.JSONField(_("what it takes to give it back"), default=dict)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "kind", "row_key"], name="handover_once_in_an_act"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_key}: {self.taken_from} -> {self.given_to}"


class DuplicateEntry(models.Model):
    """Two entries of the register that are one body: what was put under the kept one, so that it can be taken back."""

    duplicate = models.ForeignKey(
        Agency, models.PROTECT, related_name="entries_merged", verbose_name=_("duplicate entry")
    )
    kept = models.ForeignKey(
        Agency, models.PROTECT, related_name="entries_kept", verbose_name=_("kept entry")
    )
    reason = models.TextField(_("how it is known"))
    moved = models.JSONField(_("keys of the rows that were moved"), default=dict)
    names = models.JSONField(_("names as they were"), default=list)
    merged_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, related_name="+", verbose_name=_("merged by")
    )
    merged_at = models.DateTimeField(_("merged at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        "agencies.Account", models.PROTECT, null=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undo_reason = models.TextField(_("why it was undone"), blank=True)

    class Meta:
        verbose_name = _("merged duplicate entry")
        verbose_name_plural = _("merged duplicate entries")
        constraints = [
            models.UniqueConstraint(
                fields=["duplicate"], condition=Q(undone_at__isnull=True), name="duplicate_merged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.duplicate_id} = {self.kept_id}"


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, password: str | None = None, **fields) -> "Account":
        """This function will create an account with a hashed password, or an unusable one without it."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who logs in. What the person may do follows from posts, never from the account."""

    username = models.CharField(_("login"), max_length=80, unique=True)
    full_name = models.CharField(_("full name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    must_change_password = models.BooleanField(_("must change password"), default=False)
    language = models.CharField(_("language"), max_length=8, default="vi")
    theme = models.CharField(_("theme"), max_length=8, default="auto")

    # The post this account acts for in one request, as the session says; None is all the own posts. Not stored.
    acting_as: int | None = None

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    objects = AccountManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.full_name or self.username


class PostQuerySet(models.QuerySet):
    def held_on(self, day):
        """This function will keep the posts held on `day` (valid_to itself is excluded)."""
        return self.filter(Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Post(models.Model):
    """Which account holds which role in which agency, from when to when."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="posts", verbose_name=_("account"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts", verbose_name=_("agency"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    title = models.CharField(_("title"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="post_held_forward",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.role} {self.agency}"


class DelegationQuerySet(models.QuerySet):
    def held_on(self, day):
        """This function will keep the delegations in force on `day`: the post is held and its holder's account open."""
        return self.filter(
            Q(post__valid_to__isnull=True) | Q(post__valid_to__gt=day),
            valid_from__lte=day,
            valid_to__gt=day,
            post__valid_from__lte=day,
            post__account__is_active=True,
        )


class Delegation(models.Model):
    """The holder of a post lets another account act for it, from when until when; the holder keeps the post."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="delegations", verbose_name=_("post"))
    delegate = models.ForeignKey(
        Account, models.PROTECT, related_name="delegations", verbose_name=_("who acts")
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))
    reason = models.CharField(_("reason"), max_length=300)
    given_at = models.DateTimeField(_("given at"), auto_now_add=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="delegation_forward")
        ]

    def __str__(self) -> str:
        return f"{self.delegate} / {self.post}"


class Person(models.Model):
    """Somebody with a seat in the work: an official, or one who agreed to be listed. Need not log in."""

    full_name = models.CharField(_("full name"), max_length=200)
    folded_name = models.CharField(_("folded name"), max_length=200, db_index=True, editable=False)
    account = models.OneToOneField(
        Account, models.PROTECT, null=True, blank=True, related_name="person", verbose_name=_("account")
    )
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.full_name


class SeatQuerySet(models.QuerySet):
    def held_on(self, day):
        """This function will keep the seats held on `day` (valid_to itself is excluded)."""
        return self.filter(Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Seat(models.Model):
    """Who sits where, from when to when: as focal person, in the steering committee, as expert, speaker and so on.

    A seat of the steering committee may belong to a post whose holder nobody has named yet. What is known of a seat
    is its office: no private address, no opinion, no history beyond its days.
    """

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name=_("person")
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="seats", verbose_name=_("agency"))
    kind = models.CharField(_("kind"), max_length=20, choices=SeatKind)
    place = models.CharField(
        _("place in the committee"), max_length=20, choices=SeatPlace, default=SeatPlace.MEMBER
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    phone = models.CharField(_("office phone"), max_length=40, blank=True)
    email = models.EmailField(_("office e-mail"), blank=True)
    source = models.CharField(_("source"), max_length=300)
    taken_over = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="passed_on",
        verbose_name=_("the same seat before"),
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        indexes = [models.Index(fields=["kind", "agency"], name="seat_of_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="seat_held_forward",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(kind=SeatKind.STEERING), name="seat_has_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.title} {self.kind} {self.agency}"
