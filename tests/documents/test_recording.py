"""What a reading found becomes rows; papers it cites become known and are taken over when handed in."""

from datetime import date

import pytest
from factories.documents import NOON, doubt_value, make_reading, plan_answer, reading_result, task_value

from haidang.documents.models import Document, DocumentReading, DocumentRelation
from haidang.documents.operations.describing import save_described
from haidang.documents.operations.queue import claim_reading
from haidang.documents.operations.recording import record_reading
from haidang.documents.operations.registering import ask_reading
from haidang.foundation.models import Event

pytestmark = pytest.mark.django_db

CITATION = {
    "kind": "Kế hoạch",
    "number": "20/KH-UBND",
    "date": "2025-02-05",
    "issuer": "UBND thành phố Hải Phòng",
    "title": "công tác thông tin đối ngoại",
    "basis": False,
    "lines": [[2, 2]],
}
BUDGET = {
    "unit": "tỷ đồng",
    "periods": ["2013-2015", "2016-2020"],
    "groups": [
        {
            "label": "II",
            "title": "Xây dựng cơ chế chính sách",
            "executor": None,
            "stated": ["4", "4.907"],
            "computed": ["2.5", "4.407"],
            "lines": [[1, 1]],
            "lines_of": [{"label": "1", "text": "Cơ chế", "amounts": [None, "0.007"], "lines": [[2, 2]]}],
        }
    ],
}


def test_lines_and_findings_are_kept_in_the_order_of_review():
    answer = plan_answer(tasks=[task_value("I.1"), task_value("I.2")], citations=[CITATION], budget=BUDGET)

    reading = make_reading(answer)

    found = [
        (one.kind, one.label, one.raw == one.value, one.state) for one in reading.findings.order_by("order")
    ]
    assert found == [
        ("heading", "12/KH-UBND", True, "proposed"),
        ("task", "I.1", True, "proposed"),
        ("task", "I.2", True, "proposed"),
        ("citation", "20/KH-UBND", True, "proposed"),
        ("budget_group", "II", True, "proposed"),
        ("budget_row", "II.1", True, "proposed"),
    ]
    assert list(reading.lines.order_by("number").values_list("number", "text"))[2] == (3, "thành phố Hà Nội.")


def test_heading_with_nothing_in_it_is_no_finding():
    reading = make_reading({"heading": {"kind": None, "number": None, "title": None}, "tasks": []})

    assert list(reading.findings.all()) == []


def test_doubt_belongs_to_the_finding_on_its_lines():
    reading = make_reading(
        plan_answer(doubts=[doubt_value("stale_year", (2, 2)), doubt_value("blank_number", (90, 90))])
    )

    doubts = list(
        reading.doubts.order_by("order").values_list("code", "finding__kind", "is_obligatory", "answer")
    )
    assert doubts == [("stale_year", "task", False, ""), ("blank_number", None, True, "")]


def test_paper_is_described_by_its_heading():
    document = make_reading().document

    assert (str(document), str(document.issued_on), document.folded_text) == (
        "Kế hoạch 12/KH-UBND",
        "2024-01-15",
        "ke hoach 12/kh-ubnd thong tin doi ngoai nam 2024 uy ban nhan dan thanh pho ha noi",
    )


@pytest.mark.parametrize(
    ("line", "basis", "kind"),
    [
        ("Thực hiện Kế hoạch số 20/KH-UBND ngày 05/02/2025 của UBND thành phố", False, "carries_out"),
        ("Triển khai thực hiện Kế hoạch số 20/KH-UBND ngày 05/02/2025", False, "carries_out"),
        ("Căn cứ Kế hoạch số 20/KH-UBND ngày 05/02/2025;", True, "legal_basis"),
        ("theo Kế hoạch số 20/KH-UBND ngày 05/02/2025", False, "cites"),
        ("Kế hoạch này thay thế Kế hoạch số 20/KH-UBND ngày 05/02/2025", False, "replaces"),
        ("Kế hoạch này sửa đổi, bổ sung một số điều của Kế hoạch số 20/KH-UBND", False, "amends"),
    ],
)
def test_relation_follows_from_the_words_before_the_sign(line, basis, kind):
    answer = plan_answer(tasks=[], citations=[CITATION | {"basis": basis}])

    reading = make_reading(answer, texts=("KẾ HOẠCH", line))

    rows = list(
        DocumentRelation.objects.values_list("source_id", "kind", "target__number", "target__file", "lines")
    )
    assert rows == [(reading.document_id, kind, "20/KH-UBND", None, [[2, 2]])]


