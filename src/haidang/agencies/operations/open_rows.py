"""Hands over what the register itself knows that agencies hold: duties, posts, units; and gives it back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import Role
from haidang.agencies.errors import LastAdministrator, NotAliveThatDay, OwnHeir, UnitStillWorks
from haidang.agencies.models import Agency, Delegation, Duty, Post
from haidang.agencies.operations.succession import pass_duty_on
from haidang.agencies.queries.open_rows import (
    duties_held,
    duty_hindrances,
    duty_state,
    post_hindrances,
    post_state,
    posts_held,
    unit_hindrances,
    unit_state,
    units_below,
    units_held,
)
from haidang.agencies.queries.preview import DUTIES, UNITS
from haidang.agencies.registry import Carrying, Memo, OpenWork, RowGiven, open_work
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.operations import record_event


def register_open_rows() -> None:
    """This function will put duties, posts and units into the registry, duties first: proposals follow them."""
    open_work[:0] = [
        OpenWork(
            kind=DUTIES,
            label=_("Duties"),
            model="agencies.duty",
            rows_held=duties_held,
            hand_over=hand_duties_over,
            hindrances=duty_hindrances,
            give_back=give_duties_back,
            follows_duties=False,
        ),
        OpenWork(
            kind="posts",
            label=_("Posts"),
            model="agencies.post",
            rows_held=posts_held,
            hand_over=hand_posts_over,
            hindrances=post_hindrances,
            give_back=give_posts_back,
            may_end=True,
            follows_duties=False,
        ),
        OpenWork(
            kind=UNITS,
            label=_("Units below"),
            model="agencies.agency",
            rows_held=units_held,
            hand_over=hand_units_over,
            hindrances=unit_hindrances,
            give_back=give_units_back,
            may_end=True,
            follows_duties=False,
        ),
    ]


def hand_duties_over(rows: list[RowGiven], act: Carrying) -> dict[int, Memo]:
    """This function will pass duties on to their takers. Raises DutyNotHeld for one that began on the day or later."""
    duties = Duty.objects.select_related("holder").in_bulk([row.key for row in rows])
    return {row.key: _pass_duty(duties[row.key], row.taker, act) for row in rows if row.taker}


def give_duties_back(memos: Mapping[int, Memo], _by: Any) -> None:
    """This function will take passed duties away again and let their holders of before hold them as they did."""
    for key, memo in memos.items():
        Duty.objects.filter(pk__in=memo["made"]).delete()
        Duty.objects.filter(pk=key).update(valid_to=memo["valid_to"])


def hand_posts_over(rows: list[RowGiven], act: Carrying) -> dict[int, Memo]:
    """End posts on the day and open the same ones at their takers, where whoever acts for them acts on.

    This function will raise LastAdministrator.
    """
    posts = Post.objects.select_related("account", "agency").in_bulk([row.key for row in rows])
    acting = _delegations_from(act.on, posts)
    memos = {row.key: _move_post(posts[row.key], row.taker, act, acting.get(row.key, [])) for row in rows}
    if any(post.role == Role.ADMINISTRATOR for post in posts.values()):
        _require_administrator(act.today)
    return memos


def give_posts_back(memos: Mapping[int, Memo], by: Any) -> None:
    """Take moved posts away again and let the posts of before last as they did.

    This function will let a delegation that was revoked or given since stay as it is, for the post of before.
    """
    posts = Post.objects.select_related("account", "agency").in_bulk(list(memos))
    for key, memo in memos.items():
        _give_delegations_back(posts[key], memo)
        Post.objects.filter(pk__in=memo["made"]).delete()
        Post.objects.filter(pk=key).update(valid_to=memo["valid_to"])
        record_event(
            actor=by,
            act="agencies.give_post_back",
            subject=posts[key].account,
            after={"role": posts[key].role, "agency": posts[key].agency.name, "to": memo["valid_to"]},
        )


def hand_units_over(rows: list[RowGiven], act: Carrying) -> dict[int, Memo]:
    """This function will put units under their takers, or end them on the day.

    Raises UnitStillWorks for a unit that would end although it holds something, OwnHeir for one put under itself.
    """
    units = Agency.objects.without_tree_fields().select_related("parent").in_bulk([row.key for row in rows])
    return {row.key: _move_unit(units[row.key], row.taker, act) for row in rows}


def give_units_back(memos: Mapping[int, Memo], by: Any) -> None:
    """This function will put units where they stood before."""
    units = Agency.objects.without_tree_fields().in_bulk(list(memos))
    parents = Agency.objects.without_tree_fields().in_bulk([memo["parent"] for memo in memos.values()])
    for key, memo in memos.items():
        Agency.objects.filter(pk=key).update(parent=memo["parent"], valid_to=memo["valid_to"])
        after = {"agency": parents[memo["parent"]].name, "to": memo["valid_to"]}
        record_event(actor=by, act="agencies.give_unit_back", subject=units[key], after=after)


def _pass_duty(duty: Duty, taker: Any, act: Carrying) -> Memo:
    until = duty.valid_to
    following = pass_duty_on(
        duty=duty, holder=taker, on=act.on, passed_by=act.by, legal_basis=act.legal_basis
    )
    return {"made": [following.pk], "valid_to": _written(until), "state": duty_state(following, duty)}


def _delegations_from(day: date, posts: Mapping[int, Post]) -> dict[int, list[Delegation]]:
    """By post, the delegations that last beyond a day."""
    found: dict[int, list[Delegation]] = {}
    lasting = Delegation.objects.filter(post__in=list(posts), valid_to__gt=day).select_related("delegate")
    for delegation in lasting.order_by("pk"):
        found.setdefault(delegation.post_id, []).append(delegation)
    return found


def _delegate_anew(delegation: Delegation, post: Post) -> Delegation:
    return Delegation.objects.create(
        post=post,
        delegate=delegation.delegate,
        valid_from=max(delegation.valid_from, post.valid_from),
        valid_to=max(delegation.valid_to, post.valid_from),
        reason=delegation.reason,
    )


def _give_delegations_back(post: Post, memo: Memo) -> None:
    carried_on = {int(new): old for new, old in memo.get("delegations", {}).items()}
    for new, row in Delegation.objects.in_bulk(list(carried_on)).items():
        Delegation.objects.filter(pk=carried_on[new]).update(valid_to=row.valid_to)
        row.delete()
    Delegation.objects.filter(post__in=memo["made"]).update(post=post)


def _move_post(post: Post, taker: Any | None, act: Carrying, acting: list[Delegation]) -> Memo:
    until, day = post.valid_to, max(act.on, post.valid_from)
    post.valid_to = day
    post.save(update_fields=["valid_to"])
    opened = [_post_at(taker, post, valid_from=day, valid_to=until)] if taker else []
    carried_on = [(one, _delegate_anew(one, opened[0])) for one in acting] if opened else []
    delegates = ", ".join(one.delegate.full_name for one, _new in carried_on)
    record_event(
        actor=act.by,
        act="agencies.move_post",
        subject=post.account,
        before={"role": post.role, "agency": post.agency.name, "to": until},
        after={"agency": taker.name if taker else "", "from": day}
        | ({"delegate": delegates} if delegates else {}),
    )
    return {
        "made": [one.pk for one in opened],
        "delegations": {str(new.pk): one.pk for one, new in carried_on},
        "valid_to": _written(until),
        "state": post_state(post, *opened),
    }


def _post_at(agency: Agency, post: Post, *, valid_from: date, valid_to: date | None) -> Post:
    return Post.objects.create(
        account=post.account,
        agency=agency,
        role=post.role,
        title=post.title,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _require_administrator(today: date) -> None:
    if not Post.objects.held_on(today).filter(role=Role.ADMINISTRATOR, account__is_active=True).exists():
        raise LastAdministrator


def _move_unit(unit: Agency, taker: Any | None, act: Carrying) -> Memo:
    memo = {"made": [unit.pk], "parent": unit.parent_id, "valid_to": _written(unit.valid_to)}
    before = {"agency": unit.parent.name if unit.parent else "", "to": unit.valid_to}
    if taker:
        _require_above(unit, taker, act.today)
        unit.parent = taker
    else:
        _require_idle(unit, act)
        unit.valid_to = act.on
    unit.save(update_fields=["parent", "valid_to"])
    after = {"agency": taker.name if taker else "", "from": act.on, "to": unit.valid_to}
    record_event(actor=act.by, act="agencies.move_unit", subject=unit, before=before, after=after)
    return memo | {"state": unit_state(unit)}


def _require_above(unit: Agency, taker: Agency, today: date) -> None:
    if taker.pk == unit.pk or taker.pk in units_below([unit.pk], today):
        raise OwnHeir(unit.name)


def _require_idle(unit: Agency, act: Carrying) -> None:
    if unit.valid_from and unit.valid_from >= act.on:
        raise NotAliveThatDay(unit.name, written_day(act.on))
    if any(work.rows_held([unit.pk], act.today) for work in open_work):
        raise UnitStillWorks(unit.name)


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None
