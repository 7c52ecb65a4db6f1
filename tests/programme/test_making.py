"""A plan made in the product: begun, changed, undone, approved, issued; two people at once lose nothing."""

from dataclasses import replace
from datetime import date

import pytest
from factories.agencies import make_agency, make_person, make_post
from factories.programme import adopted_programme, plan_answer, task_value

from haidang.agencies.enums import AgencyKind, Role
from haidang.documents.enums import FindingKind, FindingState
from haidang.documents.errors import AlreadyRegistered
from haidang.documents.models import Document, Finding
from haidang.documents.operations.registering import register_document
from haidang.engines.drafting.plan_points import PlanBody, PlanPoint, every_point, tasks_of
from haidang.foundation.models import Event
from haidang.programme import errors
from haidang.programme.enums import AssignmentRole, DraftState, ItemKind
from haidang.programme.models import DraftRevision, Item, PlanDraft, Programme
from haidang.programme.operations import making
from haidang.programme.operations.making import Edit
from haidang.programme.operations.making_issue import issue_plan
from haidang.programme.queries.making import (
    DraftHead,
    content_of,
    may_approve_plan,
    may_change_plan,
    plans_open_to,
)
from haidang.programme.queries.making_copy import copied_content, outline_content

HEAD = DraftHead(
    title="Công tác thông tin đối ngoại năm 2026", first_year=2026, last_year=2026, place="Hà Nội",
    sign="KH-SVHTT", superior="UBND thành phố Hà Nội", authority="GIÁM ĐỐC", signer="Nguyễn Văn An",
)  # fmt: skip


@pytest.fixture
def department(db):
    return make_agency("Sở Văn hóa và Thể thao")


@pytest.fixture
def leader(db):
    return make_person(Role.LEADER, "lanhdao")


@pytest.fixture
def draft(officer, department):
    return making.start_plan(
        owner=department, content=outline_content(HEAD), source=None, token="mot-lan-thoi", made_by=officer
    )


def edit(officer, draft, token):
    return Edit(officer, PlanDraft.objects.get(pk=draft.pk).version, token)


def outline_of(draft):
    points = content_of(PlanDraft.objects.get(pk=draft.pk)).points
    return [(one.kind, one.title) for one in every_point(points)]


def with_task(officer, draft, department, **fields):
    """This function will add a whole task below "Nội dung, nhiệm vụ" (point 4)."""
    task = PlanPoint(0, "task", "Xuất bản bản tin đối ngoại", lead=(PlanBody(department.name, department.pk),),
                     timing="Quý III/2026", product="04 số")  # fmt: skip
    return making.add_point(
        draft=draft,
        point=replace(task, **fields),
        below=4,
        edit=edit(officer, draft, f"them-{Event.objects.count()}"),
    )


def test_an_empty_plan_has_the_official_outline(draft):
    assert outline_of(draft) == [
        ("section", "Mục đích, yêu cầu"),
        ("section", "Mục đích"),
        ("section", "Yêu cầu"),
        ("section", "Nội dung, nhiệm vụ"),
        ("section", "Tổ chức thực hiện"),
    ]


def test_a_form_sent_twice_begins_one_plan(officer, department, draft):
    again = making.start_plan(
        owner=department, content=outline_content(HEAD), source=None, token="mot-lan-thoi", made_by=officer
    )

    assert again == draft
    assert PlanDraft.objects.count() == 1


def test_an_edit_sent_twice_is_done_once(officer, draft):
    point = PlanPoint(0, "recipient", "Như trên")
    once = Edit(officer, 1, "cung-mot-dau")

    making.add_point(draft=draft, point=point, below=None, edit=once)
    making.add_point(draft=draft, point=point, below=None, edit=once)

    assert [title for kind, title in outline_of(draft) if kind == "recipient"] == ["Như trên"]
    assert DraftRevision.objects.filter(draft=draft).count() == 2


def test_the_second_editor_of_one_point_is_told_what_it_says_now(officer, draft):
    point = replace(content_of(draft).points[0], title="Mục đích và yêu cầu")
    making.change_point(draft=draft, point=point, edit=Edit(officer, 1, "nguoi-mot"))

    with pytest.raises(errors.PlanPointChanged) as refusal:
        making.change_point(
            draft=draft, point=replace(point, title="Ý nghĩa"), edit=Edit(officer, 1, "nguoi-hai")
        )

    assert refusal.value.point.title == "Mục đích và yêu cầu"
    assert refusal.value.version == 2


