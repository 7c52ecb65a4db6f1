"""Carrying a reorganisation out and undoing it: bodies, duties, posts and units, and what bad acts get."""

from collections.abc import Iterable
from datetime import date

import pytest
from factories.agencies import make_account, make_administrator, make_agency, make_post

from haidang.agencies.enums import AgencyKind, HandoverReason, Role, SuccessionKind
from haidang.agencies.errors import (
    ActsOfSeveralDays,
    AgenciesError,
    AlreadyEnded,
    HeirsWrong,
    LastAdministrator,
    NotAliveThatDay,
    NotYetInEffect,
    OwnHeir,
    PreviewOutdated,
    TakersMissing,
    TakesOverLater,
    UndoHindered,
    UnitStillWorks,
)
from haidang.agencies.models import (
    Agency,
    AgencyName,
    Delegation,
    Duty,
    Handover,
    Post,
    Reorganisation,
    Succession,
)
from haidang.agencies.operations import (
    Consent,
    carry_out_reorganisation,
    change_of_register,
    give_duty,
    pass_duty_on,
    preview_reorganisation,
    record_succession,
    undo_reorganisation,
)
from haidang.agencies.queries import Body, PlannedAct, PlannedChange, body_of, places_before
from haidang.agencies.queries.planned import telling_phrases
from haidang.foundation.models import Event

pytestmark = pytest.mark.django_db

DAY, TODAY = date(2025, 3, 1), date(2025, 4, 1)
PRESS = "Quản lý nhà nước về báo chí, thông tin đối ngoại"
TABLES = (Agency, AgencyName, Duty, Post, Succession)


def plan(
    kind, predecessors: Iterable[Agency], heirs: Iterable[Agency | Body], on=DAY, **fields
) -> PlannedChange:
    bodies = tuple(one if isinstance(one, Body) else body_of(one) for one in heirs)
    return PlannedChange(on, (PlannedAct(kind, tuple(predecessors), bodies),), **fields)


def carry_out(change: PlannedChange, by, choices=None, today=TODAY, key="1") -> Reorganisation:
    preview = preview_reorganisation(change=change, choices={}, today=today)
    consent = Consent(choices or {}, preview.seen, key)
    return carry_out_reorganisation(change=change, consent=consent, carried_out_by=by, today=today)


def all_rows() -> dict:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


@pytest.fixture
def by():
    return make_administrator()


@pytest.fixture
def department():
    """This fixture will give a department with a duty, a person and a unit, and a department that stays."""
    ended = make_agency("Sở Thông tin và Truyền thông")
    heir = make_agency("Sở Khoa học và Công nghệ")
    duty = give_duty(name=PRESS, holder=ended, given_by=None)
    post = make_post(make_account("lan"), Role.FOCAL, ended)
    unit = make_agency("Trung tâm Dữ liệu", kind=AgencyKind.DIVISION, parent=ended)
    return {"ended": ended, "heir": heir, "duty": duty, "post": post, "unit": unit}


def decided(preview) -> dict[str, tuple]:
    return {
        row.row.text: (row.decided.reason.value, row.decided.taker.name if row.decided.taker else None)
        for group in preview.groups
        for row in group.rows
    }


def test_preview_shows_what_goes_to_the_heir_and_writes_nothing(department):
    rows = all_rows()
    change = plan("merge", [department["ended"]], [department["heir"]])

    preview = preview_reorganisation(change=change, choices={}, today=TODAY)

    heir = ("heir", "Sở Khoa học và Công nghệ")
    assert decided(preview) == {
        PRESS: heir,
        "Nguyễn Thu Hà, đầu mối của đơn vị": heir,
        "Trung tâm Dữ liệu": heir,
    }
    assert all_rows() == rows


def test_everything_goes_over_on_the_day_and_history_stays(department, by):
    done = carry_out(plan("merge", [department["ended"]], [department["heir"]], legal_basis="NQ 1"), by)

    ended, heir = Agency.objects.get(pk=department["ended"].pk), department["heir"]
    assert ended.valid_to == DAY
    assert list(
        Duty.objects.order_by("pk").values_list("holder", "valid_from", "valid_to", "legal_basis")
    ) == [
        (ended.pk, None, DAY, ""),
        (heir.pk, DAY, None, "NQ 1"),
    ]
    assert list(
        Post.objects.filter(account__username="lan").order_by("pk").values_list("agency", "valid_to")
    ) == [
        (ended.pk, DAY),
        (heir.pk, None),
    ]
    assert Agency.objects.get(pk=department["unit"].pk).parent_id == heir.pk
    assert [(row.kind, row.taken_from, row.given_to) for row in done.handovers.order_by("pk")] == [
        ("ended", "", ""),
        ("act", "", ""),
        ("duties", ended.name, heir.name),
        ("posts", ended.name, heir.name),
        ("units", ended.name, heir.name),
    ]


