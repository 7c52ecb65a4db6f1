"""Amounts of a budget: entered, corrected, added up by any cut, seen by those who may."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from factories.agencies import make_agency, make_officer, make_person
from factories.money import DAY, make_entry, make_line
from factories.programme import adopted_programme, plan_answer
from factories.workbooks import opened_book

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency
from haidang.documents.models import Document
from haidang.engines.reckoning import budget_cuts
from haidang.foundation.queries import events_of
from haidang.programme.errors import (
    AmountChangedMeanwhile,
    BodyNotAlive,
    BudgetLineTaken,
    NothingToCorrect,
    PeriodOutsideYears,
)
from haidang.programme.models import BudgetEntry, BudgetLine
from haidang.programme.operations.adopt import adopt_reading
from haidang.programme.operations.budget_entries import amount_standing, correct_entry
from haidang.programme.queries.budget_totals import CUTS, cut_entries

pytestmark = pytest.mark.django_db

ROW = {
    "label": "1",
    "text": "Xuất bản ấn phẩm 250 triệu/năm",
    "amounts": ["0.7"],
    "executor": "Sở Du lịch",
    "source": "Ngân sách thành phố",
}
BUDGET = {
    "unit": "tỷ đồng",
    "periods": ["2013-2015"],
    "groups": [{"label": "I", "title": "Xuất bản", "executor": None, "stated": ["0.75"], "lines_of": [ROW]}],
}


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def programme(officer):
    return adopted_programme(plan_answer(), adopted_by=officer)


@pytest.fixture
def tourism():
    return make_agency("Sở Du lịch")


def corrected(entry, right, *, by, seen=None, token=None):
    seen_vnd = amount_standing(entry) if seen is None else seen
    return correct_entry(
        entry=entry,
        right_vnd=right,
        seen_vnd=seen_vnd,
        reason="ghi nhầm",
        token=token or uuid4(),
        corrected_by=by,
    )


def test_a_correction_adds_the_difference_and_leaves_the_first_entry(programme, officer):
    entry = make_entry(make_line(programme), 5_000_000)

    corrected(entry, 3_000_000, by=officer)

    assert list(BudgetEntry.objects.order_by("id").values_list("amount_vnd", "corrects", "reason")) == [
        (5_000_000, None, ""),
        (-2_000_000, entry.pk, "ghi nhầm"),
    ]
    event = events_of(entry.line).first()
    assert (event.act, event.before, event.after["amount"]) == (
        "programme.correct_amount",
        {"amount": "5.000.000"},
        "3.000.000",
    )


def test_two_who_correct_at_once_do_not_correct_twice(programme, officer):
    entry = make_entry(make_line(programme), 5_000_000)
    corrected(entry, 3_000_000, by=officer)

    with pytest.raises(AmountChangedMeanwhile, match=r"3\.000\.000"):
        corrected(entry, 4_000_000, by=officer, seen=5_000_000)

    assert amount_standing(entry) == 3_000_000


def test_a_correction_sent_twice_is_made_once(programme, officer):
    line, token = make_line(programme), uuid4()
    entry = make_entry(line, 5_000_000)
    for _time in range(2):
        corrected(entry, 1, by=officer, token=token, seen=5_000_000)

    assert BudgetEntry.objects.count() == 2


def test_an_amount_that_is_right_is_not_corrected(programme, officer):
    with pytest.raises(NothingToCorrect):
        corrected(make_entry(make_line(programme), 5), 5, by=officer)


def test_the_database_itself_takes_a_negative_amount_only_as_a_correction_with_reason(programme):
    entry = make_entry(make_line(programme), 5)

    for more in ({}, {"corrects": entry}, {"reason": "ghi nhầm"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BudgetEntry.objects.create(
                line=entry.line,
                kind="spent",
                amount_vnd=-1,
                year=2024,
                dated_on=DAY,
                token=uuid4(),
                **more,
            )


def test_amounts_outside_the_programme_or_of_ended_bodies_are_refused_in_words(programme, tourism):
    line = make_line(programme)
    Agency.objects.filter(pk=tourism.pk).update(valid_to=date(2024, 2, 1))
    tourism.refresh_from_db()

    with pytest.raises(PeriodOutsideYears, match="từ 2024 đến 2024; số tiền của năm 2023"):
        make_entry(line, year=2023)
    with pytest.raises(BodyNotAlive, match="Ngày 01/3/2024 không có “Sở Du lịch”"):
        make_entry(line, executor=tourism)
    assert BudgetEntry.objects.count() == 0


def test_a_paper_is_linked_when_its_number_names_one(programme):
    paper = Document.objects.create(kind="Quyết định", number="99/QĐ-UBND")

    entries = [
        make_entry(make_line(programme, text), paper_words=text) for text in ("99/QĐ-UBND", "giấy tay")
    ]

    assert [entry.paper for entry in entries] == [paper, None]


def test_lines_by_hand_stay_when_the_paper_is_adopted_again_and_disturb_no_sum(officer):
    programme = adopted_programme(plan_answer(budget=BUDGET), adopted_by=officer)
    line = make_line(programme, "Mua máy ảnh", group="Thiết bị")

    adopt_reading(reading=programme.reading, adopted_by=officer, agency_choices={})

    assert BudgetLine.objects.get(pk=line.pk).group.text == "Thiết bị"
    printed = BudgetLine.objects.get(text="Xuất bản", programme=programme)
    assert [(one.stated_vnd, one.computed_vnd) for one in printed.amounts.all()] == [
        (750_000_000, 700_000_000)
    ]


def test_one_group_does_not_hold_the_same_line_twice(programme):
    make_line(programme, "Mua máy ảnh", group="Thiết bị")

    with pytest.raises(BudgetLineTaken):
        make_line(programme, "mua  máy ảnh", group="thiết bị")


def city(programme, officer):
    """Entries of two programmes, two bodies, two sources, with gaps."""
    other = adopted_programme(
        plan_answer(heading=plan_answer()["heading"] | {"number": "13/KH-UBND", "title": "Kế hoạch khác"}),
        adopted_by=officer,
    )
    bodies = [make_agency("Sở Du lịch"), make_agency("Báo Biển Xanh", "press")]
    kinds = ("proposed", "planned", "allocated", "spent")
    for number, owner in enumerate((programme, programme, other)):
        line = make_line(owner, f"Dòng {number}", group=["In ấn", "", "In ấn"][number])
        for at, kind in enumerate(kinds[: number + 2]):
            make_entry(
                line,
                (number + 1) * 10 + at,
                kind,
                executor=bodies[at % 2] if number else None,
                source=["Thành phố", ""][number % 2],
                quarter=at,
            )
    return bodies


FIELDS = {"chuong-trinh": "project", "nhom": "group", "don-vi": "executor", "nguon": "source", "ky": "period"}


@pytest.mark.parametrize("cuts", [["chuong-trinh"], ["nhom", "nguon"], ["don-vi", "ky"], ["nguon", "don-vi"]])
def test_any_cut_makes_what_the_engine_reckons_from_the_rows(programme, officer, cuts):
    city(programme, officer)
    told = [
        budget_cuts.BudgetLine(
            key=str(entry.pk),
            text=entry.line.text,
            amounts={entry.kind: entry.amount_vnd},
            project=entry.line.programme.title,
            group=entry.line.group.text if entry.line.group else None,
            period=f"Quý {entry.quarter}/2024" if entry.quarter else "Năm 2024",
            executor=entry.executor.name if entry.executor else None,
            source=entry.source or None,
        )
        for entry in BudgetEntry.objects.select_related("line__group", "line__programme", "executor")
    ]
    expected = {
        tuple(value or "(không ghi)" for value in one.values): tuple(
            one.amounts[kind] for kind in ("proposed", "planned", "allocated", "spent")
        )
        for one in budget_cuts.totals_by(told, [FIELDS[cut] for cut in cuts])
    }

    cut = cut_entries(BudgetEntry.objects.all(), cuts)

    made = {
        row.names: (row.sums.proposed, row.sums.planned, row.sums.allocated, row.sums.spent)
        for row in cut.rows
    }
    assert made == expected
    assert (cut.total.proposed, cut.total.spent) == (10 + 20 + 30, 33)


def test_differences_stand_between_allocated_planned_and_spent(programme):
    line = make_line(programme)
    for kind, amount in (("planned", 10), ("allocated", 7), ("spent", 9)):
        make_entry(line, amount, kind)

    total = cut_entries(BudgetEntry.objects.all(), ["dong"]).total

    assert (total.proposed, total.allocated_excess, total.left) == (None, -3, -2)


def test_the_tab_shows_printed_amounts_rates_and_entries_side_by_side(officer, log_in):
    programme = adopted_programme(plan_answer(budget=BUDGET), adopted_by=officer)
    programme.first_year = 2013
    programme.save()
    line = BudgetLine.objects.get(text=ROW["text"])
    make_entry(line, 725_000_000, year=2014)

    page = log_in(officer).get(reverse("programme:budget", args=[programme.pk])).text

    assert "mức hằng năm nhân 3 năm là 750, bản in ghi 700" in page
    assert 'class="r num">725</td>' in page


def test_an_officer_enters_and_corrects_an_amount_on_the_pages(programme, officer, log_in, tourism):
    line, browser = make_line(programme, "Tổ chức hội nghị", group="Hội nghị"), log_in(officer)
    address = reverse("programme:budget_line", args=[line.pk])
    fields = {
        "token": uuid4(),
        "kind": "allocated",
        "amount_vnd": "1,5 tỷ",
        "year": 2024,
        "quarter": 2,
        "source": "Thành phố",
        "executor": "Sở Du lịch",
        "dated_on": "01/3/2024",
        "paper_words": "QĐ 12",
    }
    for _time in range(2):
        assert browser.post(address, fields).status_code == 302

    entry = BudgetEntry.objects.get()
    assert (entry.amount_vnd, entry.quarter, entry.executor) == (1_500_000_000, 2, tourism)
    correction = reverse("programme:correct_amount", args=[entry.pk])
    browser.post(
        correction, {"token": uuid4(), "seen_vnd": 1_500_000_000, "right_vnd": "1 tỷ", "reason": "QĐ 13"}
    )
    page = browser.get(address).text
    assert "1.000.000.000" in page
    assert "sửa -500.000.000: QĐ 13" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"amount_vnd": "1,500"}, "không phải là số tiền chẵn đồng"),
        ({"amount_vnd": "-5"}, "Số tiền phải từ 0 đến"),
        ({"amount_vnd": "9" * 20}, "Số tiền phải từ 0 đến"),
        ({"dated_on": "31/02/2024"}, "dated_on"),
        ({"executor": "Sở Không Có"}, "Không có đơn vị nào tên là “Sở Không Có”"),
        ({"year": "2031"}, "không thuộc chương trình này"),
        ({"kind": "stolen"}, "kind"),
    ],
)
def test_wrong_fields_are_told_at_the_form_and_nothing_is_saved(programme, officer, log_in, wrong, words):
    line = make_line(programme)
    fields = {"token": uuid4(), "kind": "planned", "amount_vnd": "5", "year": 2024, "quarter": 0}

    answer = log_in(officer).post(
        reverse("programme:budget_line", args=[line.pk]), fields | {"dated_on": "01/3/2024"} | wrong
    )

    assert answer.status_code == 200
    assert words in answer.context["form"].errors.as_text()
    assert BudgetEntry.objects.count() == 0


def test_a_focal_person_enters_only_what_the_own_body_spent_and_sees_only_its_amounts(
    programme, tourism, log_in
):
    other = make_agency("Báo Biển Xanh", "press")
    own, foreign = (
        make_line(programme, text, executor=body) for text, body in (("Của sở", tourism), ("Của báo", other))
    )
    make_entry(own, 111_000_111)
    make_entry(foreign, 777_000_777)
    focal = make_person(Role.FOCAL, agency=tourism)
    browser = log_in(focal)
    fields = {"token": uuid4(), "amount_vnd": "5", "year": 2024, "quarter": 0, "dated_on": "01/3/2024"}

    pages = [
        reverse("programme:city_budget") + "?theo=dong",
        reverse("programme:budget", args=[programme.pk]),
        reverse("programme:budget_line", args=[foreign.pk]),
        reverse("programme:export_budget_table", args=[programme.pk]),
    ]
    seen = [browser.get(page) for page in pages]
    assert "111,000111" in seen[0].text
    assert [one.status_code for one in seen] == [200] * 4
    assert not any(re.search(r"777[.,]000", one.text) for one in seen[:3])
    told = {cell.value for row in opened_book(seen[3].content).active.iter_rows() for cell in row}
    assert (111_000_111 in told, 777_000_777 in told) == (True, False)
    officer_sees = log_in(make_officer("khac")).get(pages[2]).text
    assert len(re.findall(r"777[.,]000", officer_sees)) == 2
    for line, kind, entered in ((own, "planned", 0), (foreign, "spent", 0), (own, "spent", 1)):
        browser.post(reverse("programme:budget_line", args=[line.pk]), fields | {"kind": kind})
        assert BudgetEntry.objects.filter(amount_vnd=5).count() == entered
    assert BudgetEntry.objects.get(amount_vnd=5).executor == tourism
    foreign_entry = BudgetEntry.objects.get(amount_vnd=777_000_777)
    assert browser.get(reverse("programme:correct_amount", args=[foreign_entry.pk])).status_code == 404


@pytest.mark.parametrize("theo", list(CUTS))
def test_the_city_page_takes_the_same_queries_for_few_and_many(
    programme, officer, log_in, theo, django_assert_num_queries
):
    browser, address = log_in(officer), reverse("programme:city_budget")
    make_entry(make_line(programme, "Đầu tiên"))
    with django_assert_num_queries(5):
        browser.get(address, {"theo": theo, "va": "nguon"})
    city(programme, officer)

    with django_assert_num_queries(5):
        browser.get(address, {"theo": theo, "va": "nguon"})


def test_the_tab_takes_the_same_queries_for_few_and_many(
    programme, officer, log_in, django_assert_num_queries
):
    browser, address = log_in(officer), reverse("programme:budget", args=[programme.pk])
    make_entry(make_line(programme, "Đầu tiên"))
    with django_assert_num_queries(11):
        browser.get(address)
    for number in range(5):
        make_entry(make_line(programme, f"Dòng {number}", group=f"Nhóm {number % 2}"))

    with django_assert_num_queries(11):
        browser.get(address)


@pytest.mark.parametrize("value", ["' OR 1=1 --", "9" * 40, "-1", "<script>alert(1)</script>", "a" * 3_000])
def test_odd_questions_never_break_the_city_page(programme, officer, log_in, value):
    answer = log_in(officer).get(
        reverse("programme:city_budget"), dict.fromkeys(("nam", "theo", "va", "trang"), value)
    )

    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.text
