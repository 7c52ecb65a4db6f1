"""Plans that are being made: which an account may see and change, and what stands in one."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency
from haidang.agencies.queries import reach_to_see, reach_to_write
from haidang.agencies.rules import posts_today
from haidang.documents.models import Document
from haidang.engines.drafting.plan_edits import possible_moves
from haidang.engines.drafting.plan_numbers import own_number, point_labels
from haidang.engines.drafting.plan_paper import PlanHead, report_line
from haidang.engines.drafting.plan_points import (
    CHILD_KINDS,
    DEEPEST_SECTION,
    PlanPoint,
    every_point,
    plain_points,
    points_from,
)
from haidang.engines.drafting.plan_years import names_old_year
from haidang.engines.reckoning.errors import UnreadableTiming
from haidang.engines.reckoning.timing import Timing, read_timing
from haidang.engines.vietnamese.signs import sign_key
from haidang.programme.enums import DraftState
from haidang.programme.models import DraftRevision, PlanDraft, Programme

NO_SIGN = "no_sign"
NO_LEAD, UNREAD_TIMING, OLD_YEAR, NO_TASK, NO_TITLE = (
    "no_lead",
    "unread_timing",
    "old_year",
    "no_task",
    "no_title",
)
# An old year may be meant ("tiếp nối Kế hoạch năm 2025"), and a time that was copied may be no time of a calendar
# ("Theo kế hoạch của Bộ"): both are shown, and hinder nothing.
_ONLY_SHOWN = (OLD_YEAR, UNREAD_TIMING)


@dataclass(frozen=True, slots=True)
class DraftHead:
    """What stands at the top and at the foot of a plan, and how its tasks are printed."""

    title: str
    first_year: int
    last_year: int
    is_tabled: bool = True
    superior: str = ""
    place: str = ""
    sign: str = ""
    authority: str = ""
    signer: str = ""
    changed: int = 0


@dataclass(frozen=True, slots=True)
class PlanContent:
    """The whole content of a plan: its head and its points."""

    head: DraftHead
    points: tuple[PlanPoint, ...]


@dataclass(frozen=True, slots=True)
class PointConcern:
    """Something about a point that a person has to see; without a point it is about the plan."""

    code: str
    key: int | None = None
    text: str = ""
    title: str = ""

    @property
    def is_hindrance(self) -> bool:
        return self.code not in _ONLY_SHOWN


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point as the tree shows it."""

    point: PlanPoint
    label: str
    depth: int
    root_kind: str
    timing: Timing | None
    concerns: tuple[PointConcern, ...]
    moves: tuple[str, ...]
    child_kinds: tuple[str, ...]
    sentence: str = ""


def plans_open_to(account: Any) -> QuerySet[PlanDraft]:
    """This function will return the plans being made that an account may see: those of agencies within its reach."""
    drafts = PlanDraft.objects.select_related("owner", "programme", "approved_by", "made_by")
    return reach_to_see(account).narrow(drafts, "owner")


def may_change_plan(account: Any, draft: PlanDraft) -> bool:
    """This function will tell whether an account may write for the agency whose plan it is."""
    return reach_to_write(account).covers(draft.owner_id)


def may_approve_plan(account: Any, draft: PlanDraft) -> bool:
    """This function will tell whether an account may approve a plan: a leader who may see it."""
    is_leader = any(post.role == Role.LEADER for post in posts_today(account))
    return is_leader and reach_to_see(account).covers(draft.owner_id)


def may_make_plans(account: Any) -> bool:
    """This function will tell whether an account may write for any agency at all."""
    reach = reach_to_write(account)
    return reach.is_everywhere or bool(reach.agencies)


def plans_under_way(account: Any) -> QuerySet[PlanDraft]:
    """This function will return the plans that are not issued yet, latest first."""
    return plans_open_to(account).exclude(state=DraftState.ISSUED).order_by("-id")


def content_of(draft: PlanDraft) -> PlanContent:
    """This function will read the content of a plan."""
    return content_from(draft.content)


def content_from(plain: Mapping[str, Any]) -> PlanContent:
    """This function will make content of what `plain_content` wrote."""
    return PlanContent(DraftHead(**plain["head"]), points_from(plain["points"]))


def plain_content(content: PlanContent) -> dict[str, Any]:
    """This function will write content as plain data to keep."""
    return {"head": asdict(content.head), "points": plain_points(content.points)}


