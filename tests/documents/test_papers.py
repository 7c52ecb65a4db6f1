"""The register: search with and without marks, filters, who may see it, and one number of queries."""

import pytest
from factories.agencies import make_account, make_person
from factories.documents import finding_of, make_document, make_reading, plan_answer

from haidang.agencies.enums import Role
from haidang.documents.models import Document, DocumentRelation
from haidang.documents.operations.relating import add_relation
from haidang.documents.queries.papers import PaperFilters, documents_matching
from haidang.foundation.models import Event


def make_paper(number: str, title: str, **heading) -> Document:
    told = plan_answer()["heading"] | {"number": number, "title": title} | heading
    return make_reading({"heading": told}, name=f"{title}.txt").document


def titles(words: str, user, **filters) -> list[str]:
    rows = documents_matching(words, for_user=user, filters=PaperFilters(**filters))
    return [document.title for document in rows]


@pytest.mark.parametrize("words", ["lễ hội", "le hoi", "LE HOI", "hội lễ"])
def test_paper_is_found_with_and_without_marks(officer, words):
    make_paper("1/KH-UBND", "Tổ chức lễ hội")
    make_paper("2/KH-UBND", "Hội nghị thường niên")

    assert titles(words, officer) == ["Tổ chức lễ hội"]


def test_same_marks_come_before_the_same_letters(officer):
    make_paper("1/KH-UBND", "bán hàng", date="2020-01-01")
    make_paper("2/KH-UBND", "bàn hàng", date="2024-01-01")

    assert titles("bán hàng", officer) == ["bán hàng", "bàn hàng"]


def test_filters_narrow_by_kind_issuer_year_and_state(officer):
    make_paper("1/KH-UBND", "A", date="2023-05-01", issuer="UBND tỉnh An Giang")
    make_paper("2/QĐ-UBND", "B", kind="Quyết định")
    make_document("chưa đọc", name="C.txt")

    assert titles("", officer, kind="Quyết định") == ["B"]
    assert titles("", officer, issuer="UBND tỉnh An Giang") == ["A"]
    assert titles("", officer, year=2024) == ["B"]
    assert titles("", officer, state="waiting") == [""]


def test_nobody_without_a_post_finds_a_paper(officer):
    make_paper("1/KH-UBND", "Có thật")
    assert titles("", officer) == ["Có thật"]

    assert titles("", make_account("khach")) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_register_asks_the_database_the_same_for_any_number_of_rows(
    officer, log_in, django_assert_num_queries, rows
):
    for number in range(rows):
        make_paper(f"{number + 1}/KH-UBND", f"Kế hoạch {number}")
    client = log_in(officer)

    with django_assert_num_queries(9):
        answer = client.get("/van-ban/")

    assert [document.title for document in answer.context["page"]] == [
        f"Kế hoạch {number}" for number in reversed(range(rows))
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_queue_asks_the_database_the_same_for_any_number_of_rows(
    officer, log_in, django_assert_num_queries, rows
):
    for number in range(rows):
        make_document(f"văn bản {number}", by=officer)
    client = log_in(officer)

    with django_assert_num_queries(5):
        answer = client.get("/van-ban/hang-doi/")

    assert len(answer.context["readings"]) == rows


def test_page_of_a_paper_shows_who_cites_it(officer, log_in):
    first, second = make_paper("1/KH-UBND", "Trên"), make_paper("2/KH-UBND", "Dưới")
    add_relation(source=second, target=first, kind="carries_out", lines=[[4, 5]], added_by=officer)

    page = log_in(officer).get(f"/van-ban/{first.pk}/")

    assert [(one.source, one.kind, one.lines) for one in page.context["citers"]] == [
        (second, "carries_out", [[4, 5]])
    ]
    assert f"/van-ban/{second.pk}/dong/?dong=4-5#L4" in page.text


def test_relation_is_added_and_taken_away_by_hand_with_an_entry_each(officer, log_in):
    first, second = make_paper("1/KH-UBND", "Trên"), make_paper("2/KH-UBND", "Dưới")
    client = log_in(officer)

    client.post(
        f"/van-ban/{second.pk}/quan-he/",
        {"kind": "guides", "target": first.pk, "first_line": 2, "last_line": 3},
    )
    relation = DocumentRelation.objects.get()
    assert (relation.source, relation.target, relation.kind, relation.lines) == (
        second,
        first,
        "guides",
        [[2, 3]],
    )
    client.post(f"/van-ban/quan-he/{relation.pk}/bo/")

    assert DocumentRelation.objects.count() == 0
    acts = Event.objects.filter(act__endswith="relation").order_by("id").values_list("act", flat=True)
    assert list(acts) == ["documents.add_relation", "documents.remove_relation"]


def test_paper_is_not_related_to_itself(officer, log_in):
    paper = make_paper("1/KH-UBND", "Một mình")

    answer = log_in(officer).post(f"/van-ban/{paper.pk}/quan-he/", {"kind": "guides", "target": paper.pk})

    assert list(answer.context["relation_form"].errors) == ["target"]
    assert DocumentRelation.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "told"),
    [("31/2/2026", "Lịch không có ngày 31/2/2026"), ("31/12/9999", "Năm 9999"), ("01/01/0001", "Năm 1 ")],
)
def test_day_of_issue_that_no_paper_has_is_refused_in_words(officer, log_in, day, told):
    paper = make_paper("1/KH-UBND", "Đúng")

    answer = log_in(officer).post(f"/van-ban/{paper.pk}/sua/", {"issued_on": day, "title": "Khác"})

    assert told in answer.content.decode()
    assert not Event.objects.filter(act="documents.change_document").exists()


