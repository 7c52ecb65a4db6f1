"""The pages of making a plan: who gets them, what they refuse, and that nothing typed is lost."""

from dataclasses import replace
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.programme import adopted_programme, plan_answer, task_value

from haidang.agencies.enums import AgencyKind, Role
from haidang.engines.drafting.plan_points import PlanBody, PlanPoint, every_point, tasks_of
from haidang.programme.enums import DraftState
from haidang.programme.models import PlanDraft, Programme
from haidang.programme.operations import making
from haidang.programme.operations.making import Edit
from haidang.programme.queries.making import DraftHead, content_of
from haidang.programme.queries.making_copy import outline_content

HEAD = DraftHead(
    title="Kế hoạch bí danh Hải Âu", first_year=2026, last_year=2026, place="Hà Nội", sign="KH-SVHTT"
)
MARK, MARKS = "dau-cua-bieu", count()


@pytest.fixture
def department(db):
    return make_agency("Sở Văn hóa và Thể thao")


@pytest.fixture
def draft(officer, department):
    return making.start_plan(
        owner=department, content=outline_content(HEAD), source=None, token="mot-lan-thoi", made_by=officer
    )


@pytest.fixture
def at_desk(officer, log_in):
    return log_in(officer)


def typed(draft, **fields):
    return {"version": PlanDraft.objects.get(pk=draft.pk).version, "token": f"dau-{next(MARKS):05d}"} | fields


def points_of(draft):
    return list(every_point(content_of(PlanDraft.objects.get(pk=draft.pk)).points))


def add_task(at_desk, draft, **fields):
    given = {"title": "Xuất bản bản tin", "lead": "Sở Văn hóa và Thể thao", "timing": "Quý III/2026"}
    address = reverse("programme:add_plan_point", args=[draft.pk]) + "?loai=task&duoi=4"
    return at_desk.post(address, typed(draft, **given | fields))


def test_a_plan_is_begun_from_the_page(at_desk, department):
    answer = at_desk.post(
        reverse("programme:start_plan"), {"token": MARK, "owner": department.name, "first_year": 2027}
    )

    draft = PlanDraft.objects.get()
    assert answer.url == reverse("programme:plan", args=[draft.pk])
    assert (draft.owner, draft.first_year, draft.last_year) == (department, 2027, 2027)


def test_a_copy_of_last_years_programme_moves_its_years(at_desk, officer):
    timing = {"phrase": "Quý IV/2024", "kind": "window", "spans": [["2024-10-01", "2024-12-31"]], "due": None}
    source = adopted_programme(
        plan_answer(tasks=0) | {"tasks": [task_value("I.1", timing=timing)]}, adopted_by=officer
    )
    page = at_desk.get(reverse("programme:start_plan"), {"tu": source.pk}).content.decode()
    assert 'value="2025"' in page

    at_desk.post(
        reverse("programme:start_plan"),
        {"token": MARK, "owner": source.owner.name, "first_year": 2025, "source": source.pk},
    )

    draft = PlanDraft.objects.get()
    assert draft.title == "Thông tin đối ngoại năm 2025"
    assert [task.timing for task in tasks_of(content_of(draft).points)] == ["Quý IV/2025"]
    assert list(draft.sources.all()) == [source]


def test_a_task_is_added_with_its_time_understood(at_desk, draft):
    answer = add_task(at_desk, draft, content="- In 12 số\n\n+ Phát hành", product="12 số;")

    assert answer.url == reverse("programme:plan", args=[draft.pk]) + "#task"
    (task,) = [one for one in points_of(draft) if one.kind == "task"]
    assert (task.content, task.product) == (("In 12 số", "Phát hành"), "12 số")
    page = at_desk.get(reverse("programme:plan", args=[draft.pk])).content.decode()
    assert "trong khoảng, 01/7/2026–30/9/2026" in page