def test_two_editors_of_different_points_keep_both_changes(officer, draft):
    first, _work, last = content_of(draft).points
    making.change_point(
        draft=draft, point=replace(first, title="Ý nghĩa"), edit=Edit(officer, 1, "nguoi-mot")
    )
    making.change_point(
        draft=draft, point=replace(last, title="Thực hiện"), edit=Edit(officer, 1, "nguoi-hai")
    )

    assert [title for _kind, title in outline_of(draft)] == [
        "Ý nghĩa", "Mục đích", "Yêu cầu", "Nội dung, nhiệm vụ", "Thực hiện",
    ]  # fmt: skip


def test_a_point_that_someone_changed_is_not_taken_out_unseen(officer, draft):
    inner = content_of(draft).points[0].children[0]
    making.change_point(
        draft=draft, point=replace(inner, title="Mục tiêu"), edit=Edit(officer, 1, "nguoi-mot")
    )

    with pytest.raises(errors.PlanPointChanged):
        making.remove_point(draft=draft, key=1, edit=Edit(officer, 1, "nguoi-hai"))

    assert ("section", "Mục tiêu") in outline_of(draft)


def test_undoing_goes_back_step_by_step(officer, draft):
    before = outline_of(draft)
    making.remove_point(draft=draft, key=1, edit=edit(officer, draft, "bo-mot"))
    making.remove_point(draft=draft, key=5, edit=edit(officer, draft, "bo-hai"))

    making.undo_revision(draft=draft, edit=edit(officer, draft, "lui-mot"))
    assert [title for _kind, title in outline_of(draft)] == ["Nội dung, nhiệm vụ", "Tổ chức thực hiện"]
    making.undo_revision(draft=draft, edit=edit(officer, draft, "lui-hai"))
    assert outline_of(draft) == before
    with pytest.raises(errors.NothingToUndo):
        making.undo_revision(draft=draft, edit=edit(officer, draft, "lui-ba"))


def test_undoing_does_not_take_back_what_a_person_has_not_seen(officer, draft):
    making.remove_point(draft=draft, key=1, edit=Edit(officer, 1, "bo-mot"))

    with pytest.raises(errors.PlanChangedMeanwhile):
        making.undo_revision(draft=draft, edit=Edit(officer, 1, "lui-mot"))


def test_a_plan_with_something_open_is_not_approved(officer, leader, department, draft):
    with_task(officer, draft, department, lead=(), timing="Quý V")

    with pytest.raises(errors.PlanNotReady) as refusal:
        making.approve_plan(draft=draft, edit=edit(leader, draft, "duyet"))

    assert refusal.value.count == 1  # nobody leads; a time that is not understood is only shown


def test_an_approved_plan_is_changed_only_after_it_is_opened_again(officer, leader, department, draft):
    with_task(officer, draft, department)
    making.approve_plan(draft=draft, edit=edit(leader, draft, "duyet"))

    with pytest.raises(errors.PlanNotOpen):
        making.remove_point(draft=draft, key=1, edit=edit(officer, draft, "bo"))
    making.reopen_plan(draft=draft, reopened_by=officer)
    making.remove_point(draft=draft, key=1, edit=edit(officer, draft, "bo"))

    draft.refresh_from_db()
    assert (draft.state, draft.approved_by, draft.approved_at) == (DraftState.DRAFT, None, None)


def test_a_leader_does_not_approve_what_has_changed_since(officer, leader, department, draft):
    with_task(officer, draft, department)
    seen = edit(leader, draft, "duyet")
    with_task(officer, draft, department, title="Việc chen vào")

    with pytest.raises(errors.PlanChangedMeanwhile):
        making.approve_plan(draft=draft, edit=seen)


def issued(officer, leader, draft, **fields):
    making.approve_plan(draft=draft, edit=edit(leader, draft, "duyet"))
    draft.refresh_from_db()
    given = {"number": "07/KH-SVHTT", "issued_on": date(2026, 1, 28), "version": draft.version}
    return issue_plan(draft=draft, issued_by=officer, **given | fields)


def test_a_draft_and_an_approved_plan_are_no_work(officer, leader, department, draft):
    with_task(officer, draft, department)
    making.approve_plan(draft=draft, edit=edit(leader, draft, "duyet"))

    assert (Programme.objects.count(), Item.objects.count(), Document.objects.count()) == (0, 0, 0)
    draft.refresh_from_db()
    with pytest.raises(errors.PlanChangedMeanwhile):
        issue_plan(draft=draft, number="1/KH", issued_on=date(2026, 1, 2), version=1, issued_by=officer)


