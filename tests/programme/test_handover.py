"""Who does a task after a reorganisation: proposals, handing over, the pages, undoing."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from factories.agencies import make_agency, make_officer
from factories.programme import adopted_programme, plan_answer, reviewed_reading, task_value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haidang.agencies.enums import SuccessionKind
from haidang.agencies.errors import PreviewOutdated, UndoHindered
from haidang.agencies.models import Agency, AgencyName, Duty, Handover, Post, Succession
from haidang.agencies.operations import (
    Consent,
    carry_out_reorganisation,
    give_duty,
    preview_reorganisation,
    undo_reorganisation,
)
from haidang.agencies.queries import Body, PlannedAct, PlannedChange, body_of
from haidang.documents.models import Document
from haidang.foundation.models import Event
from haidang.programme.enums import AssignmentRole
from haidang.programme.errors import ItemChangedMeanwhile
from haidang.programme.models import Assignment, Item, Programme
from haidang.programme.operations.difference import take_over_differences
from haidang.programme.operations.edit import ItemWords, edit_item
from haidang.programme.operations.purging import forget_paper
from haidang.programme.queries import board
from haidang.programme.queries.differences import reading_difference
from haidang.programme.queries.filters import ItemFilter, filtered_items

pytestmark = pytest.mark.django_db

DAY, TODAY = date(2025, 3, 1), date(2025, 4, 1)
OLD, HEIR, CULTURE = "Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ", "Sở Văn hóa và Thể thao"
PRESS = "Quản lý nhà nước về báo chí, thông tin đối ngoại"
NETWORK = "Quản lý nhà nước về viễn thông, chuyển đổi số"


@pytest.fixture
def plan(officer):
    """This fixture will give a plan in which one department leads three tasks and is a partner in a fourth."""
    return sample_plan(officer)


def sample_plan(officer) -> dict:
    old, heir, culture = make_agency(OLD), make_agency(HEIR), make_agency(CULTURE)
    tasks = [
        task_value("I.1", title="Cung cấp tin cho báo chí nước ngoài"),
        task_value("I.2", title="Chuyển đổi số hệ thống đài truyền thanh"),
        task_value("I.3", title="Tập huấn cán bộ"),
        task_value("I.4", title="Ngày hội du lịch", lead=["Sở Du lịch"], partners=[OLD, CULTURE]),
    ]
    heading = plan_answer()["heading"] | {"title": "Kế hoạch năm 2024"}
    programme = adopted_programme({"heading": heading, "tasks": tasks}, adopted_by=officer)
    duties = [give_duty(name=name, holder=old, given_by=None) for name in (PRESS, NETWORK)]
    return {"old": old, "heir": heir, "culture": culture, "programme": programme, "duties": duties}


def merger(plan, **fields) -> PlannedChange:
    old = Agency.objects.without_tree_fields().get(pk=plan["old"].pk)
    act = PlannedAct("merge", (old,), (body_of(plan["heir"]),))
    return PlannedChange(DAY, (act,), legal_basis="NQ 1", **({"others": (plan["culture"],)} | fields))


def press_to_culture(plan) -> dict[str, str]:
    return {f"duties-{plan['duties'][0].pk}": f"a{plan['culture'].pk}"}


def carry_out(change, choices, by, key="1"):
    seen = preview_reorganisation(change=change, choices={}, today=TODAY).seen
    consent = Consent(choices, seen, key)
    return carry_out_reorganisation(change=change, consent=consent, carried_out_by=by, today=TODAY)


def rows_of(*models, without=()) -> dict:
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in without}
            for row in model.objects.order_by("pk").values()
        ]
        for model in models
    }


def leads(programme, on) -> dict[str, list[str]]:
    tasks = Item.objects.without_tree_fields().filter(programme=programme, kind="task").order_by("position")
    return {
        item.label: [
            part.name
            for part in board.parts_with(
                board.assignments_on(on).filter(item=item), AssignmentRole.LEAD, on=on
            )
        ]
        for item in tasks
    }


def test_proposal_names_the_heir_or_the_holder_of_the_duty_that_the_task_is_about(plan):
    preview = preview_reorganisation(change=merger(plan), choices=press_to_culture(plan), today=TODAY)

    work = next(group for group in preview.groups if group.work.kind == "assignments")
    assert [
        (row.row.text.partition(": ")[2], row.decided.reason.value, row.decided.taker.name, row.decided.why)
        for row in work.rows
    ] == [
        ("I.1 Cung cấp tin cho báo chí nước ngoài", "duty", CULTURE, PRESS),
        ("I.2 Chuyển đổi số hệ thống đài truyền thanh", "duty", HEIR, NETWORK),
        ("I.3 Tập huấn cán bộ", "heir", HEIR, ""),
        ("I.4 Ngày hội du lịch", "heir", HEIR, ""),
    ]


def test_tasks_change_hands_on_the_day_and_read_as_before_on_the_day_before(plan, officer):
    carry_out(merger(plan), press_to_culture(plan), officer)

    assert leads(plan["programme"], date(2025, 2, 28)) == {
        "I.1": [OLD],
        "I.2": [OLD],
        "I.3": [OLD],
        "I.4": ["Sở Du lịch"],
    }
    assert leads(plan["programme"], DAY) == {
        "I.1": [CULTURE],
        "I.2": [HEIR],
        "I.3": [HEIR],
        "I.4": ["Sở Du lịch"],
    }
    first = Assignment.objects.get(item__label="I.1", role="lead", valid_to=None)
    assert (first.printed_name, first.valid_from, first.taken_over.agency) == (OLD, DAY, plan["old"])


def test_everything_that_no_act_touches_stays_as_it_is(plan, officer):
    before = rows_of(Programme, Item, without=("version",))
    untouched = Assignment.objects.exclude(agency=plan["old"]).order_by("pk").values()
    kept = list(untouched)

    carry_out(merger(plan), press_to_culture(plan), officer)

    assert rows_of(Programme, Item, without=("version",)) == before
    assert [row for row in untouched if row["taken_over_id"] is None] == kept


def test_row_can_be_left_or_given_to_another(plan, officer):
    parts = Assignment.objects.filter(agency=plan["old"], role="lead").order_by("pk")
    choices = {f"assignments-{parts[0].pk}": "stay", f"assignments-{parts[1].pk}": f"a{plan['culture'].pk}"}

    carry_out(merger(plan), choices, officer)

    assert leads(plan["programme"], TODAY) == {
        "I.1": [OLD],
        "I.2": [CULTURE],
        "I.3": [HEIR],
        "I.4": ["Sở Du lịch"],
    }


def test_taker_that_has_the_part_already_gets_no_second_one(plan, officer):
    part = Assignment.objects.get(item__label="I.4", agency=plan["old"])

    carry_out(merger(plan), {f"assignments-{part.pk}": f"a{plan['culture'].pk}"}, officer)

    held = Assignment.objects.filter(item__label="I.4", role="partner", valid_to=None)
    assert [one.agency for one in held] == [plan["culture"]]


def test_default_taker_gets_what_no_duty_names(plan, officer):
    change = merger(plan, default_taker=plan["culture"])

    preview = preview_reorganisation(change=change, choices={}, today=TODAY)

    work = next(group for group in preview.groups if group.work.kind == "assignments")
    assert [(row.decided.reason.value, row.decided.taker.name) for row in work.rows] == [
        ("duty", HEIR),
        ("duty", HEIR),
        ("default", CULTURE),
        ("default", CULTURE),
    ]


def test_part_opened_after_the_day_goes_over_on_its_first_day_and_never_held(plan, officer):
    late = Assignment.objects.filter(item__label="I.3", role="lead")
    late.update(valid_from=date(2025, 3, 20))

    carry_out(merger(plan), {}, officer)

    held = Assignment.objects.filter(item__label="I.3", role="lead").order_by("pk")
    assert list(held.values_list("agency__name", "valid_from", "valid_to")) == [
        (OLD, date(2025, 3, 20), date(2025, 3, 20)),
        (HEIR, date(2025, 3, 20), None),
    ]


def test_every_task_tells_in_its_log_who_handed_over(plan, officer):
    carry_out(merger(plan), press_to_culture(plan), officer)

    item = Item.objects.get(label="I.1")
    entry = Event.objects.get(act="programme.hand_over", subject_id=str(item.pk))
    assert (entry.actor, entry.before["lead"], entry.after["lead"]) == (officer, [OLD], [CULTURE])


def test_officer_who_edits_meanwhile_sees_that_the_lead_has_changed(plan, officer):
    item = Item.objects.get(label="I.3")
    carry_out(merger(plan), {}, officer)

    with pytest.raises(ItemChangedMeanwhile):
        edit_item(
            item=item,
            version=item.version,
            edited_by=officer,
            words=ItemWords("Tập huấn"),
            timing=None,
            leads=[plan["old"]],
            partners=[],
            on=TODAY,
        )


def test_task_edited_after_the_preview_is_told_before_anything_is_written(plan, officer):
    change = merger(plan)
    seen = preview_reorganisation(change=change, choices={}, today=TODAY).seen
    Item.objects.filter(label="I.3").update(version=7)

    with pytest.raises(PreviewOutdated) as refused:
        carry_out_reorganisation(
            change=change, consent=Consent({}, seen, "1"), carried_out_by=officer, today=TODAY
        )

    assert [one.what for one in refused.value.differences] == ["changed"]
    assert "Tập huấn cán bộ" in refused.value.differences[0].text


def test_undo_is_hindered_by_a_task_given_on_since(plan, officer):
    done = carry_out(merger(plan), {}, officer)
    item = Item.objects.get(label="I.3")
    edit_item(
        item=item,
        version=item.version,
        edited_by=officer,
        words=ItemWords(item.title),
        timing=None,
        leads=[plan["culture"]],
        partners=[],
        on=TODAY,
    )

    with pytest.raises(UndoHindered) as refused:
        undo_reorganisation(reorganisation=done, reason="thử", undone_by=officer)

    assert refused.value.hindrances == ("Cơ quan thực hiện “I.3 Tập huấn cán bộ” đã được sửa sau đó.",)


def test_later_change_of_the_paper_leaves_handed_over_work_with_its_holder(plan, officer):
    carry_out(merger(plan), {}, officer)
    document = Document.objects.create(
        kind="Kế hoạch", number="12a/KH-UBND", corrects=plan["programme"].document, issued_on=date(2024, 5, 1)
    )
    changed = [
        task_value("I.3", title="Tập huấn cán bộ", product="Kỷ yếu"),
        task_value("I.2", title="Chuyển đổi số hệ thống đài truyền thanh", lead=["Sở Du lịch"]),
    ]
    heading = plan_answer()["heading"] | {"title": "Kế hoạch năm 2024"}
    reading = reviewed_reading({"heading": heading, "tasks": changed}, document=document)
    wanted = [one.key for one in reading_difference(plan["programme"], reading) if one.item and one.finding]

    take_over_differences(
        programme=plan["programme"],
        reading=reading,
        keys=wanted,
        taken_by=officer,
        agency_choices={},
        at=datetime(2025, 4, 1, tzinfo=UTC),
    )

    held = leads(plan["programme"], TODAY)
    assert (held["I.3"], held["I.2"]) == ([HEIR], ["Sở Du lịch"])
    assert not Agency.objects.filter(name=OLD).exclude(pk=plan["old"].pk).exists()


def test_purge_of_a_paper_takes_its_tasks_out_of_reorganisations(plan, officer):
    done = carry_out(merger(plan), {}, officer)

    forget_paper(plan["programme"].document, None)

    assert not Handover.objects.filter(kind="assignments").exists()
    undo_reorganisation(reorganisation=done, reason="thử", undone_by=officer)
    assert Agency.objects.get(pk=plan["old"].pk).valid_to is None


def test_board_shows_the_present_lead_and_who_it_was(plan, officer, log_in):
    carry_out(merger(plan), press_to_culture(plan), officer)

    page = log_in(officer).get(f"/chuong-trinh/{plan['programme'].pk}/").content.decode()

    assert f'{CULTURE}<span class="was">' in page
    assert f"trước ngày 01/3/2025 là {OLD}" in " ".join(page.split())


def test_board_is_filtered_by_the_present_holder(plan, officer):
    carry_out(merger(plan), press_to_culture(plan), officer)

    found = {
        agency.name: [
            item.label
            for item in filtered_items(
                plan["programme"], ItemFilter(agency_id=agency.pk, part="lead"), on=TODAY
            )
        ]
        for agency in (plan["old"], plan["heir"], plan["culture"])
    }
    assert found == {OLD: [], HEIR: ["I.2", "I.3"], CULTURE: ["I.1"]}


@pytest.mark.parametrize("moved", [False, True])
def test_board_takes_the_same_queries_after_a_reorganisation(
    plan, officer, log_in, django_assert_num_queries, moved
):
    if moved:
        carry_out(merger(plan), {}, officer)
    client, address = log_in(officer), f"/chuong-trinh/{plan['programme'].pk}/?co_quan={plan['heir'].pk}"
    client.get(address)

    with django_assert_num_queries(16):
        client.get(address)


KINDS = st.sampled_from(SuccessionKind)
CHOICES = st.lists(st.sampled_from(["", "stay", "end", "culture", "heir"]), min_size=9, max_size=9)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=KINDS, chosen=CHOICES, founds=st.booleans(), on=st.dates(date(2024, 1, 1), TODAY))
def test_reorganising_and_undoing_gives_the_same_rows(db, kind, chosen, founds, on):
    with transaction.atomic():
        officer = make_officer("nguoi-thu")
        plan = sample_plan(officer)
        make_agency("Trung tâm Dữ liệu", parent=plan["old"])
        tables = (Agency, AgencyName, Duty, Post, Succession, Programme, Assignment, Item)
        rows = rows_of(*tables, without=("version",))
        change, choices = planned(plan, kind, chosen, founds=founds, on=on)

        done = carry_out(change, choices, officer)
        assert rows_of(*tables, without=("version",)) != rows
        undo_reorganisation(reorganisation=done, reason="thử", undone_by=officer)

        assert rows_of(*tables, without=("version",)) == rows
        transaction.set_rollback(True)


def planned(plan, kind, chosen, *, founds, on) -> tuple[PlannedChange, dict[str, str]]:
    """Any act on the department, with a choice for each row; rows that nobody decides are left."""
    new = Body("n0", "Sở Mới", kind="department") if founds else body_of(plan["heir"])
    heirs = {"split": (new, body_of(plan["culture"])), "abolish": ()}.get(kind, (new,))
    change = PlannedChange(
        on, (PlannedAct(kind, (plan["old"],), heirs),), others=(plan["culture"], plan["heir"])
    )
    refs = {"culture": f"a{plan['culture'].pk}", "heir": f"a{plan['heir'].pk}"}
    preview = preview_reorganisation(change=change, choices={}, today=TODAY)
    shown = [(group, row) for group in preview.groups for row in group.rows]
    choices = {}
    for (group, row), choice in zip(shown, chosen, strict=False):
        may = choice != "end" or group.work.may_end
        choices[row.field] = refs.get(choice, choice) if may else "stay"
        if not choices[row.field] and row.proposed.is_open:
            choices[row.field] = "stay"
    return change, choices