def test_unit_tells_under_whom_it_stood_before(department, by):
    done = carry_out(plan("merge", [department["ended"]], [department["heir"]]), by)
    told = [(move.reorganisation.effective_on, move.taken_from) for move in places_before(department["unit"])]
    assert told == [(DAY, "Sở Thông tin và Truyền thông")]

    undo_reorganisation(reorganisation=done, reason="thử", undone_by=by)

    assert places_before(department["unit"]) == []


@pytest.mark.parametrize("founds", [True, False])
def test_undoing_gives_every_row_back(department, by, founds):
    rows = all_rows()
    heir = (
        Body("n0", "Sở Khoa học, Công nghệ và Truyền thông", kind="department")
        if founds
        else department["heir"]
    )
    done = carry_out(plan("merge", [department["ended"]], [heir]), by)
    assert all_rows() != rows

    undone = undo_reorganisation(reorganisation=done, reason="Nghị quyết được đính chính", undone_by=by)

    assert all_rows() == rows
    assert (undone.undone_by, undone.undo_reason) == (by, "Nghị quyết được đính chính")
    acts = set(Event.objects.values_list("act", flat=True))
    assert {"agencies.reorganise", "agencies.undo_reorganisation"} <= acts
    again = undo_reorganisation(reorganisation=done, reason="lần nữa", undone_by=by)
    assert again.undo_reason == "Nghị quyết được đính chính"


def test_repeated_request_has_one_result(department, by):
    change = plan("merge", [department["ended"]], [department["heir"]])
    preview = preview_reorganisation(change=change, choices={}, today=TODAY)
    consent = Consent({}, preview.seen, "khoa")

    first, second = (
        carry_out_reorganisation(change=change, consent=consent, carried_out_by=by, today=TODAY)
        for _time in range(2)
    )

    assert first == second
    assert Succession.objects.count() == Reorganisation.objects.count() == 1


def test_second_officer_sees_what_changed_and_nothing_is_written(department, by):
    change = plan("merge", [department["ended"]], [department["heir"]])
    seen = preview_reorganisation(change=change, choices={}, today=TODAY).seen
    give_duty(name="Hải đăng", holder=department["ended"], given_by=None)
    department["post"].title = "Trưởng phòng"
    department["post"].save()
    rows = all_rows()

    with pytest.raises(PreviewOutdated) as refused:
        carry_out_reorganisation(
            change=change, consent=Consent({}, seen, "2"), carried_out_by=by, today=TODAY
        )

    assert [(one.what, one.text) for one in refused.value.differences] == [
        ("new", "Hải đăng"),
        ("changed", "Nguyễn Thu Hà, Trưởng phòng"),
    ]
    assert all_rows() == rows


def test_act_that_another_officer_carried_out_meanwhile_is_refused(department, by):
    change = plan("merge", [department["ended"]], [department["heir"]])
    carry_out(change, by)
    fresh = plan("merge", [Agency.objects.get(pk=department["ended"].pk)], [department["heir"]])

    with pytest.raises(AlreadyEnded):
        carry_out_reorganisation(change=fresh, consent=Consent({}, "", "2"), carried_out_by=by, today=TODAY)


def test_split_asks_for_every_row_until_somebody_decides(department, by):
    parts = [make_agency("Sở Thông tin"), make_agency("Sở Truyền thông")]
    change = plan("split", [department["ended"]], parts)
    preview = preview_reorganisation(change=change, choices={}, today=TODAY)

    assert {row.decided.reason for group in preview.groups for row in group.rows} == {
        HandoverReason.UNDECIDED
    }
    with pytest.raises(TakersMissing):
        carry_out(change, by)

    fields = [row.field for group in preview.groups for row in group.rows]
    choices = dict(zip(fields, [f"a{parts[0].pk}", "end", f"a{parts[1].pk}"], strict=True))
    carry_out(change, by, choices)

    assert Duty.objects.get(valid_to=None).holder == parts[0]
    assert not Post.objects.filter(account__username="lan", valid_to=None).exists()
    assert Agency.objects.get(pk=department["unit"].pk).parent_id == parts[1].pk


