"""Who signs in, the posts they hold on dates, and who acts for whom."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import (
    Role,
)
from haidang.agencies.models.register import Agency


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