def test_carrying_out_is_told_in_the_opening_only():
    answer = plan_answer(tasks=[task_value(lines=[[1, 1]])], citations=[CITATION])

    make_reading(answer, texts=("1", "Thực hiện Kế hoạch số 20/KH-UBND"))

    assert list(DocumentRelation.objects.values_list("kind", flat=True)) == ["cites"]


def test_two_papers_that_cite_one_point_at_one_row():
    for number, issuer in (("1/KH-A", "UBND thành phố Hải Phòng"), ("2/KH-B", "Ủy ban nhân dân thành phố")):
        heading = plan_answer()["heading"] | {"number": number}
        make_reading(
            {"heading": heading, "citations": [CITATION | {"issuer": issuer}]}, name=f"{number[0]}.txt"
        )

    cited = Document.objects.get(file=None)
    assert [relation.source.number for relation in cited.cited_by.order_by("id")] == ["1/KH-A", "2/KH-B"]


def test_papers_of_two_provinces_with_one_number_are_two():
    make_reading(
        plan_answer(citations=[CITATION, CITATION | {"issuer": "UBND tỉnh An Giang"}]),
    )

    issuers = list(Document.objects.filter(file=None).order_by("id").values_list("issuer_name", flat=True))
    assert issuers == ["UBND thành phố Hải Phòng", "UBND tỉnh An Giang"]


def test_number_of_the_government_names_one_paper_however_damaged_its_issuer_is():
    decree = CITATION | {"kind": "Nghị định", "number": "72/2015/NĐ-CP", "date": "2015-09-07"}
    make_reading(plan_answer(citations=[decree | {"issuer": "Chính phủ"}]))

    make_reading(plan_answer(citations=[decree | {"issuer": "Chinh pha"}]), name="khac.txt")

    issuers = list(Document.objects.filter(file=None).values_list("issuer_name", flat=True))
    assert issuers == ["Chính phủ"]


def test_law_without_a_number_is_called_by_its_title():
    law = CITATION | {"kind": "Luật", "number": None, "title": "Tổ chức HĐND-UBND", "date": "2003-11-26"}

    make_reading(plan_answer(citations=[law]))

    assert str(Document.objects.get(file=None)) == "Luật Tổ chức HĐND-UBND"


def test_cited_paper_is_taken_over_when_it_is_handed_in():
    citing = make_reading(plan_answer(citations=[CITATION])).document
    cited = Document.objects.get(file=None)
    heading = {"kind": "Kế hoạch", "number": "20/KH-UBND", "date": "2025-02-05", "title": "Trọn vẹn"}

    reading = make_reading({"heading": heading}, name="ke-hoach-20.txt")

    assert reading.document_id == cited.pk
    cited.refresh_from_db()
    assert (cited.file.original_name, cited.title) == ("ke-hoach-20.txt", "Trọn vẹn")
    assert sorted(Document.objects.values_list("pk", flat=True)) == sorted([citing.pk, cited.pk])
    assert [relation.source for relation in cited.cited_by.all()] == [citing]


def test_reading_again_doubles_no_relation_and_leaves_the_old_findings(officer):
    first = make_reading(plan_answer(citations=[CITATION]))
    old = list(first.findings.order_by("id").values_list("pk", "state"))
    ask_reading(document=first.document, asked_by=officer)
    second = claim_reading(worker="machine:1", at=NOON)

    record_reading(reading=second, result=reading_result(plan_answer(citations=[CITATION])), at=NOON)

    assert DocumentRelation.objects.count() == 1
    assert list(first.findings.order_by("id").values_list("pk", "state")) == old
    assert second.findings.count() == len(old)


def test_nothing_is_kept_when_one_part_fails():
    with pytest.raises(KeyError):
        make_reading(plan_answer(doubts=[{"message": "không có mã"}]))

    reading = DocumentReading.objects.get()
    assert (reading.state, reading.lines.count(), reading.findings.count()) == ("running", 0, 0)


def test_address_given_out_before_the_reading_leads_to_the_paper_that_others_cite(officer, log_in):
    stub = save_described(Document(kind="Kế hoạch", number="12/KH-UBND", issued_on=date(2024, 1, 15)))

    reading = make_reading(by=officer)

    given_out = Event.objects.get(act="documents.register_document").subject_id
    client = log_in(officer)
    assert (reading.document, given_out) == (stub, str(stub.pk + 1))
    assert client.get(f"/van-ban/{given_out}/")["Location"] == f"/van-ban/{stub.pk}/"
    assert client.get(f"/van-ban/{given_out}/dong/")["Location"] == f"/van-ban/{stub.pk}/dong/"
    assert client.get(f"/van-ban/{given_out}/", follow=True).status_code == 200


def test_number_that_was_never_a_paper_is_no_address(officer, log_in):
    assert log_in(officer).get("/van-ban/99/").status_code == 404
