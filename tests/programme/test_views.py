"""Pages of programmes: who sees them, what they show, how many queries they take."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from factories.agencies import make_account, make_agency, make_person
from factories.programme import adopted_programme, paper_lines, plan_answer, reviewed_reading, task_value

from haidang.agencies.enums import AgencyKind, Role, SuccessionKind
from haidang.agencies.operations import record_succession
from haidang.documents.enums import FindingState
from haidang.documents.models import Document, Finding
from haidang.documents.operations.laws import load_law_changes
from haidang.programme.models import Item, Programme

pytestmark = pytest.mark.django_db

DUTY = {
    "agency": "Sở Du lịch",
    "items": [{"text": "Quảng bá điểm đến", "lines": [[5, 5]]}],
    "lines": [[5, 5]],
}
TARGET = {
    "text": "100% cán bộ",
    "subject": "cán bộ",
    "value": "100",
    "unit": "%",
    "due": "2024-12-31",
    "lines": [[3, 3]],
}
REPORT = {
    "name": "báo cáo 6 tháng",
    "period": "half_year",
    "due": "2024-06-20",
    "strict": True,
    "lines": [[600, 602]],
}
BASIS = {
    "kind": "Nghị quyết",
    "number": "47/NQ-CP",
    "date": "2024-04-15",
    "issuer": "Chính phủ",
    "basis": True,
}
DAY = {"title": "Ngày Giải phóng Thủ đô", "date": "2024-10-10", "years": 70, "lines": [[88, 89]]}
ROW = {"label": "1", "text": "In tờ gấp", "amounts": ["0.7"], "executor": "Sở Du lịch", "source": "Ngân sách"}
BUDGET = {
    "unit": "tỷ đồng",
    "periods": ["2024"],
    "groups": [{"label": "I", "title": "Xuất bản", "executor": None, "stated": ["0.75"], "lines_of": [ROW]}],
}


def whole_answer(tasks: int = 1) -> dict:
    return plan_answer(tasks) | {
        "duties": [DUTY] * tasks,
        "requests": [DUTY | {"agency": "Bộ Ngoại giao"}],
        "targets": [TARGET] * tasks,
        "reports": [REPORT] * tasks,
        "citations": [BASIS | {"number": f"{number}/NQ-CP"} for number in range(1, tasks + 1)],
        "anniversaries": [DAY] * tasks,
        "budget": BUDGET,
    }


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def programme(officer):
    return adopted_programme(whole_answer(), adopted_by=officer)


def as_english(account) -> Client:
    account.language = "en"
    account.save()
    client = Client()
    client.force_login(account)
    return client


TABS = [
    "page",
    "targets",
    "duties",
    "reports",
    "budget",
    "bases",
    "anniversaries",
    "export_xlsx",
    "export_docx",
]


@pytest.mark.parametrize("name", TABS)
@pytest.mark.parametrize("role", [Role.OFFICER, Role.FOCAL, Role.LEADER, Role.READER, Role.ADMINISTRATOR])
def test_every_post_sees_a_programme_and_others_do_not(programme, name, role):
    address = reverse(f"programme:{name}", args=[programme.pk])

    assert as_english(make_person(role, f"nguoi-{role}")).get(address).status_code == 200
    assert as_english(make_account("khong-chuc-vu")).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_pages_that_change_something_are_the_officers_own(programme, officer):
    later = Document.objects.create(kind="Kế hoạch", number="12a/KH-UBND", corrects=programme.document)
    other = reviewed_reading(plan_answer() | {"tasks": [task_value(title="Việc khác hẳn")]}, document=later)
    item = Item.objects.get(kind="task")
    addresses = [
        reverse("programme:adopt", args=[programme.reading_id]),
        reverse("programme:difference", args=[other.pk]),
        reverse("programme:edit_item", args=[item.pk]),
    ]

    reader = as_english(make_person(Role.READER))
    assert [as_english(officer).get(address).status_code for address in addresses] == [200, 200, 200]
    assert [reader.get(address).status_code for address in addresses] == [404, 404, 404]
    assert [reader.post(address).status_code for address in addresses] == [404, 404, 404]


def test_list_of_programmes_is_there_for_insiders_alone(programme, officer):
    address = reverse("programme:list")

    assert list(as_english(officer).get(address).context["page"].object_list) == [programme]
    assert as_english(make_account("khong-chuc-vu")).get(address).status_code == 404


QUERIES = {
    "page": 18,
    "targets": 11,
    "duties": 13,
    "reports": 11,
    "budget": 13,
    "bases": 12,
    "anniversaries": 11,
}


@pytest.mark.parametrize("tasks", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_tabs_take_the_same_number_of_queries(officer, django_assert_num_queries, name, tasks):
    programme = adopted_programme(whole_answer(tasks), adopted_by=officer)
    client = as_english(officer)

    with django_assert_num_queries(QUERIES[name]):
        client.get(reverse(f"programme:{name}", args=[programme.pk]), {"ngay": "12/6/2024"})


@pytest.mark.parametrize("tasks", [1, 3])
@pytest.mark.parametrize(("view", "queries"), [("danh-sach", 15), ("don-vi", 13)])
def test_views_of_the_work_take_the_same_number_of_queries(
    officer, django_assert_num_queries, view, queries, tasks
):
    programme = adopted_programme(whole_answer(tasks), adopted_by=officer)
    client = as_english(officer)

    with django_assert_num_queries(queries):
        client.get(reverse("programme:page", args=[programme.pk]), {"xem": view})


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_programmes_takes_the_same_number_of_queries(officer, django_assert_num_queries, count):
    for number in range(count):
        answer = plan_answer()
        adopted_programme(
            answer | {"heading": answer["heading"] | {"number": f"{number}/KH-UBND"}}, adopted_by=officer
        )
    client = as_english(officer)

    with django_assert_num_queries(6):
        client.get(reverse("programme:list"))


def shown(client: Client, programme: Programme, **asked) -> list[str]:
    groups = client.get(reverse("programme:page", args=[programme.pk]), asked).context["groups"]
    return [row.item.label for group in groups for row in group.rows]


@pytest.fixture
def varied(officer):
    quarter = {"phrase": "Quý III", "kind": "window", "spans": [["2024-07-01", "2024-09-30"]]}
    choice = {
        "phrase": "Quý I hoặc Quý IV",
        "kind": "any_of",
        "spans": [["2024-01-01", "2024-03-31"], ["2024-10-01", "2024-12-31"]],
    }
    tasks = [
        task_value("I.1", title="Tổ chức lễ hội Áo dài", timing=quarter),
        task_value("I.2", title="Xuất bản bản tin", timing=choice, lead=[], partners=["Sở Du lịch"]),
        task_value("II.1", group="SỞ DU LỊCH", title="Xúc tiến du lịch", lead=["Sở Du lịch"], partners=[]),
    ]
    return adopted_programme(plan_answer() | {"tasks": tasks}, adopted_by=officer)


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        ({}, ["I.1", "I.2", "II.1"]),
        ({"q": "le hoi"}, ["I.1"]),
        ({"q": "LỄ HỘI"}, ["I.1"]),
        ({"thang": "2024-08"}, ["I.1", "II.1"]),
        ({"thang": "2024-Q4"}, ["I.2", "II.1"]),
        ({"tien_do": "any_of"}, ["I.2"]),
        ({"vai": "partner"}, ["I.1", "I.2"]),
        ({"thieu": "no_lead"}, ["I.2"]),
        ({"mo": "II"}, ["II.1"]),
        ({"mo": ""}, []),
        ({"tien_do": "khong-co", "co_quan": "x"}, ["I.1", "I.2", "II.1"]),
    ],
)
def test_filters_and_opened_groups_choose_the_rows(varied, officer, asked, labels):
    assert shown(as_english(officer), varied, **asked) == labels


def test_agency_and_part_are_asked_together(varied, officer):
    tourism = Item.objects.get(label="II.1").assignments.get().agency

    client = as_english(officer)

    assert shown(client, varied, co_quan=tourism.pk) == ["I.2", "II.1"]
    assert shown(client, varied, co_quan=tourism.pk, vai="lead") == ["II.1"]


def test_htmx_gets_the_board_alone(varied, officer):
    address = reverse("programme:page", args=[varied.pk])

    page = as_english(officer).get(address, headers={"hx-request": "true"}).content.decode()

    assert page.lstrip().startswith('<div id="work">')


def test_a_lead_that_ended_is_told_on_the_day_it_matters(officer):
    department = make_agency("Sở Thông tin và Truyền thông")
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    department.valid_to = "2025-03-01"
    department.save()
    client, address = as_english(officer), reverse("programme:page", args=[programme.pk])

    counts = [
        client.get(address, {"ngay": day}).context["summary"].unsure_lead
        for day in ("28/02/2025", "01/3/2025")
    ]

    assert counts == [0, 1]


def test_task_leads_to_its_lines_on_the_page_that_the_person_may_open(programme, officer):
    address = reverse("programme:page", args=[programme.pk])
    task = Item.objects.get(kind="task")

    for_officer = as_english(officer).get(address).content.decode()
    for_reader = as_english(make_person(Role.READER)).get(address).content.decode()

    review = reverse("documents:review", args=[programme.reading_id])
    paper = reverse("documents:paper", args=[programme.document_id])
    assert f'href="{review}?viec={task.finding_id}#L834"' in for_officer
    assert f'href="{paper}?dong=834-842#L834"' in for_reader
    assert review not in for_reader


def test_item_page_shows_where_it_was_read(programme, officer):
    paper_lines(
        programme.reading, {833: "dòng khác", 834: "Theo dõi và tổng hợp dư luận", 842: "Cả năm", 843: "sau"}
    )
    task = Item.objects.get(kind="task")

    page = as_english(officer).get(reverse("programme:item", args=[task.pk])).context["page"]

    assert [line.number for line in page.lines] == [834, 842]
    assert [part.printed_name for part in page.leads] == ["Sở Thông tin và Truyền thông"]


def test_adopting_through_the_page(officer):
    reading = reviewed_reading(plan_answer())
    client, address = as_english(officer), reverse("programme:adopt", args=[reading.pk])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields}

    answer = client.post(address, {name: value for name, value in sent.items() if value is not None})

    programme = Programme.objects.get()
    assert answer.headers["location"] == reverse("programme:page", args=[programme.pk])
    assert (programme.reading, programme.adopted_by) == (reading, officer)


def test_ambiguous_name_must_be_chosen_on_the_page(officer):
    make_agency("Trung tâm Báo chí", "division")
    chosen = make_agency("Trung tâm Báo chí", "press")
    reading = reviewed_reading(
        plan_answer() | {"tasks": [task_value(lead=["Trung tâm Báo chí"], partners=[])]}
    )
    client, address = as_english(officer), reverse("programme:adopt", args=[reading.pk])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    [field] = [name for name in form.fields if form[name].label == "Trung tâm Báo chí"]

    refused = client.post(address, sent)
    client.post(address, sent | {field: f"agency:{chosen.pk}"})

    assert refused.context["form"].errors[field] == ["Choose what “Trung tâm Báo chí” is."]
    assert Item.objects.get(kind="task").assignments.get().agency == chosen


def test_hindrances_stand_on_the_page_and_stop_the_button(officer):
    reading = reviewed_reading(plan_answer())
    Finding.objects.filter(reading=reading, kind="task").update(state=FindingState.PROPOSED)

    page = as_english(officer).get(reverse("programme:adopt", args=[reading.pk]))

    assert [str(one) for one in page.context["preview"].hindrances] == [
        "1 task has not been decided. Accept, correct or reject it first.",
        "Nothing in this paper has been confirmed. Accept or correct at least one finding first.",
    ]
    assert '<button class="btn btn-go" type="submit" disabled>' in page.content.decode()


def test_taking_over_a_difference_through_the_page(programme, officer):
    later = Document.objects.create(kind="Kế hoạch", number="12a/KH-UBND", corrects=programme.document)
    moved = {"phrase": "Quý IV/2024", "kind": "window", "spans": [["2024-10-01", "2024-12-31"]]}
    reading = reviewed_reading(plan_answer() | {"tasks": [task_value(timing=moved)]}, document=later)
    client, address = as_english(officer), reverse("programme:difference", args=[reading.pk])
    [difference] = [one for one in client.get(address).context["differences"] if one.kind == "task"]

    nothing_chosen = client.post(address, {})
    client.post(address, {"lay": [difference.key]})

    assert nothing_chosen.context["form"].errors["lay"] == ["Choose at least one difference to take over."]
    assert Item.objects.get(kind="task").timing_phrase == "Quý IV/2024"
    assert "task" not in [one.kind for one in client.get(address).context["differences"]]


def test_leaving_a_difference_is_remembered_and_can_be_undone_through_the_page(programme, officer):
    later = Document.objects.create(kind="Kế hoạch", number="12a/KH-UBND", corrects=programme.document)
    reading = reviewed_reading(plan_answer(0), document=later)
    client, address = as_english(officer), reverse("programme:difference", args=[reading.pk])
    keys = [one.key for one in client.get(address).context["differences"]]

    client.post(f"{address}de-nguyen/", {"lay": keys[:1], "ly_do": "Bản sau in thiếu"})
    after_leaving = client.get(address)
    client.post(f"{address}mo-lai/", {"mo": keys[0]})

    [[left, row]] = after_leaving.context["left"]
    assert [one.key for one in after_leaving.context["differences"]] == keys[1:]
    assert (left.key, row.reason, row.left_by) == (keys[0], "Bản sau in thiếu", officer)
    assert "Bản sau in thiếu" in after_leaving.content.decode()
    assert [one.key for one in client.get(address).context["differences"]] == keys


def test_taking_over_all_differences_leaves_none_open(programme, officer):
    later = Document.objects.create(kind="Kế hoạch", number="12a/KH-UBND", corrects=programme.document)
    reading = reviewed_reading(plan_answer(2), document=later)
    client, address = as_english(officer), reverse("programme:difference", args=[reading.pk])
    assert len(client.get(address).context["differences"]) > 1

    client.post(address, {"lay_het": "tat-ca"})

    assert client.get(address).context["differences"] == []


def test_editing_through_the_page(programme, officer):
    item = Item.objects.get(kind="task")
    client, address = as_english(officer), reverse("programme:edit_item", args=[item.pk])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields}

    unread = client.post(address, sent | {"timing": "khi trời đẹp"})
    client.post(address, sent | {"timing": "Quý III/2024", "leads": "Sở Du lịch"})
    stale = client.post(address, sent)

    item.refresh_from_db()
    assert list(unread.context["form"].errors) == ["timing"]
    assert (item.timing_kind, item.version) == ("window", 2)
    assert len(stale.context["form"].non_field_errors()) == 1


def test_bases_and_head_say_that_a_cited_law_was_replaced_by_the_day(officer):
    cited = {"kind": "Quyết định", "number": "79/2010/QĐ-TTg", "date": "2010-11-30", "basis": True}
    programme = adopted_programme(plan_answer() | {"citations": [cited]}, adopted_by=officer)
    load_law_changes()
    client = as_english(officer)
    bases, page = (reverse(f"programme:{name}", args=[programme.pk]) for name in ("bases", "page"))

    before = client.get(bases + "?ngay=01/01/2014").content.decode()
    after = client.get(bases + "?ngay=01/01/2024").content.decode()
    head = client.get(page + "?ngay=01/01/2024").content.decode()

    assert "replaced by another paper" not in before
    assert "replaced by another paper" in after
    assert "72/2015/NĐ-CP" in after
    assert "not yet verified" in after
    assert "1 legal basis has been amended, replaced or ended by 01/01/2024." in head


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("30/6/2025", False),
        ("01/7/2025", True),
    ],
)
def test_item_of_a_collective_name_says_who_stands_for_bodies_that_are_no_more(officer, log_in, day, told):
    city = make_agency("Ủy ban nhân dân thành phố Hà Nội", AgencyKind.PROVINCE)
    level_ends = date(2025, 7, 1)
    record_succession(
        kind=SuccessionKind.REPLACE,
        effective_on=level_ends,
        predecessors=[make_agency("Quận Tây Hồ", AgencyKind.DISTRICT, parent=city)],
        heirs=[make_agency("Phường Tây Hồ", AgencyKind.COMMUNE, parent=city, valid_from=level_ends)],
        recorded_by=None,
    )
    task = task_value(lead=["UBND các quận, huyện, thị xã"])
    programme = adopted_programme(plan_answer() | {"tasks": [task]}, adopted_by=officer)
    item = programme.items.get(kind="task")

    page = log_in(officer).get(reverse("programme:item", args=[item.pk]), {"ngay": day}).content.decode()

    said = "“UBND các quận, huyện, thị xã”: 1 đơn vị được gọi chung như vậy không còn từ ngày 01/7/2025"
    assert "UBND các quận, huyện, thị xã" in page
    assert (said in " ".join(page.split())) == told
