"""People and the seats they hold, by date."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import (
    SeatKind,
    SeatPlace,
)
from haidang.agencies.models.accounts import Account
from haidang.agencies.models.register import Agency


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
