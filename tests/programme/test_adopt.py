"""Adopting what people confirmed in a paper."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from factories.agencies import make_agency
from factories.programme import paper_lines, plan_answer, reviewed_reading, task_value

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency, AgencyName
from haidang.documents.enums import FindingState, ReadingState
from haidang.documents.models import Document, DocumentDoubt, Finding
from haidang.foundation.queries import events_of
from haidang.programme import errors
from haidang.programme.enums import ItemKind
from haidang.programme.models import Assignment, BudgetLine, Item, LegalBasis, Programme
from haidang.programme.operations.adopt import ProgrammeYears, adopt_reading
from haidang.programme.operations.agencies import AgencyChoice

GOLD = Path(__file__).parents[3] / "shared" / "gold"
BILLION = 1_000_000_000

pytestmark = pytest.mark.django_db


def gold(name: str) -> dict:
    if not GOLD.is_dir():
        pytest.skip("needs ../shared/gold")
    return json.loads((GOLD / name).read_text(encoding="utf-8"))


def counts_of_everything() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def adopted(answer, *, by, choices=None, **more) -> Programme:
    return adopt_reading(
        reading=reviewed_reading(answer), adopted_by=by, agency_choices=choices or {}, **more
    )


def parts_of(item: Item) -> list[tuple[str, str, str]]:
    rows = item.assignments.order_by("order", "id")
    return [(one.role, one.printed_name, one.scope) for one in rows]


@pytest.mark.shared
def test_plan_of_ha_noi_becomes_a_tree_of_tasks(officer):
    answer = gold("reading_002_tasks.json") | {"heading": plan_answer()["heading"]}

    programme = adopted(answer, by=officer)

    kinds = {kind: Item.objects.filter(kind=kind).count() for kind in ("section", "task", "subtask")}
    assert kinds == {"section": 11, "task": 53, "subtask": 13}
    assert (programme.first_year, programme.last_year) == (2024, 2024)
    assert programme.owner.name == "Ủy ban nhân dân thành phố Hà Nội"


@pytest.mark.shared
def test_partners_of_numbered_activities_keep_their_scope(officer):
    tasks = [task for task in gold("reading_002_tasks.json")["tasks"] if task["label"] == "IX.1"]

    adopted(plan_answer() | {"tasks": tasks}, by=officer)

    task = Item.objects.get(kind=ItemKind.TASK)
    assert parts_of(task)[:4] == [
        ("lead", "Liên hiệp các tổ chức hữu nghị thành phố Hà Nội", ""),
        ("partner", "Đại sứ quán các nước", "(1)(3)(5)(9)"),
        ("partner", "Sở Du lịch", "(2)"),
        ("partner", "huyện Sóc Sơn", "(2)"),
    ]


@pytest.mark.shared
def test_budget_keeps_stated_and_computed_sums_in_whole_dong(officer):
    adopted(plan_answer(0) | gold("reading_003_budget.json"), by=officer)

    total = BudgetLine.objects.get(kind="total")
    amounts = [(one.stated_vnd, one.computed_vnd) for one in total.amounts.order_by("order")]
    assert amounts == [
        (45_890_000_000, 44_390_000_000),
        (61_082_000_000, 65_582_000_000),
        (106_972_000_000, 109_972_000_000),
    ]
    assert BudgetLine.objects.filter(kind="row", group__isnull=False).count() == 18


@pytest.mark.parametrize(
    ("unit", "dong"), [("triệu đồng", 250_500_000), ("nghìn đồng", 250_500), ("đồng", None)]
)
def test_amounts_are_converted_exactly_or_refused(officer, unit, dong):
    row = {
        "label": "1",
        "text": "In tờ gấp",
        "amounts": ["250.5"],
        "executor": None,
        "source": None,
        "lines": [[9, 9]],
    }
    group = {"label": "I", "title": "Xuất bản", "executor": None, "stated": ["250.5"], "lines_of": [row]}
    answer = plan_answer() | {"budget": {"unit": unit, "periods": ["2026"], "groups": [group]}}

    if dong is None:
        with pytest.raises(errors.UnreadableFinding):
            adopted(answer, by=officer)
        assert Programme.objects.count() == 0
    else:
        adopted(answer, by=officer)
        assert BudgetLine.objects.get(kind="row").amounts.get().stated_vnd == dong


def test_adopting_twice_changes_nothing(officer):
    citation = {
        "kind": "Nghị quyết",
        "number": "47/NQ-CP",
        "date": "2024-04-15",
        "issuer": "Chính phủ",
        "basis": True,
    }
    target = {
        "text": "100% cán bộ được bồi dưỡng",
        "subject": "cán bộ",
        "value": "100",
        "unit": "%",
        "lines": [[3, 3]],
    }
    duty = {"agency": "Sở Du lịch", "items": [{"text": "Quảng bá", "lines": [[5, 5]]}], "lines": [[5, 5]]}
    reading = reviewed_reading(
        plan_answer(2) | {"citations": [citation, dict(citation)], "targets": [target], "duties": [duty]}
    )
    first = adopt_reading(reading=reading, adopted_by=officer, agency_choices={})
    before = counts_of_everything()

    second = adopt_reading(reading=reading, adopted_by=officer, agency_choices={})

    assert second == first
    assert counts_of_everything() == before
    assert (Item.objects.filter(kind="task").count(), LegalBasis.objects.count()) == (2, 1)


def test_what_is_confirmed_later_is_added_under_its_heading(officer):
    reading = reviewed_reading(plan_answer(2))
    late = Finding.objects.get(reading=reading, label="I.2")
    Finding.objects.filter(pk=late.pk).update(state=FindingState.REJECTED)
    programme = adopt_reading(reading=reading, adopted_by=officer, agency_choices={})
    Finding.objects.filter(pk=late.pk).update(state=FindingState.ACCEPTED)

    adopt_reading(reading=reading, adopted_by=officer, agency_choices={})

    tasks = Item.objects.filter(programme=programme, kind="task").order_by("position")
    assert [task.label for task in tasks] == ["I.1", "I.2"]
    assert {task.parent_id for task in tasks} == {Item.objects.get(kind="section").pk}
    assert events_of(programme).count() == 2


def test_undecided_tasks_hinder(officer):
    reading = reviewed_reading(plan_answer(2), state=FindingState.PROPOSED)

    with pytest.raises(errors.UndecidedTasks) as refusal:
        adopt_reading(reading=reading, adopted_by=officer, agency_choices={})

    assert refusal.value.count == 2
    assert Programme.objects.count() == 0


def test_open_obligatory_doubts_hinder_and_others_do_not(officer):
    reading = reviewed_reading(plan_answer())
    DocumentDoubt.objects.create(reading=reading, code="low_confidence", message="mờ", order=1)
    doubt = DocumentDoubt.objects.create(
        reading=reading, code="sum_differs", message="lệch", order=2, is_obligatory=True
    )

    with pytest.raises(errors.OpenDoubts):
        adopt_reading(reading=reading, adopted_by=officer, agency_choices={})
    DocumentDoubt.objects.filter(pk=doubt.pk).update(answer="kept")

    assert adopt_reading(reading=reading, adopted_by=officer, agency_choices={}).reading == reading


def test_nothing_confirmed_hinders(officer):
    reading = reviewed_reading(plan_answer(), state=FindingState.REJECTED)

    with pytest.raises(errors.NothingToAdopt):
        adopt_reading(reading=reading, adopted_by=officer, agency_choices={})


def test_a_paper_that_is_still_read_hinders(officer):
    reading = reviewed_reading(plan_answer())
    reading.state = ReadingState.RUNNING
    reading.save()

    with pytest.raises(errors.ReadingNotReady):
        adopt_reading(reading=reading, adopted_by=officer, agency_choices={})


def test_reading_of_a_correcting_paper_is_not_adopted_again(officer):
    programme = adopted(plan_answer(), by=officer)
    later = Document.objects.create(kind="Kế hoạch", number="12a/KH-UBND", corrects=programme.document)

    with pytest.raises(errors.ProgrammeExists) as refusal:
        adopt_reading(
            reading=reviewed_reading(plan_answer(), document=later), adopted_by=officer, agency_choices={}
        )

    assert refusal.value.programme == programme


def test_name_of_two_agencies_is_never_chosen_silently_and_the_choice_is_remembered(officer):
    one, other = make_agency("Trung tâm Báo chí", "division"), make_agency("Trung tâm Báo chí", "press")
    answer = plan_answer() | {"tasks": [task_value(lead=["Trung tâm Báo chí"])]}

    with pytest.raises(errors.AgencyUndecided) as refusal:
        adopted(answer, by=officer)
    adopted(answer, by=officer, choices={"Trung tâm Báo chí": AgencyChoice(agency=other)})

    assert refusal.value.printed_name == "Trung tâm Báo chí"
    assert list(Assignment.objects.filter(role="lead").values_list("agency_id", flat=True)) == [other.pk]
    assert Agency.objects.filter(name="Trung tâm Báo chí").count() == 2
    assert one.assignments.count() == 0


def test_name_matched_by_hand_becomes_an_alias(officer):
    agency = make_agency("Sở Văn hóa và Thể thao")
    answer = plan_answer() | {"tasks": [task_value(lead=["Cơ quan quản lý di sản"])]}

    adopted(answer, by=officer, choices={"Cơ quan quản lý di sản": AgencyChoice(agency=agency)})

    assert AgencyName.objects.filter(agency=agency, kind="alias").values_list("text", flat=True).get() == (
        "Cơ quan quản lý di sản"
    )
    assert Assignment.objects.get(role="lead").agency == agency


def test_spellings_of_a_new_name_in_one_paper_are_one_agency(officer):
    names = ["UBND các xã, phường", "Ủy ban nhân dân các xã, phường"]
    answer = plan_answer() | {"tasks": [task_value("I.1", lead=names[:1]), task_value("I.2", lead=names[1:])]}

    adopted(answer, by=officer)

    leads = Assignment.objects.filter(role="lead").order_by("id")
    assert [one.printed_name for one in leads] == names
    assert len({one.agency_id for one in leads}) == 1


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Các cơ quan, đơn vị liên quan", AgencyKind.GROUP),
        ("các sở, ban, ngành", AgencyKind.GROUP),
        ("Phòng, đơn vị thuộc Sở", AgencyKind.GROUP),
        ("Công an các đơn vị, địa phương", AgencyKind.GROUP),
        ("UBND cấp xã", AgencyKind.GROUP),
        ("UBND 126 xã, phường", AgencyKind.GROUP),
        ("Ban Quản lý các khu công nghiệp", AgencyKind.DEPARTMENT),
        ("Hội Liên hiệp các tổ chức hữu nghị", AgencyKind.UNION),
        ("Sở Nông nghiệp và Môi trường", AgencyKind.DEPARTMENT),
        ("Bộ Ngoại giao", AgencyKind.MINISTRY),
        ("Bộ Chỉ huy Quân sự tỉnh", AgencyKind.DEPARTMENT),
        ("Báo Cần Thơ", AgencyKind.PRESS),
        ("UBND quận Ninh Kiều", AgencyKind.COMMITTEE),
        ("Đại sứ quán các nước", AgencyKind.OTHER),
        ("Bảo tàng Hà Nội", AgencyKind.OTHER),
    ],
)
def test_new_agency_gets_the_kind_its_first_words_tell(officer, printed, kind):
    adopted(plan_answer() | {"tasks": [task_value(partners=[printed])]}, by=officer)

    agency = Assignment.objects.get(role="partner").agency
    assert (agency.name, agency.kind, agency.is_verified) == (printed, kind, False)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Đề án Thông tin đối ngoại giai đoạn 2026 - 2030", (2026, 2030)),
        ("Đề án giai đoạn 2013-2015, định hướng đến năm 2020", (2013, 2020)),
        ("Triển khai Chiến lược năm 2025 trong năm 2026", (2026, 2026)),
        ("Công tác thông tin đối ngoại", (2024, 2024)),
    ],
)
def test_years_come_from_the_title_or_the_tasks(officer, title, years):
    answer = plan_answer()
    answer["heading"] = answer["heading"] | {"title": title}

    programme = adopted(answer, by=officer)

    assert (programme.first_year, programme.last_year) == years


def test_years_chosen_by_a_person_hold(officer):
    programme = adopted(plan_answer(), by=officer, years=ProgrammeYears(2024, 2026))

    assert (programme.first_year, programme.last_year) == (2024, 2026)


def test_task_without_group_row_stands_under_the_nearest_heading_of_its_number(officer):
    answer = plan_answer() | {
        "sections": [
            {"label": "III", "title": "NHIỆM VỤ", "lines": [[10, 10]], "children": []},
            {"label": "III", "title": "TỔ CHỨC THỰC HIỆN", "lines": [[90, 90]], "children": []},
        ],
        "tasks": [
            task_value("III.1", group=None, lines=[[12, 20]]),
            task_value("III.2", group=None, lines=[[92, 95]]),
        ],
    }

    adopted(answer, by=officer)

    found = Item.objects.filter(kind="task").order_by("position").values_list("label", "parent__title")
    assert list(found) == [("III.1", "NHIỆM VỤ"), ("III.2", "TỔ CHỨC THỰC HIỆN")]


def test_group_cites_its_own_row_of_the_paper(officer):
    reading = reviewed_reading(plan_answer())
    paper_lines(
        reading, {828: "I", 829: "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", 830: "", 834: "Theo dõi và tổng hợp"}
    )

    adopt_reading(reading=reading, adopted_by=officer, agency_choices={})

    assert Item.objects.get(kind="section").lines == [[829, 829]]


def test_report_due_before_a_day_ends_the_day_before(officer):
    report = {
        "name": "báo cáo 6 tháng",
        "period": "half_year",
        "due": "2024-06-20",
        "strict": True,
        "owed_by": "Các sở, ban, ngành",
        "owed_to": "UBND Thành phố, Ban Chỉ đạo",
        "lines": [[600, 602]],
    }

    adopted(plan_answer() | {"reports": [report]}, by=officer)

    item = Item.objects.get(kind="report_regime")
    assert (item.due_on, item.ends_on, item.every) == (date(2024, 6, 20), date(2024, 6, 19), "half_year")
    assert parts_of(item) == [("lead", "Các sở, ban, ngành", "")]


def test_broken_value_stops_the_whole_adoption(officer):
    target = {"text": "Đạt nhiều", "subject": "cán bộ", "value": "nhiều", "unit": "%", "lines": [[3, 3]]}

    with pytest.raises(errors.UnreadableFinding) as refusal:
        adopted(plan_answer() | {"targets": [target]}, by=officer)

    assert refusal.value.field == "value"
    assert (
        Programme.objects.count(),
        Item.objects.count(),
        Agency.objects.filter(is_verified=False).count(),
    ) == (
        0,
        0,
        0,
    )