def test_issuing_makes_the_paper_and_a_programme_like_an_adopted_one(officer, leader, department, draft):
    partner = make_agency("Sở Ngoại vụ")
    part = PlanPoint(0, "subtask", "In ấn", partners=(PlanBody("Sở Ngoại vụ", partner.pk),))
    with_task(officer, draft, department, content=("Song ngữ Việt - Anh",))
    making.add_point(draft=draft, point=part, below=6, edit=edit(officer, draft, "viec-con"))
    told = {"period": "half_year", "due": "2026-06-20", "strict": "1", "owed_by": "Các sở, ban, ngành",
            "owed_to": "Sở Văn hóa và Thể thao"}  # fmt: skip
    making.add_point(
        draft=draft,
        point=PlanPoint(0, "report", "báo cáo kết quả thực hiện Kế hoạch", details=told),
        below=None,
        edit=edit(officer, draft, "bao-cao"),
    )
    basis = "Quyết định số 1191/QĐ-TTg ngày 05/8/2024 của Thủ tướng Chính phủ phê duyệt Chiến lược"
    making.add_point(
        draft=draft, point=PlanPoint(0, "basis", basis), below=None, edit=edit(officer, draft, "can-cu")
    )

    programme = issued(officer, leader, draft)

    document = programme.document
    assert (document.kind, document.number, document.issued_on) == (
        "Kế hoạch",
        "07/KH-SVHTT",
        date(2026, 1, 28),
    )
    assert (programme.title, programme.owner, programme.first_year) == (HEAD.title, department, 2026)
    task = Item.objects.get(programme=programme, kind=ItemKind.TASK)
    assert (task.label, task.title, task.content, task.product, task.timing_phrase, task.starts_on) == (
        "II.1", "Xuất bản bản tin đối ngoại", ["Song ngữ Việt - Anh"], "04 số", "Quý III/2026", date(2026, 7, 1),
    )  # fmt: skip
    assert task.lines != []
    assert [(one.role, one.agency, one.scope) for one in task.assignments.order_by("order")] == [
        (AssignmentRole.LEAD, department, ""),
        (AssignmentRole.PARTNER, partner, "(1)"),
    ]
    report = Item.objects.get(programme=programme, kind=ItemKind.REPORT_REGIME)
    assert (report.due_on, report.is_strict, report.details["owed_by"]) == (
        date(2026, 6, 20),
        True,
        "Các sở, ban, ngành",
    )
    assert [one.document.number for one in programme.legal_bases.all()] == ["1191/QĐ-TTg"]
    draft.refresh_from_db()
    assert (draft.state, draft.programme, draft.number) == (DraftState.ISSUED, programme, "07/KH-SVHTT")


def test_issuing_twice_gives_one_programme(officer, leader, department, draft):
    with_task(officer, draft, department)
    first = issued(officer, leader, draft)
    draft.refresh_from_db()

    again = issue_plan(draft=draft, number="9/KH", issued_on=date(2026, 2, 1), version=1, issued_by=officer)

    assert again == first
    assert Document.objects.count() == 1


def test_the_paper_of_an_issued_plan_is_known_when_it_is_handed_in(officer, leader, department, draft):
    with_task(officer, draft, department)
    programme = issued(officer, leader, draft)
    stored = programme.document.file.file
    stored.open()

    with pytest.raises(AlreadyRegistered):
        register_document(upload=stored, name="ke-hoach.docx", registered_by=officer)


def test_a_plan_with_a_secret_mark_is_refused_and_nothing_is_kept(officer, leader, department, draft):
    with_task(officer, draft, department)
    making.change_head(
        draft=draft, head=replace(HEAD, superior="TUYỆT MẬT"), edit=edit(officer, draft, "mat")
    )

    with pytest.raises(errors.PlanPaperRefused):
        issued(officer, leader, draft)

    assert (Document.objects.count(), Programme.objects.count()) == (0, 0)


def test_what_else_the_machine_reads_in_the_paper_waits_for_a_review(officer, leader, department, draft):
    with_task(officer, draft, department)
    purpose = content_of(draft).points[0].children[0]
    goal = replace(purpose, content=("Phấn đấu đến hết năm 2026, 100% cán bộ được tập huấn nghiệp vụ.",))
    making.change_point(draft=draft, point=goal, edit=edit(officer, draft, "chi-tieu"))

    programme = issued(officer, leader, draft)

    waiting = Finding.objects.filter(reading=programme.reading, state=FindingState.PROPOSED)
    assert [one.kind for one in waiting] == [FindingKind.TARGET]


def test_costs_of_a_plan_become_budget_lines(officer, leader, department, draft):
    with_task(officer, draft, department)
    group = PlanPoint(0, "group", "Tuyên truyền")
    making.add_point(draft=draft, point=group, below=None, edit=edit(officer, draft, "nhom-chi"))
    for number, amount in enumerate(("300000000", "50000000")):
        cost = PlanPoint(
            0, "money", f"Khoản {number}", details={"amount": amount, "source": "Ngân sách Thành phố"}
        )
        making.add_point(draft=draft, point=cost, below=7, edit=edit(officer, draft, f"khoan-{number}"))

    programme = issued(officer, leader, draft)

    lines = programme.budget_lines.order_by("order").prefetch_related("amounts")
    told = [(one.kind, one.text, [amount.stated_vnd for amount in one.amounts.all()]) for one in lines]
    assert told[:3] == [
        ("group", "Tuyên truyền", [350_000_000]),
        ("row", "Khoản 0", [300_000_000]),
        ("row", "Khoản 1", [50_000_000]),
    ]


