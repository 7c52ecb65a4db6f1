"""The bodies of Hà Nội in the demo: those of the register, some more, their people, and what the acts hand over."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from django.db import transaction

from haidang.agencies import operations as agencies
from haidang.agencies.enums import AgencyKind, Role
from haidang.agencies.models import Account, Agency, AgencyName, Post
from haidang.agencies.queries import agency_on, is_alive_on
from haidang.desk.management.hanoi.papers import COMMUNES, DISTRICTS, LEVEL_CHANGED_ON, codes_of_leads
from haidang.engines.vietnamese.agencies import agency_key
from haidang.programme.enums import AssignmentRole
from haidang.programme.models import Assignment, Item, Programme
from haidang.programme.operations.edit import ItemWords, edit_item

CITY = "tinh-01"
SINCE = date(2025, 1, 1)
# The days whose acts the demo carries out: then work and posts go over with the act.
REORGANISED_ON = (date(2025, 3, 1), LEVEL_CHANGED_ON)
# The others have none, as happens: the officer of the standing body enters their reports.
_MOST_FOCAL_PERSONS = 16
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
_MIDDLES = ("Thị", "Văn", "Minh", "Thu", "Đức", "Ngọc", "Quang")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hạnh", "Khánh", "Lan", "Nam", "Phương", "Sơn")


@dataclass(frozen=True, slots=True)
class Authors:
    """Who answers for which body on a day; for a body without a focal person the standing body's officer does."""

    officer: Account
    posts: dict[int, list[Post]]

    def author_of(self, agency_id: int, *, on: date) -> Account:
        """This function will return the focal person of an agency on a day, else the officer."""
        for post in self.posts.get(agency_id, ()):
            if post.valid_from <= on and (post.valid_to is None or on < post.valid_to):
                return post.account
        return self.officer


def login_of(code: str) -> str:
    """This function will return the login of the focal person of a body in the demo."""
    return f"dm-{code}"


def codes_with_person() -> list[str]:
    """This function will return the codes of the bodies that have a focal person in the demo."""
    return codes_of_leads()[:_MOST_FOCAL_PERSONS]


def sample_logins() -> list[str]:
    """This function will return the logins of the focal persons of Hà Nội's bodies."""
    return [login_of(code) for code in codes_with_person()]


@transaction.atomic
def enter_bodies() -> None:
    """This function will enter bodies that the register's data do not have, not verified, and the two groups."""
    city = Agency.objects.without_tree_fields().get(code=CITY)
    with files(__package__).joinpath("bodies.csv").open(encoding="utf-8") as opened:
        source = opened.readline().removeprefix("#").strip()
        rows = [(row["name"], row["kind"]) for row in csv.DictReader(opened)]
    known = set(AgencyName.objects.values_list("key", flat=True))
    for name, kind in [*rows, (DISTRICTS, AgencyKind.GROUP), (COMMUNES, AgencyKind.GROUP)]:
        if agency_key(name) not in known:
            agencies.create_agency(
                name=name, kind=kind, created_by=None, parent=city, source=source, is_verified=False
            )


@transaction.atomic
def appoint_focal_persons() -> None:
    """Give each body of the plan a focal person, who goes where the body goes.

    This function will make accounts that nobody can log in with until an administrator gives them a password.
    """
    known = set(Account.objects.values_list("username", flat=True))
    bodies = {
        one.code: one for one in Agency.objects.without_tree_fields().filter(code__in=codes_with_person())
    }
    for place, code in enumerate(codes_with_person()):
        if login_of(code) in known:
            continue
        account = agencies.prepare_account(
            username=login_of(code), full_name=_name_of(place), email="", created_by=None
        )
        _appoint(account, bodies[code])


def authors_of(officer: Account) -> Authors:
    """This function will gather who answers for which body."""
    posts: dict[int, list[Post]] = {}
    held = Post.objects.filter(role=Role.FOCAL).select_related("account").order_by("account__username", "id")
    for post in held:
        posts.setdefault(post.agency_id, []).append(post)
    return Authors(officer, posts)


def hand_parts_over(programme: Programme, *, days: Iterable[date], by: Account) -> None:
    """This function will give the parts of bodies that end on some days to who follows them, by editing the items."""
    groups = {
        one.name: one for one in Agency.objects.without_tree_fields().filter(name__in=(DISTRICTS, COMMUNES))
    }
    for day in sorted(days):
        held = Assignment.objects.filter(item__programme=programme, valid_to=None).select_related(
            "agency", "item"
        )
        ending = [one for one in held.order_by("item_id", "id") if _ends(one, day)]
        for item in {one.item_id: one.item for one in ending}.values():
            _edit(item, day, groups, by)


def _edit(item: Item, day: date, groups: dict[str, Agency], by: Account) -> None:
    parts = list(item.assignments.filter(valid_to=None).select_related("agency").order_by("order", "id"))
    following = {
        role: list(
            {
                one.pk: one
                for part in parts
                if part.role == role
                for one in _followers(part.agency, day, groups)
            }.values()
        )
        for role in (AssignmentRole.LEAD, AssignmentRole.PARTNER)
    }
    edit_item(
        item=item,
        version=item.version,
        edited_by=by,
        words=ItemWords(item.title, tuple(item.content), item.product),
        timing=None,
        leads=following[AssignmentRole.LEAD],
        partners=[
            one for one in following[AssignmentRole.PARTNER] if one not in following[AssignmentRole.LEAD]
        ],
        on=day,
    )


def _ends(part: Assignment, day: date) -> bool:
    if part.agency.name == DISTRICTS:
        return day == LEVEL_CHANGED_ON
    return part.agency.kind != AgencyKind.GROUP and not is_alive_on(part.agency, day)


def _followers(agency: Agency, day: date, groups: dict[str, Agency]) -> list[Agency]:
    if agency.name == DISTRICTS and day >= LEVEL_CHANGED_ON:
        return [groups[COMMUNES]]
    if agency.kind == AgencyKind.GROUP or is_alive_on(agency, day):
        return [agency]
    return list(agency_on(agency, on=day).agencies)


def _appoint(account: Account, body: Agency) -> None:
    since = max(SINCE, body.valid_from or SINCE)
    ends = None if body.valid_to in REORGANISED_ON else body.valid_to
    agencies.give_post(
        account=account, agency=body, role=Role.FOCAL, valid_from=since, given_by=None, valid_to=ends
    )
    if ends:
        for heir in agency_on(body, on=ends).agencies:
            agencies.give_post(account=account, agency=heir, role=Role.FOCAL, valid_from=ends, given_by=None)


def _name_of(place: int) -> str:
    return " ".join(names[place % len(names)] for names in (_FAMILIES, _MIDDLES, _GIVEN))
