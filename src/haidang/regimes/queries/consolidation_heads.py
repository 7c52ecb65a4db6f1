"""What stands around the words of a consolidated report: letterhead, bases, addressees, recipients; proposed first."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Account, Agency, Post
from haidang.regimes.models import Consolidation, ReportRound
from haidang.regimes.queries.round_levels import owed_on_levels_above
from haidang.reports.models import Obligation

FILED = "Lưu: VT"
BASIS = "Căn cứ"
# Their papers bear no body above them (Decree 30/2020/NĐ-CP, Annex I, II.2).
_WITHOUT_SUPERIOR = (AgencyKind.MINISTRY, AgencyKind.COMMITTEE, AgencyKind.PROVINCE, AgencyKind.COMMUNE)
_TERRITORIES = (AgencyKind.PROVINCE, AgencyKind.DISTRICT, AgencyKind.COMMUNE)
# Above them stands no People's Committee; whom they stand under is left for the officer to write.
_OF_THE_PARTY = (AgencyKind.PARTY, AgencyKind.UNION)


@dataclass(frozen=True, slots=True)
class PaperHead:
    """Lines around the words of a paper, one a line: as an officer left them, or as they are proposed."""

    issuer: str
    superior: str = ""
    citations: str = ""
    addressees: str = ""
    recipients: str = ""


def proposed_head(consolidation: Consolidation) -> PaperHead:
    """Propose the lines around a report from what is known: who owes it to whom, and the basis of the regime.

    This function will leave nothing to be guessed by the paper: what is proposed is shown before it is issued.
    """
    issuer = issuing_agency(consolidation)
    owed = consolidation.obligation
    receiver = owed.owed_to.name if owed is not None and owed.owed_to is not None else ""
    return PaperHead(
        issuer=issuer.name if issuer else "",
        superior=superior_of(issuer),
        citations=_citation(consolidation.report_round.regime.basis),
        addressees=receiver,
        recipients="\n".join(filter(None, ("Như trên" if receiver else "", FILED))),
    )


def issuing_agency(consolidation: Consolidation) -> Agency | None:
    """This function will return the body that issues: who owes the report, else the agency of who began it."""
    if consolidation.obligation is not None:
        return consolidation.obligation.agency
    posts = Post.objects.filter(account=consolidation.begun_by_id).select_related("agency__parent")
    post = posts.order_by("id").first()
    return post.agency if post else None


def owed_above(report_round: ReportRound, person: Account) -> list[Obligation]:
    """This function will return what a consolidated report of a round may answer, that of the regime's own level first.

    Where many bodies owe it at that level, those that the person works for come alone.
    """
    own = list(owed_at_next_level(report_round).select_related("agency", "owed_to").order_by("id"))
    worked_for = set(Post.objects.filter(account=person).values_list("agency", flat=True))
    nearest = [one for one in own if one.agency_id in worked_for]
    return [*(nearest or own), *owed_elsewhere(report_round, person)]


def owed_at_next_level(report_round: ReportRound) -> QuerySet[Obligation]:
    """Return what is owed by the same regime for the same occurrence on the nearest level above a round's that owes.

    A round out of turn has none: what is owed for the same months is the regular round's.
    """
    above = owed_on_levels_above(report_round).filter(waived_on=None)
    # Levels are fewer than ten, so their keys sort as their numbers.
    return above.filter(what__in=above.order_by("what").values("what")[:1])


def owed_elsewhere(report_round: ReportRound, person: Account) -> list[Obligation]:
    """This function will return what a person's agencies owe for the period in rounds of other regimes."""
    rounds = ReportRound.objects.filter(what=OuterRef("what"), occurrence=OuterRef("occurrence"))
    rounds = rounds.exclude(regime=report_round.regime_id, level__gt=0)
    owed = Obligation.objects.filter(
        Exists(rounds),
        agency__in=Post.objects.filter(account=person).values("agency"),
        first_month=report_round.first_month,
        last_month=report_round.last_month,
        waived_on=None,
    )
    return list(owed.exclude(what=report_round.what).select_related("agency", "owed_to").order_by("id"))


def superior_of(issuer: Agency | None) -> str:
    """This function will name the body above in a letterhead: of a territory that is its People's Committee."""
    if issuer is None or issuer.parent is None or issuer.kind in _WITHOUT_SUPERIOR:
        return ""
    name = str(issuer.parent.name)
    if issuer.parent.kind not in _TERRITORIES:
        return name
    return "" if issuer.kind in _OF_THE_PARTY else f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}"


def _citation(basis: str) -> str:
    basis = basis.strip().rstrip(".;")
    if not basis:
        return ""
    return basis if basis.startswith(BASIS) else f"{BASIS} {basis}"
