"""Papers sent to agencies: what waits for a unit, how many have read, who has not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency, Post
from haidang.agencies.queries import reach_of_own_units
from haidang.agencies.registry import LeftOpen
from haidang.agencies.rules import may_follow_circulations
from haidang.documents.models import Circulation, Document, Receipt


@dataclass(frozen=True, slots=True)
class CirculationShare:
    """How far a circulated paper has come in the agencies that exist on a day."""

    circulation: Circulation
    units: int
    opened: int
    informed: int
    staff: int

    @property
    def missing(self) -> int:
        return self.units - self.informed


def circulations_open_to(account: Any) -> QuerySet[Circulation]:
    """This function will return the circulations an account may follow, latest first."""
    rows = Circulation.objects.all() if may_follow_circulations(account) else Circulation.objects.none()
    return rows.select_related("document", "circulated_by").order_by("-id")


def circulation_shares(circulations: Iterable[Circulation], *, on: date) -> list[CirculationShare]:
    """This function will count for each circulation how many of the agencies alive on a day opened and confirmed."""
    living = Agency.objects.without_tree_fields().alive_on(on).filter(pk=OuterRef("agency"))
    sent = list(circulations)
    counted: dict[int, dict[str, Any]] = {
        row["circulation"]: dict(row)
        for row in Receipt.objects.standing()
        .filter(Exists(living), circulation__in=sent)
        .values("circulation")
        .order_by()
        .annotate(
            units=Count("pk"),
            opened=Count("pk", filter=Q(opened_at__isnull=False)),
            informed=Count("pk", filter=Q(informed_at__isnull=False)),
            staff=Sum("staff_informed"),
        )
    }
    return [_share(one, counted.get(one.pk, {})) for one in sent]


def circulations_of(document: Document, *, for_user: Any, on: date) -> list[CirculationShare]:
    """This function will return how often and how far a paper was circulated, for those who follow that."""
    return circulation_shares(circulations_open_to(for_user).filter(document=document), on=on)


def receipts_of(circulation: Circulation, *, on: date, is_missing_only: bool = False) -> QuerySet[Receipt]:
    """This function will return what the agencies alive on a day did with a paper, first those that have not read."""
    living = Agency.objects.without_tree_fields().alive_on(on).filter(pk=OuterRef("agency"))
    rows = circulation.receipts.standing().filter(Exists(living))
    if is_missing_only:
        rows = rows.filter(informed_at=None)
    rows = rows.select_related("agency", "informed_by", "opened_by")
    return rows.order_by(F("informed_at").asc(nulls_first=True), "agency__name", "id")


def receipts_answered_by(account: Any) -> QuerySet[Receipt]:
    """This function will return the receipts of the agencies for which an account answers itself."""
    rows = reach_of_own_units(account).narrow(Receipt.objects.standing())
    return rows.select_related("agency", "circulation__document__file", "circulation__circulated_by")


def receipts_waiting(account: Any) -> QuerySet[Receipt]:
    """This function will return the papers that wait to be read by an account's agencies, the soonest due first."""
    rows = receipts_answered_by(account).filter(informed_at=None, circulation__recalled_at=None)
    return rows.order_by(F("circulation__until").asc(nulls_last=True), "-circulation_id", "id")


def papers_left_by(post: Post, on: date) -> list[LeftOpen]:
    """This function will tell which papers the agency of a leaving focal person has still to read and make known."""
    if post.role != Role.FOCAL:
        return []
    waiting = Receipt.objects.waiting().filter(agency=post.agency_id)
    rows = waiting.select_related("circulation__document").order_by("circulation__until", "id")
    return [
        LeftOpen(
            _("Paper to make known: %(paper)s") % {"paper": row.circulation.document},
            reverse("documents:circulation", args=[row.circulation_id]),
            row.circulation.until,
        )
        for row in rows
    ]


def _share(circulation: Circulation, row: dict[str, Any]) -> CirculationShare:
    return CirculationShare(
        circulation,
        units=row.get("units", 0),
        opened=row.get("opened", 0),
        informed=row.get("informed", 0),
        staff=row.get("staff") or 0,
    )
