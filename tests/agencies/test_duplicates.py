"""Two entries of the register that are one body: merged with all that stands on them, and taken apart again."""

from datetime import date

import pytest
from factories.agencies import make_account, make_agency, make_person, make_post
from factories.programme import adopted_programme, plan_answer

from haidang.agencies.enums import NameKind, Role
from haidang.agencies.errors import AgenciesError, HeldByBoth, NotTheSameBody, UndoHindered
from haidang.agencies.models import Agency, AgencyName, DuplicateEntry, Duty, Post, Succession
from haidang.agencies.operations import (
    add_agency_name,
    give_duty,
    merge_duplicate,
    record_succession,
    undo_duplicate,
)
from haidang.agencies.queries import agencies_matching, agency_named, body_of_register, who_is_it_now
from haidang.foundation.models import Event
from haidang.programme.models import Assignment, Programme

pytestmark = pytest.mark.django_db

TODAY = date(2025, 4, 1)
SHORT, LONG = "Sở Thông tin và Truyền thông", "Sở Thông tin và Truyền thông thành phố Hà Nội"
TABLES = (Agency, AgencyName, Duty, Post, Succession, Assignment, Programme)


@pytest.fixture
def twice(officer):
    """This fixture will give a body that a paper brought in, with work, and the same body of the register."""
    adopted_programme(plan_answer(2), adopted_by=officer)
    duplicate, kept = Agency.objects.get(name=SHORT), make_agency(LONG)
    add_agency_name(agency=duplicate, text="Sở TTTT", kind=NameKind.ABBREVIATION, added_by=None)
    add_agency_name(agency=kept, text="Sở TTTT", kind=NameKind.ABBREVIATION, added_by=None)
    make_post(make_account("lan"), Role.FOCAL, duplicate)
    make_agency("Trung tâm Dữ liệu", parent=duplicate)
    give_duty(name="Báo chí", holder=duplicate, given_by=None)
    record_succession(
        kind="replace",
        effective_on=TODAY,
        predecessors=[make_agency("Sở Cũ")],
        heirs=[duplicate],
        recorded_by=None,
    )
    return duplicate, kept


def all_rows() -> dict:
    tables = {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}
    for table in ("acts_ending", "acts_founding"):
        tables[table] = sorted(Agency.objects.values_list("pk", table), key=str)
    return tables


def merge(twice, by) -> DuplicateEntry:
    duplicate, kept = twice
    return merge_duplicate(duplicate=duplicate, kept=kept, reason="Cùng một sở", merged_by=by)


def test_everything_that_stood_on_the_duplicate_stands_on_the_kept_entry(twice, officer):
    duplicate, kept = twice

    merge(twice, officer)

    assert [row.count() for row in (duplicate.assignments, duplicate.posts, duplicate.duties)] == [0, 0, 0]
    assert set(Assignment.objects.filter(agency=kept).values_list("printed_name", "role")) == {
        (SHORT, "lead")
    }
    assert (kept.assignments.count(), kept.posts.count(), kept.duties.count()) == (2, 1, 1)
    assert [unit.name for unit in kept.children.all()] == ["Trung tâm Dữ liệu"]
    assert kept.acts_founding.count() == 1
    assert sorted(kept.names.values_list("text", "kind")) == [
        ("Sở TTTT", "abbreviation"),
        (SHORT, "alias"),
        (LONG, "official"),
    ]


def test_names_and_code_of_the_duplicate_lead_to_the_kept_entry(twice, officer):
    duplicate, kept = twice

    merge(twice, officer)

    assert agency_named(SHORT, on=TODAY) == kept
    assert who_is_it_now(SHORT, on=TODAY).asked == kept
    assert body_of_register(duplicate.code, on=TODAY) == kept
    assert list(agencies_matching("truyen thong", on=TODAY)) == [kept]


def test_taking_apart_gives_every_row_back(twice, officer):
    rows = all_rows()
    merger = merge(twice, officer)
    assert all_rows() != rows

    undo_duplicate(merger=merger, reason="Nhầm", undone_by=officer)

    assert all_rows() == rows
    assert undo_duplicate(merger=merger, reason="lần nữa", undone_by=officer).undo_reason == "Nhầm"
    assert set(Event.objects.values_list("act", flat=True)) >= {
        "agencies.merge_duplicate",
        "agencies.undo_duplicate",
    }