def test_body_that_gives_up_a_part_keeps_the_rest(department, by):
    part = make_agency("Sở Truyền thông")
    carry_out(plan("split", [department["ended"]], [department["ended"], part]), by)

    assert Agency.objects.get(pk=department["ended"].pk).valid_to is None
    assert Duty.objects.get(valid_to=None).holder == department["ended"]


def test_duty_can_go_to_another_body_than_the_heir(department, by):
    culture = make_agency("Sở Văn hóa và Thể thao")
    change = plan("merge", [department["ended"]], [department["heir"]], others=(culture,))

    carry_out(change, by, {f"duties-{department['duty'].pk}": f"a{culture.pk}"})

    assert Duty.objects.get(valid_to=None).holder == culture


def test_act_of_the_register_moves_what_is_still_open(department, by):
    act = record_succession(
        kind=SuccessionKind.MERGE,
        effective_on=DAY,
        predecessors=[department["ended"]],
        heirs=[department["heir"]],
        recorded_by=None,
        legal_basis="NQ 1",
    )
    rows = all_rows()

    done = carry_out(change_of_register([act]), by)

    assert list(done.acts.all()) == [act]
    assert Succession.objects.count() == 1
    assert Duty.objects.get(valid_to=None).holder == department["heir"]
    undo_reorganisation(reorganisation=done, reason="thử", undone_by=by)
    assert all_rows() == rows


def test_acts_of_several_days_are_not_applied_together(department):
    acts = [
        record_succession(
            kind="abolish", effective_on=day, predecessors=[make_agency(str(day))], heirs=[], recorded_by=None
        )
        for day in (DAY, TODAY)
    ]

    with pytest.raises(ActsOfSeveralDays):
        change_of_register(acts)


def test_undo_says_what_was_built_on_the_act_and_changes_nothing(department, by):
    heir = Body("n0", "Sở Mới", kind="department")
    done = carry_out(plan("merge", [department["ended"]], [heir]), by)
    founded = Agency.objects.get(name="Sở Mới")
    pass_duty_on(duty=Duty.objects.get(valid_to=None), holder=department["heir"], on=TODAY, passed_by=None)
    Post.objects.filter(agency=founded).update(valid_to=TODAY)
    Agency.objects.filter(pk=department["unit"].pk).update(parent=department["heir"])
    make_agency("Phòng Mới", parent=founded)
    rows = all_rows()

    with pytest.raises(UndoHindered) as refused:
        undo_reorganisation(reorganisation=done, reason="thử", undone_by=by)

    assert refused.value.hindrances == (
        f"Nhiệm vụ “{PRESS}” đã được sửa hoặc giao tiếp sau đó.",
        "Vai trò của Nguyễn Thu Hà đã được sửa sau đó.",
        "“Trung tâm Dữ liệu” đã được chuyển sang cơ quan khác hoặc kết thúc sau đó.",
        "“Sở Mới”, lập mới trong việc này, đã được dùng sau đó: đơn vị.",
    )
    assert all_rows() == rows


def test_reorganisation_is_not_undone_under_a_later_one(department, by):
    done = carry_out(plan("merge", [department["ended"]], [Body("n0", "Sở Mới", kind="department")]), by)
    founded = Agency.objects.get(name="Sở Mới")
    later = carry_out(plan("replace", [founded], [department["heir"]], on=date(2025, 3, 20)), by, key="2")

    with pytest.raises(UndoHindered):
        undo_reorganisation(reorganisation=done, reason="thử", undone_by=by)
    undo_reorganisation(reorganisation=later, reason="thử", undone_by=by)
    undo_reorganisation(reorganisation=done, reason="thử", undone_by=by)

    assert not Succession.objects.exists()


def test_unit_that_still_works_cannot_simply_end(department, by):
    make_post(make_account("hoa"), Role.FOCAL, department["unit"])

    with pytest.raises(UnitStillWorks):
        carry_out(
            plan("merge", [department["ended"]], [department["heir"]]),
            by,
            {f"units-{department['unit'].pk}": "end"},
        )

    assert not Reorganisation.objects.exists()


def test_last_administrator_stays(department, by):
    office = by.posts.get().agency

    with pytest.raises(LastAdministrator):
        carry_out(plan("abolish", [office], []), by)

    assert by.posts.get().valid_to is None