def plan_rows(content: PlanContent) -> list[PointRow]:
    """This function will lay the tree out in rows from top to bottom, each with what can be done to it."""
    labels = point_labels(content.points)
    moves = possible_moves(content.points)
    by_key: dict[int | None, list[PointConcern]] = {}
    for concern in plan_concerns(content):
        by_key.setdefault(concern.key, []).append(concern)
    return [
        PointRow(
            point=point,
            label=_shown_label(point, labels),
            depth=depth,
            root_kind=root.kind,
            timing=timing_of(point, content.head),
            concerns=tuple(by_key.get(point.key, ())),
            moves=moves[point.key],
            child_kinds=_child_kinds(point, depth),
            sentence=report_line(point).removeprefix("- ") if point.kind == "report" else "",
        )
        for root in content.points
        for point, depth in _with_depth((root,), 1)
    ]


def _shown_label(point: PlanPoint, labels: Mapping[int, str]) -> str:
    label = labels.get(point.key, "")
    return label if point.kind == "subtask" else own_number(label)


def _child_kinds(point: PlanPoint, depth: int) -> tuple[str, ...]:
    kinds = CHILD_KINDS.get(point.kind, ())
    return tuple(kind for kind in kinds if kind != "section" or depth < DEEPEST_SECTION)


def _with_depth(points: tuple[PlanPoint, ...], depth: int) -> Iterator[tuple[PlanPoint, int]]:
    for point in points:
        yield point, depth
        yield from _with_depth(point.children, depth + 1)


def timing_of(point: PlanPoint, head: DraftHead) -> Timing | None:
    """This function will return how a point's timing is understood, None without one or when it is not."""
    if not point.timing:
        return None
    try:
        return read_timing(point.timing, head.first_year, head.last_year)
    except UnreadableTiming:
        return None


def plan_concerns(content: PlanContent) -> list[PointConcern]:
    """This function will list what has to be seen before a plan is approved, in the order of the plan."""
    found = [
        concern for point in every_point(content.points) for concern in _concerns_of(point, content.head)
    ]
    whole = (
        [PointConcern(NO_TASK)] if not any(one.kind == "task" for one in every_point(content.points)) else []
    )
    unsigned = [] if content.head.sign and content.head.place else [PointConcern(NO_SIGN)]
    return [*unsigned, *whole, *found]


def _concerns_of(point: PlanPoint, head: DraftHead) -> Iterator[PointConcern]:
    if not point.title.strip():
        yield PointConcern(NO_TITLE, point.key)
    if point.kind == "task" and not point.lead:
        yield PointConcern(NO_LEAD, point.key, title=point.title)
    if point.timing and timing_of(point, head) is None:
        yield PointConcern(UNREAD_TIMING, point.key, point.timing, title=point.title)
    if point.kind in {"section", "task", "subtask", "report"}:
        words = " ".join((point.title, *point.content, point.product, point.timing))
        if year := names_old_year(words, head.first_year):
            yield PointConcern(OLD_YEAR, point.key, str(year), title=point.title)


def paper_head(draft: PlanDraft, *, number: str = "", dated: date | None = None) -> PlanHead:
    """This function will return the head of the paper; without a number room is left for it."""
    head = content_of(draft).head
    return PlanHead(
        issuer=draft.owner.name,
        title=head.title,
        place=head.place,
        number=number or f"/{head.sign}",
        year=head.first_year,
        superior=head.superior,
        dated=dated,
        authority=tuple(line.strip() for line in head.authority.splitlines() if line.strip()),
        signer=head.signer,
    )


def paper_with_number(owner: Agency, number: str, *, year: int) -> Document | None:
    """This function will return a registered paper of an agency that bears a number in a year, None without one."""
    own = Q(issuer=owner) | Q(issuer_name=owner.name)
    papers = Document.objects.filter(own, number_key=sign_key(number), issued_on__year=year)
    return papers.exclude(file=None).order_by("id").first()


def latest_revisions(draft: PlanDraft, *, most: int = 20) -> QuerySet[DraftRevision]:
    """This function will return the last edits of a plan, latest first, without their contents."""
    return draft.revisions.select_related("made_by").defer("content").order_by("-number")[:most]


def programmes_to_copy(account: Any) -> QuerySet[Programme]:
    """This function will return the programmes of agencies that an account may see, for copying from."""
    return reach_to_see(account).narrow(Programme.objects.select_related("document", "owner"), "owner")