@pytest.mark.parametrize(("fields", "told"), [
    ({"timing": "Quý V/2026"}, "chưa xếp được vào lịch"),
    ({"timing": "31/02/2026"}, "chưa xếp được vào lịch"),
    ({"lead": "Sở Không Có Thật"}, "Sở Không Có Thật"),
    ({"title": " - "}, "Đề nghị ghi ít nhất một từ."),
    ({"content": "a\n" * 61}, "Nhiều nhất 60 dòng."),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_and_stays_typed(at_desk, draft, fields, told):
    answer = add_task(at_desk, draft, product="sản phẩm đã gõ công phu", **fields)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert told in page
    assert "sản phẩm đã gõ công phu" in page
    assert [one for one in points_of(draft) if one.kind == "task"] == []


def test_names_for_many_bodies_are_taken_as_they_are(at_desk, draft):
    add_task(at_desk, draft, partners="Các cơ quan, đơn vị liên quan\nCác cơ quan, đơn vị liên quan")

    (task,) = [one for one in points_of(draft) if one.kind == "task"]
    assert task.partners == (PlanBody("Các cơ quan, đơn vị liên quan"),)


def test_hostile_words_stay_words(at_desk, draft):
    add_task(at_desk, draft, title="<script>alert(1)</script> {{ 7*7 }} \x00\u202e")

    page = at_desk.get(reverse("programme:plan", args=[draft.pk])).content.decode()
    assert "<script>alert" not in page
    assert at_desk.get(reverse("programme:plan_docx", args=[draft.pk])).content[:2] == b"PK"


def test_the_second_editor_sees_both_texts_and_saves_with_open_eyes(at_desk, draft, officer):
    (point,) = [one for one in points_of(draft) if one.title == "Mục đích"]
    address = reverse("programme:plan_point", args=[draft.pk, point.key])
    seen = typed(draft, title="Lời của tôi")
    making.change_point(
        draft=draft, point=replace(point, title="Lời người khác"), edit=Edit(officer, 1, "nguoi-khac")
    )

    answer = at_desk.post(address, seen)

    page = answer.content.decode()
    assert "Có người khác vừa sửa mục này" in page
    assert "Lời người khác" in page
    assert "Lời của tôi" in page
    assert 'name="version" value="2"' in page
    at_desk.post(address, seen | {"version": "2", "token": "lan-thu-hai"})
    assert [one.title for one in points_of(draft) if one.key == point.key] == ["Lời của tôi"]


def test_buttons_of_the_tree_move_take_out_and_undo(at_desk, draft):
    address = reverse("programme:plan_tree", args=[draft.pk])
    titles = [one.title for one in points_of(draft)]

    at_desk.post(address, typed(draft, lam="down:1"))
    assert points_of(draft)[0].title == "Nội dung, nhiệm vụ"
    at_desk.post(address, typed(draft, lam="remove:4") | {"token": "dau-bo-mot-muc"})
    assert "Nội dung, nhiệm vụ" not in [one.title for one in points_of(draft)]
    for number in (1, 2):
        at_desk.post(address, typed(draft, lam="undo:") | {"token": f"dau-lui-{number}"})
    assert [one.title for one in points_of(draft)] == titles


@pytest.mark.parametrize("asked", ["", "up", "up:", "up:99999999999999", "xoa:1", "remove:abc"])
def test_a_button_that_is_none_is_no_page(at_desk, draft, asked):
    answer = at_desk.post(reverse("programme:plan_tree", args=[draft.pk]), typed(draft, lam=asked))

    assert answer.status_code == 404


@pytest.mark.parametrize("asked", ["loai=task", "loai=money&duoi=4", "loai=task&duoi=99", "loai=gi", ""])
def test_a_point_that_cannot_stand_there_has_no_form(at_desk, draft, asked):
    address = reverse("programme:add_plan_point", args=[draft.pk])

    assert at_desk.get(f"{address}?{asked}").status_code == 404


def every_address(draft):
    return [
        reverse("programme:plan", args=[draft.pk]),
        reverse("programme:plan_docx", args=[draft.pk]),
        reverse("programme:plan_head", args=[draft.pk]),
        reverse("programme:plan_point", args=[draft.pk, 1]),
        reverse("programme:add_plan_point", args=[draft.pk]) + "?loai=basis",
        reverse("programme:take_tasks", args=[draft.pk]),
    ]


def test_a_plan_is_shown_to_its_agency_and_to_the_standing_body_only(department, draft, client):
    shown = {}
    people = {
        "own": make_person(Role.FOCAL, "daumoi", department),
        "other": make_person(Role.FOCAL, "noikhac", make_agency("Sở Du lịch")),
        "reader": make_person(Role.READER, "nguoidoc", department),
        "leader": make_person(Role.LEADER, "lanhdao"),
        "administrator": make_person(Role.ADMINISTRATOR, "quantri"),
    }
    for name, account in people.items():
        client.force_login(account)
        shown[name] = [client.get(address).status_code for address in every_address(draft)]
        listed = client.get(reverse("programme:list")).content.decode()
        assert ("Hải Âu" in listed) == (shown[name][0] == 200)

    assert shown == {
        "own": [200] * 6,
        "other": [404] * 6,
        "reader": [200, 200, 404, 404, 404, 404],
        "leader": [200, 200, 404, 404, 404, 404],
        "administrator": [404] * 6,
    }


def test_nobody_begins_a_plan_for_an_agency_out_of_reach(client, department):
    make_agency("Sở Du lịch")
    client.force_login(make_person(Role.FOCAL, "daumoi", department))

    answer = client.post(
        reverse("programme:start_plan"), {"token": MARK, "owner": "Sở Du lịch", "first_year": 2027}
    )

    assert "không lập kế hoạch cho “Sở Du lịch”" in answer.content.decode()
    assert PlanDraft.objects.count() == 0


def test_an_officer_does_not_approve_and_a_leader_does(at_desk, client, draft):
    add_task(at_desk, draft)
    address = reverse("programme:approve_plan", args=[draft.pk])
    assert at_desk.post(address, typed(draft)).status_code == 404

    client.force_login(make_person(Role.LEADER, "lanhdao"))
    client.post(address, typed(draft))

    draft.refresh_from_db()
    assert (draft.state, draft.approved_by.username) == (DraftState.APPROVED, "lanhdao")


def test_a_focal_person_issues_the_plan_of_the_own_commune(client, department):
    commune = make_agency("Phường Hoàn Kiếm", AgencyKind.COMMUNE)
    focal, leader = make_person(Role.FOCAL, "daumoi", commune), make_person(Role.LEADER, "lanhdao")
    body = PlanBody(commune.name, commune.pk)
    work = PlanPoint(
        2, "task", "Tuyên truyền tới người nước ngoài trên địa bàn", lead=(body,), timing="Cả năm"
    )
    content = outline_content(replace(HEAD, sign="KH-UBND"))
    content = replace(content, points=(*content.points, PlanPoint(1, "section", "Việc", children=(work,))))
    draft = making.start_plan(owner=commune, content=content, source=None, token=MARK, made_by=focal)
    making.approve_plan(draft=draft, edit=Edit(leader, 1, "duyet"))
    client.force_login(focal)
    address = reverse("programme:issue_plan", args=[draft.pk])

    late = client.post(address, typed(draft, number="5", issued_on="31/12/2099"))
    assert "Ngày ban hành chưa đến." in late.content.decode()
    never = client.post(address, typed(draft, number="5", issued_on="31/02/2026"))
    assert Programme.objects.count() == 0
    assert never.status_code == 200
    client.post(address, typed(draft, number="5", issued_on="20/01/2026"))

    programme = Programme.objects.get()
    assert (programme.owner, programme.document.number) == (commune, "05/KH-UBND")
    again = client.post(address, typed(draft, number="6", issued_on="21/01/2026"))
    assert again.url == reverse("programme:page", args=[programme.pk])
    file = client.get(reverse("programme:plan_docx", args=[draft.pk]))
    programme.document.file.file.open()
    assert file.content == programme.document.file.file.read()


def test_tasks_of_another_programme_are_taken_over(at_desk, officer, draft):
    source = adopted_programme(plan_answer(tasks=3), adopted_by=officer)
    address = reverse("programme:take_tasks", args=[draft.pk]) + f"?tu={source.pk}"
    first = source.items.filter(kind="task").order_by("position").first()

    nothing = at_desk.post(address, typed(draft, below="4"))
    assert "Đề nghị chọn ít nhất một nhiệm vụ." in nothing.content.decode()
    at_desk.post(address, typed(draft, below="4", tasks=[first.pk]))

    (task,) = [one for one in points_of(draft) if one.kind == "task"]
    assert (task.title, task.details) == (task_value()["title"], {"origin": str(first.pk)})
    page = at_desk.get(address).content.decode()
    assert f'name="tasks" value="{first.pk}"' not in page  # once is enough
    assert page.count('name="tasks"') == 2
    assert '<option value="4" selected' in page


def test_the_page_of_a_plan_asks_as_often_with_one_task_as_with_many(at_desk, draft):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            at_desk.get(reverse("programme:plan", args=[draft.pk]))
        return len(asked)

    add_task(at_desk, draft)
    few = questions()
    for number in range(4):
        add_task(at_desk, draft, title=f"Việc thứ {number}")

    assert len([one for one in points_of(draft) if one.kind == "task"]) == 5
    assert questions() == few


def test_a_form_sent_twice_adds_one_task(at_desk, draft):
    add_task(at_desk, draft, token="bam-hai-lan")
    add_task(at_desk, draft, token="bam-hai-lan")

    assert len([one for one in points_of(draft) if one.kind == "task"]) == 1