def test_a_number_is_given_once_in_a_year(officer, leader, department, draft):
    with_task(officer, draft, department)
    issued(officer, leader, draft)
    second = making.start_plan(
        owner=department, content=content_of(draft), source=None, token="ke-hoach-hai", made_by=officer
    )

    with pytest.raises(errors.PlanNumberTaken):
        issued(officer, leader, second)

    assert issued_again(officer, second, "08/KH-SVHTT").document.number == "08/KH-SVHTT"


def issued_again(officer, draft, number):
    draft.refresh_from_db()
    return issue_plan(
        draft=draft, number=number, issued_on=date(2026, 1, 29), version=draft.version, issued_by=officer
    )


def test_a_task_that_goes_on_says_from_which(officer, leader, department, draft):
    with_task(officer, draft, department, details={"origin": "41"})

    programme = issued(officer, leader, draft)

    assert programme.items.get(kind=ItemKind.TASK).details["origin"] == 41


def test_last_years_programme_is_copied_with_its_years_moved_on(officer, department):
    timing = {
        "phrase": "Quý III/2024",
        "kind": "window",
        "spans": [["2024-07-01", "2024-09-30"]],
        "due": None,
    }
    subtasks = [{"label": "(1)", "text": "In ấn", "partners": ["Sở Ngoại vụ"], "lines": []}]
    report = {"name": "báo cáo kết quả", "period": "year", "due": "2024-11-20", "strict": True,
              "owed_by": "Sở Tài chính", "owed_to": "UBND Thành phố", "lines": []}  # fmt: skip
    source = adopted_programme(
        plan_answer(tasks=0)
        | {"tasks": [task_value("I.1", timing=timing, subtasks=subtasks)], "reports": [report]},
        adopted_by=officer,
    )

    content = copied_content(source, HEAD, on=date(2025, 12, 1))

    (task,) = tasks_of(content.points)
    assert (task.title, task.timing) == (task_value()["title"], "Quý III/2026")
    assert [one.name for one in task.lead] == ["Sở Thông tin và Truyền thông"]
    assert [(part.title, [one.name for one in part.partners]) for part in task.children] == [
        ("In ấn", ["Sở Ngoại vụ"])
    ]
    (duty,) = [point for point in content.points if point.kind == "report"]
    assert duty.details == {
        "period": "year", "due": "2026-11-20", "strict": "1", "owed_by": "Sở Tài chính", "owed_to": "UBND Thành phố",
    }  # fmt: skip


def test_a_plan_is_seen_and_changed_within_reach_only(department, draft):
    own = make_person(Role.FOCAL, "daumoi", department)
    other = make_person(Role.FOCAL, "noikhac", make_agency("Sở Du lịch"))
    administrator = make_person(Role.ADMINISTRATOR, "quantri")

    assert list(plans_open_to(own)) == [draft]
    assert list(plans_open_to(other)) == []
    assert list(plans_open_to(administrator)) == []
    assert (may_change_plan(own, draft), may_change_plan(other, draft)) == (True, False)


def test_only_a_leader_approves(officer, leader, department, draft):
    both = make_person(Role.FOCAL, "daumoi", department)
    make_post(both, Role.READER, department)

    assert [may_approve_plan(one, draft) for one in (officer, leader, both)] == [False, True, False]


def test_every_act_stands_in_the_log(officer, leader, department, draft):
    with_task(officer, draft, department)
    issued(officer, leader, draft)

    acts = (
        Event.objects.filter(subject_kind="programme.plandraft").order_by("id").values_list("act", flat=True)
    )
    assert list(acts) == [
        "programme.start_plan", "programme.edit_plan", "programme.approve_plan", "programme.issue_plan",
    ]  # fmt: skip


def test_agency_kinds_of_names_for_many_become_groups(officer, leader, department, draft):
    with_task(officer, draft, department, partners=(PlanBody("Các cơ quan, đơn vị liên quan"),))

    programme = issued(officer, leader, draft)

    partner = programme.items.get(kind=ItemKind.TASK).assignments.get(role=AssignmentRole.PARTNER)
    assert (partner.agency.name, partner.agency.kind) == ("Các cơ quan, đơn vị liên quan", AgencyKind.GROUP)