@pytest.mark.parametrize(
    ("kind", "heirs", "error"),
    [
        ("split", 1, HeirsWrong),
        ("merge", 2, HeirsWrong),
        ("abolish", 1, HeirsWrong),
        ("rename", 0, HeirsWrong),
    ],
)
def test_number_of_heirs_that_does_not_fit_is_refused(department, kind, heirs, error):
    founded = [Body(f"n{number}", f"Sở {number}", kind="department") for number in range(heirs)]

    with pytest.raises(error):
        preview_reorganisation(change=plan(kind, [department["ended"]], founded), choices={}, today=TODAY)


def refused(change: PlannedChange) -> type[AgenciesError]:
    with pytest.raises(AgenciesError) as raised:
        preview_reorganisation(change=change, choices={}, today=TODAY)
    return type(raised.value)


def test_bodies_that_do_not_live_on_the_day_are_refused(department):
    late = make_agency("Sở Đảo", valid_from=TODAY)
    gone = make_agency("Sở Biển")
    Agency.objects.filter(pk=gone.pk).update(valid_to=date(2024, 1, 1))
    gone.refresh_from_db()

    assert refused(plan("replace", [late], [department["heir"]])) is NotAliveThatDay
    assert refused(plan("replace", [department["ended"]], [late])) is NotAliveThatDay
    assert refused(plan("replace", [department["ended"]], [gone])) is NotAliveThatDay
    assert refused(plan("replace", [gone], [department["heir"]])) is NotAliveThatDay
    assert refused(plan("merge", [department["ended"]], [department["ended"]])) is OwnHeir


def test_circle_of_acts_is_refused(department, by):
    carry_out(plan("merge", [department["ended"]], [department["heir"]]), by)
    heir = department["heir"]

    for day in (DAY, date(2025, 2, 1)):
        back = plan("replace", [heir], [make_agency(f"Sở Cũ {day}")], on=day)
        assert refused(back) is TakesOverLater


def test_act_of_a_day_to_come_is_shown_but_not_carried_out(department, by):
    change = plan("merge", [department["ended"]], [department["heir"]], on=date(2025, 5, 1))

    assert preview_reorganisation(change=change, choices={}, today=TODAY).rows == 3
    with pytest.raises(NotYetInEffect):
        carry_out(change, by)
    assert not Handover.objects.exists()


@pytest.mark.parametrize(
    ("name", "phrases"),
    [
        (PRESS, ["bao chi", "thong tin doi ngoai"]),
        ("Quản lý nhà nước về công nghệ thông tin, y tế, nước", ["cong nghe thong tin", "y te"]),
        ("Tham mưu công tác đối ngoại, lãnh sự", ["tham muu cong tac doi ngoai", "lanh su"]),
    ],
)
def test_duty_is_recognised_by_what_it_is_about(name, phrases):
    assert telling_phrases(name) == phrases


def test_whoever_acts_for_a_moved_post_acts_on_at_the_heir_and_is_given_back(department, by):
    """What was changed since, a delegation shortened and another given, holds for the post of before."""
    post, until, sooner = department["post"], date(2025, 6, 1), date(2025, 5, 1)
    hoa, mai = make_account("hoa"), make_account("mai")
    days = {"valid_from": date(2025, 2, 1), "valid_to": until, "reason": "Đi học"}
    Delegation.objects.create(post=post, delegate=hoa, **days)

    done = carry_out(plan("merge", [department["ended"]], [department["heir"]]), by)

    moved = Post.objects.get(account=post.account, valid_to=None)
    assert delegations() == [
        (post.pk, "hoa", date(2025, 2, 1), until),
        (moved.pk, "hoa", DAY, until),
    ]
    assert list(Delegation.objects.held_on(TODAY).values_list("post", flat=True)) == [moved.pk]

    Delegation.objects.filter(post=moved).update(valid_to=sooner)
    Delegation.objects.create(post=moved, delegate=mai, **days)
    undo_reorganisation(reorganisation=done, reason="Nhầm", undone_by=by)

    assert delegations() == [
        (post.pk, "hoa", date(2025, 2, 1), sooner),
        (post.pk, "mai", date(2025, 2, 1), until),
    ]


def delegations() -> list[tuple]:
    rows = Delegation.objects.order_by("pk")
    return list(rows.values_list("post", "delegate__username", "valid_from", "valid_to"))
