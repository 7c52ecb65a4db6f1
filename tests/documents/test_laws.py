"""Law of the day: how a cited paper stands on a day, and what people enter about it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse
from factories.agencies import make_officer, make_person

from haidang.agencies.enums import Role
from haidang.documents.enums import LawChangeKind, LawState, RelationKind
from haidang.documents.errors import LawChangedMeanwhile, LawSourceMissing
from haidang.documents.models import Document, DocumentRelation, LawChange
from haidang.documents.operations.describing import save_described
from haidang.documents.operations.laws import (
    add_law_change,
    correct_law_change,
    load_law_changes,
    take_out_law_change,
)
from haidang.documents.queries.laws import law_changes, laws_standing
from haidang.foundation.models import Event

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def paper(number: str, issued_on: date | None = None, kind: str = "Quyết định") -> Document:
    return save_described(Document(kind=kind, number=number, issued_on=issued_on))


def facts(**fields) -> dict:
    return {
        "law_kind": "Quyết định",
        "number": "79/2010/QĐ-TTg",
        "issued_on": date(2010, 11, 30),
        "title": "",
        "change": LawChangeKind.REPLACED,
        "effective_on": date(2015, 10, 22),
        "by_name": "Nghị định",
        "by_number": "72/2015/NĐ-CP",
        "by_issued_on": date(2015, 9, 7),
        "note": "",
        "source": "",
        "is_verified": False,
    } | fields


def state_of(document: Document, on: date):
    return laws_standing([document], on=on)[document.pk]


def test_replaced_paper_holds_until_the_day_and_names_its_successor_after_it(officer):
    old, new = (
        paper("79/2010/QĐ-TTg", date(2010, 11, 30)),
        paper("72/2015/NĐ-CP", date(2015, 9, 7), "Nghị định"),
    )
    add_law_change(added_by=officer, **facts())
    add_law_change(
        added_by=officer,
        **facts(
            change=LawChangeKind.IN_FORCE,
            effective_on=date(2011, 1, 15),
            by_name="",
            by_number="",
            by_issued_on=None,
        ),
    )

    stands = {day: state_of(old, day) for day in (date(2011, 1, 14), date(2015, 10, 21), date(2015, 10, 22))}

    assert [one.state for one in stands.values()] == [LawState.NOT_YET, LawState.IN_FORCE, LawState.REPLACED]
    replaced = stands[date(2015, 10, 22)]
    assert [(step.change, step.by, step.by_paper) for step in replaced.steps] == [
        (LawChangeKind.IN_FORCE, "", None),
        (LawChangeKind.REPLACED, "Nghị định 72/2015/NĐ-CP", new),
    ]
    assert (replaced.is_verified, replaced.is_out_of_date) == (False, True)


def test_nothing_is_said_of_a_paper_that_nothing_is_known_of():
    assert state_of(paper("1/QĐ-UBND", date(2020, 1, 1)), date(2026, 1, 1)).state == LawState.UNKNOWN


def test_line_of_successors_is_followed_to_the_last(officer):
    old = paper("79/2010/QĐ-TTg", date(2010, 11, 30))
    add_law_change(added_by=officer, **facts())
    add_law_change(
        added_by=officer,
        **facts(
            number="72/2015/NĐ-CP",
            issued_on=date(2015, 9, 7),
            effective_on=date(2027, 1, 1),
            by_number="1/2026/NĐ-CP",
        ),
    )

    assert [step.by for step in state_of(old, date(2026, 12, 31)).heirs] == []
    assert [step.by for step in state_of(old, date(2027, 1, 1)).heirs] == ["Nghị định 1/2026/NĐ-CP"]


def test_number_given_out_every_year_means_nothing_without_its_day(officer):
    cited = paper("1486/QĐ-TTg")
    same = {"change": LawChangeKind.ENDED, "by_name": "", "by_number": "", "by_issued_on": None}
    add_law_change(added_by=officer, **facts(number="1486/QĐ-TTg", issued_on=date(2018, 11, 6), **same))
    once = state_of(cited, date(2026, 1, 1)).state
    add_law_change(added_by=officer, **facts(number="1486/QĐ-TTg", issued_on=date(2019, 10, 1), **same))

    assert (once, state_of(cited, date(2026, 1, 1)).state) == (LawState.ENDED, LawState.UNKNOWN)


def test_what_a_paper_in_the_register_says_counts_from_its_day():
    old, new = paper("20/KH-UBND", date(2025, 1, 10)), paper("31/KH-UBND", date(2025, 6, 1), "Kế hoạch")
    DocumentRelation.objects.create(source=new, target=old, kind=RelationKind.REPLACES)

    assert state_of(old, date(2025, 5, 31)).state == LawState.UNKNOWN
    found = state_of(old, date(2025, 6, 1))
    assert (found.state, found.is_verified, found.steps[0].by_paper) == (LawState.REPLACED, True, new)


def test_data_file_is_loaded_once_and_what_people_corrected_stays(officer):
    call_command("load_laws", verbosity=0)
    count = LawChange.objects.count()
    row = LawChange.objects.get(number="79/2010/QĐ-TTg")
    correct_law_change(
        row=row, version=1, corrected_by=officer, **facts(source="congbao.chinhphu.vn", is_verified=True)
    )

    assert load_law_changes() == 0
    row.refresh_from_db()
    assert (LawChange.objects.count(), row.is_verified, row.source) == (count, True, "congbao.chinhphu.vn")
    assert set(LawChange.objects.filter(source="").values_list("is_verified", flat=True)) <= {False}


def test_second_of_two_correctors_is_told_and_the_first_stays(officer):
    row = add_law_change(added_by=officer, **facts())
    correct_law_change(row=row, version=1, corrected_by=officer, **facts(note="một"))

    with pytest.raises(LawChangedMeanwhile):
        correct_law_change(row=row, version=1, corrected_by=make_officer("khac"), **facts(note="hai"))
    correct_law_change(row=row, version=1, corrected_by=officer, **facts(note="một"))
    row.refresh_from_db()
    assert (row.note, row.version) == ("một", 2)


def test_nothing_is_confirmed_without_a_source(officer):
    with pytest.raises(LawSourceMissing):
        add_law_change(added_by=officer, **facts(is_verified=True))
    assert not LawChange.objects.exists()


def test_taken_out_it_counts_no_more_and_the_log_keeps_it(officer):
    old = paper("79/2010/QĐ-TTg", date(2010, 11, 30))
    row = add_law_change(added_by=officer, **facts())

    for _time in range(2):
        take_out_law_change(row=row, version=1, taken_by=officer, at=NOW)

    assert state_of(old, date(2026, 1, 1)).state == LawState.UNKNOWN
    assert Event.objects.filter(act="documents.take_out_law_change").count() == 1
    assert list(law_changes()) == []


@pytest.mark.parametrize("papers", [1, 3])
def test_standing_takes_three_queries_however_many_papers(officer, papers, django_assert_num_queries):
    load_law_changes()
    cited = [paper(f"{number}/2010/QĐ-TTg", date(2010, 11, 30)) for number in range(79, 79 + papers)]

    with django_assert_num_queries(3):
        laws_standing(cited, on=date(2026, 1, 1))


def test_officer_enters_and_corrects_and_others_only_look(officer, log_in):
    reader, pages = make_person(Role.READER), ["documents:laws", "documents:add_law"]
    sent = {
        "law_kind": "Quyết định",
        "number": "79/2010/QĐ-TTg",
        "issued_on": "30/11/2010",
        "change": "replaced",
        "effective_on": "22/10/2015",
        "by_name": "Nghị định",
        "by_number": "72/2015/NĐ-CP",
    }

    assert [log_in(reader).get(reverse(page)).status_code for page in pages] == [200, 404]
    assert log_in(reader).post(reverse("documents:add_law"), sent).status_code == 404
    assert log_in(officer).post(reverse("documents:add_law"), sent).status_code == 302
    row = LawChange.objects.get()
    assert (row.number_key, row.effective_on) == ("79/2010/QD-TTG", date(2015, 10, 22))
    address = reverse("documents:correct_law", args=[row.pk])
    assert log_in(officer).get(address).status_code == 200
    assert log_in(officer).post(address, sent | {"version": "1", "note": "đã xem"}).status_code == 302
    assert LawChange.objects.get().note == "đã xem"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"number": ""}, "number"),
        ({"effective_on": "31/02/2026"}, "effective_on"),
        ({"change": "replaced"}, "by_name"),
        ({"change": "in_force", "by_number": "1/NĐ-CP"}, "by_name"),
        ({"change": "ended", "is_verified": "on"}, "__all__"),
    ],
)
def test_bad_entry_is_answered_in_words(officer, log_in, sent, field):
    given = {"number": "1/NĐ-CP", "change": "ended"} | sent

    answer = log_in(officer).post(reverse("documents:add_law"), given)

    assert list(answer.context["form"].errors) == [field]
    assert not LawChange.objects.exists()