def test_corrected_data_are_searched_and_logged(officer, log_in):
    paper = make_paper("1/KH-UBND", "Sai")

    log_in(officer).post(
        f"/van-ban/{paper.pk}/sua/",
        {
            "kind": "Kế hoạch",
            "number": "7/KH-UBND",
            "issued_on": "03/02/2024",
            "issuer_name": "",
            "title": "Đúng",
        },
    )

    assert titles("dung", officer) == ["Đúng"]
    entry = Event.objects.get(act="documents.change_document")
    assert (entry.before["number"], entry.after["number"], entry.after["issued_on"]) == (
        "1/KH-UBND",
        "7/KH-UBND",
        "2024-02-03",
    )


def test_file_is_sent_as_an_attachment_under_its_own_name(officer, log_in):
    paper = make_document("nội dung", name="kế hoạch.html", by=officer)

    answer = log_in(officer).get(f"/van-ban/{paper.pk}/tep/")

    assert b"".join(answer.streaming_content).decode() == "nội dung"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''k%E1%BA%BF")
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == (
        "nosniff",
        "application/octet-stream",
    )


OFFICER_PAGES = ["nop/", "hang-doi/", "{paper}/sua/", "ra-soat/{reading}/"]
READER_PAGES = ["", "{paper}/", "{paper}/dong/", "{paper}/tep/"]
OFFICER_POSTS = [
    "nop/",
    "{paper}/sua/",
    "{paper}/doc-lai/",
    "{paper}/quan-he/",
    "quan-he/{relation}/bo/",
    "ra-soat/{reading}/them/",
    "ra-soat/{reading}/xac-nhan/task/",
    "dieu/{finding}/xac-nhan/",
    "dieu/{finding}/bo/",
    "dieu/{finding}/hoan-lai/",
    "dieu/{finding}/tach/",
    "dieu/{finding}/gop/",
    "dieu/{finding}/bo-tach-gop/",
    "nghi-van/{doubt}/",
]


@pytest.fixture
def world(officer):
    doubt = {"code": "stale_year", "message": "năm 2023", "lines": [[2, 2]]}
    reading = make_reading(plan_answer(doubts=[doubt]), by=officer)
    other = make_paper("9/KH-UBND", "Khác")
    relation = add_relation(source=reading.document, target=other, kind="cites", lines=[], added_by=officer)
    return {
        "paper": reading.document_id,
        "reading": reading.pk,
        "finding": finding_of(reading).pk,
        "doubt": reading.doubts.get().pk,
        "relation": relation.pk,
    }


@pytest.mark.parametrize("address", OFFICER_PAGES)
def test_page_is_the_officers_alone(officer, log_in, world, address):
    page = "/van-ban/" + address.format(**world)

    statuses = {
        role: log_in(make_person(role)).get(page).status_code for role in ("reader", "focal", "leader")
    }

    assert log_in(officer).get(page).status_code == 200
    assert statuses == {"reader": 404, "focal": 404, "leader": 404}


@pytest.mark.parametrize("address", READER_PAGES)
def test_page_is_open_to_every_post_and_shut_without_one(log_in, world, address):
    page = "/van-ban/" + address.format(**world)

    assert log_in(make_person(Role.READER)).get(page).status_code == 200
    assert log_in(make_account("khach")).get(page).status_code == 404


@pytest.mark.parametrize("address", OFFICER_POSTS)
def test_reader_can_post_nothing(log_in, world, address):
    before = list(Event.objects.order_by("id").values_list("pk", flat=True))

    answer = log_in(make_person(Role.READER)).post("/van-ban/" + address.format(**world), {"version": 1})

    assert answer.status_code == 404
    assert list(Event.objects.order_by("id").values_list("pk", flat=True)) == before


def test_pages_ask_for_a_log_in_first(client, world):
    answer = client.get(f"/van-ban/ra-soat/{world['reading']}/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/")