def test_what_was_written_for_the_kept_entry_since_stays_with_it(twice, officer):
    merger = merge(twice, officer)
    later = give_duty(name="Xuất bản", holder=twice[1], given_by=None)

    undo_duplicate(merger=merger, reason="Nhầm", undone_by=officer)

    assert Duty.objects.get(pk=later.pk).holder == twice[1]


def test_taking_apart_is_hindered_by_a_row_that_was_changed(twice, officer):
    merger = merge(twice, officer)
    Duty.objects.update(holder=make_agency("Sở Khác"))

    with pytest.raises(UndoHindered) as refused:
        undo_duplicate(merger=merger, reason="Nhầm", undone_by=officer)

    assert refused.value.hindrances == ("Một số dòng (nhiệm vụ quản lý) đã được sửa sau đó.",)


def test_saying_the_same_twice_has_one_result(twice, officer):
    assert merge(twice, officer) == merge(twice, officer)


def test_entries_in_the_same_part_of_one_task_are_refused_and_nothing_changes(twice, officer):
    Assignment.objects.create(
        item=Assignment.objects.filter(agency=twice[0])[0].item,
        agency=twice[1],
        role="lead",
        printed_name=LONG,
    )
    rows = all_rows()

    with pytest.raises(HeldByBoth):
        merge(twice, officer)

    assert all_rows() == rows


def refusal(duplicate, kept, by) -> type[AgenciesError]:
    with pytest.raises(AgenciesError) as refused:
        merge_duplicate(duplicate=duplicate, kept=kept, reason="thử", merged_by=by)
    return type(refused.value)


def test_bodies_that_the_register_tells_apart_are_not_one(twice, officer):
    duplicate, kept = twice
    unit = Agency.objects.get(name="Trung tâm Dữ liệu")
    before = Agency.objects.get(name="Sở Cũ")

    assert refusal(duplicate, duplicate, officer) is NotTheSameBody
    assert refusal(duplicate, unit, officer) is NotTheSameBody
    assert refusal(unit, duplicate, officer) is NotTheSameBody
    assert refusal(duplicate, before, officer) is NotTheSameBody
    parts = [make_agency(name) for name in ("Sở Một", "Sở Hai")]
    record_succession(kind="split", effective_on=TODAY, predecessors=[unit], heirs=parts, recorded_by=None)
    assert refusal(*parts, officer) is NotTheSameBody
    merge(twice, officer)
    assert refusal(make_agency("Sở Ba"), duplicate, officer) is NotTheSameBody


def test_officer_looks_first_then_merges_and_takes_apart(twice, officer, log_in):
    duplicate, kept = twice
    client, address = log_in(officer), f"/don-vi/{duplicate.pk}/trung/"
    assert address in client.get(f"/don-vi/{duplicate.pk}/").content.decode()
    sent = {"kept": kept.code, "reason": "Cùng một sở"}

    page = client.post(address, sent | {"step": "preview"}).content.decode()
    assert "Gộp hai mục" in page
    assert not DuplicateEntry.objects.exists()
    answers = [client.post(address, sent | {"step": "merge"}) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    merger = DuplicateEntry.objects.get()
    assert "Mục này là một với" in client.get(f"/don-vi/{duplicate.pk}/").content.decode()
    assert duplicate.code in client.get(f"/don-vi/{kept.pk}/").content.decode()
    assert client.get(f"/muc-trung/{merger.pk}/tach/").status_code == 200
    client.post(f"/muc-trung/{merger.pk}/tach/", {"reason": "Nhầm"})
    assert Duty.objects.get().holder == duplicate


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("", "Trường này là bắt buộc."),
        ("Sở Không Có", "Không có đơn vị nào"),
        ("Sở Cũ", "không thể là một cơ quan"),
    ],
)
def test_wrong_entry_is_told_in_words(twice, officer, log_in, kept, told):
    page = log_in(officer).post(
        f"/don-vi/{twice[0].pk}/trung/", {"kept": kept, "reason": "x", "step": "merge"}
    )

    assert told in page.content.decode()
    assert not DuplicateEntry.objects.exists()


@pytest.mark.parametrize("role", [Role.FOCAL, Role.READER, Role.LEADER])
def test_others_find_no_such_page_of_duplicates(twice, officer, log_in, role):
    merger, client = merge(twice, officer), log_in(make_person(role))

    answers = [client.get(f"/don-vi/{twice[1].pk}/trung/"), client.get(f"/muc-trung/{merger.pk}/tach/")]

    assert [answer.status_code for answer in answers] == [404, 404]
