"""What the register itself knows that agencies hold: duties, posts, units below them."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext as _

from haidang.agencies.models import Agency, Duty, Post
from haidang.agencies.registry import Memo, OpenRow

AgencyKeys = Collection[int]


def duties_held(agencies: AgencyKeys, on: date) -> list[OpenRow]:
    """This function will return the duties that agencies hold on a day."""
    held = Duty.objects.held_on(on).filter(holder__in=agencies).order_by("name", "pk")
    return [
        OpenRow(
            key=duty.pk,
            holder_id=duty.holder_id,
            text=duty.name,
            state=f"{duty.valid_from} {duty.valid_to} {duty.name}",
        )
        for duty in held
    ]


def posts_held(agencies: AgencyKeys, on: date) -> list[OpenRow]:
    """This function will return the posts that people hold in agencies on a day or later."""
    held = Post.objects.filter(_not_over(on), agency__in=agencies).select_related("account")
    return [
        OpenRow(
            key=post.pk,
            holder_id=post.agency_id,
            text=_("%(person)s, %(role)s")
            % {"person": post.account, "role": post.title or post.get_role_display()},
            state=f"{post.role} {post.valid_from} {post.valid_to} {post.title}",
        )
        for post in held.order_by("account__full_name", "pk")
    ]


def units_held(agencies: AgencyKeys, on: date) -> list[OpenRow]:
    """This function will return the units right under agencies on a day or later."""
    units = Agency.objects.without_tree_fields().filter(_not_over(on), parent__in=agencies)
    return [
        OpenRow(key=unit.pk, holder_id=unit.parent_id, text=unit.name, state=f"{unit.name} {unit.valid_to}")
        for unit in units.order_by("name", "pk")
    ]


def units_below(agencies: AgencyKeys, on: date) -> dict[int, int]:
    """This function will return the units under some agencies at every depth, each with the one of them above it."""
    above = {key: key for key in agencies}
    level = set(agencies)
    while level:
        living = Agency.objects.without_tree_fields().filter(_not_over(on), parent__in=level)
        found = {pk: above[parent] for pk, parent in living.values_list("pk", "parent_id") if pk not in above}
        above |= found
        level = set(found)
    return {key: top for key, top in above.items() if key not in agencies}


def duty_hindrances(memos: Mapping[int, Memo]) -> list[str]:
    """This function will tell which passed duties were passed on again, changed or corrected since."""
    told = []
    for duty in _made(Duty.objects.select_related("taken_over").prefetch_related("passed_on"), memos):
        memo = memos.get(duty.taken_over_id or 0)
        as_left = memo and memo["state"] == duty_state(duty, duty.taken_over)
        if not as_left or duty.passed_on.all():
            told.append(_("The duty “%(name)s” was changed or passed on since.") % {"name": duty.name})
    return told


def post_hindrances(memos: Mapping[int, Memo]) -> list[str]:
    """This function will tell which moved posts were ended or changed since."""
    closed = Post.objects.in_bulk(list(memos))
    made = {post.pk: post for post in _made(Post.objects.select_related("account"), memos)}
    return [
        _("A post of %(person)s was changed since.") % {"person": closed[key].account}
        for key, memo in memos.items()
        if post_state(closed[key], *(made[pk] for pk in memo["made"] if pk in made)) != memo["state"]
    ]


def unit_hindrances(memos: Mapping[int, Memo]) -> list[str]:
    """This function will tell which units were put elsewhere or ended otherwise since."""
    units = Agency.objects.without_tree_fields().in_bulk(list(memos))
    return [
        _("“%(name)s” was put under another body or ended otherwise since.") % {"name": units[key].name}
        for key, memo in memos.items()
        if unit_state(units[key]) != memo["state"]
    ]


def duty_state(following: Duty, before: Duty | None) -> str:
    """This function will tell how a passed duty stands, to know later whether anybody changed it."""
    ended = before.valid_to if before else None
    return f"{following.name} {following.holder_id} {following.valid_from} {following.valid_to} {ended}"


def post_state(closed: Post, *opened: Post) -> str:
    """This function will tell how a moved post stands, to know later whether anybody changed it."""
    rows = [f"{post.agency_id} {post.role} {post.valid_from} {post.valid_to}" for post in (closed, *opened)]
    return "; ".join(rows)


def unit_state(unit: Agency) -> str:
    """This function will tell where a unit stands, to know later whether anybody changed it."""
    return f"{unit.parent_id} {unit.valid_to}"


def _made(rows, memos: Mapping[int, Memo]) -> list:
    return list(rows.filter(pk__in=[pk for memo in memos.values() for pk in memo["made"]]))


def _not_over(on: date) -> Q:
    lasts = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    return lasts & (Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")))
