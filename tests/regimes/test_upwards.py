"""Provinces report to a ministry: each issued report answers what the province owes, and the ministry adds them up."""

from decimal import Decimal

import pytest
from factories.agencies import make_agency, make_person
from factories.consolidation import begun, issued, report_of
from factories.regimes import FIRST_HALF, TODAY, make_measure, regime_with_form

from haidang.agencies.enums import AgencyKind, Role
from haidang.regimes.models import Measure, MeasureValue
from haidang.regimes.operations.consolidation import begin_consolidation
from haidang.regimes.operations.filling import keep_figure, open_draft
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.consolidation_content import gathered_report, is_as_issued
from haidang.regimes.queries.consolidation_texts import PickFacts, narratives_under
from haidang.regimes.queries.consolidation_updates import changes_since
from haidang.regimes.queries.given import StatedFigure
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission

pytestmark = pytest.mark.django_db

FIGURES = {"Hải Đăng": ((10, 1, 3), (5, 2, 2)), "Vân Phong": ((100, 30, 40), (7, 0, 5))}


@pytest.fixture
def measures():
    articles = make_measure()
    top, below = make_measure("da-tap-huan", "Đã tập huấn"), make_measure("can-bo", "Cán bộ")
    return (
        articles,
        top,
        below,
        make_measure("lon-nhat", "Đoàn lớn nhất", over_units="max"),
        make_measure("ty-le", "Tỷ lệ", numerator=top, denominator=below),
    )


def open_round_of(officer, measures, code, units):
    regime = regime_with_form(officer, *measures, code=code, kinds=(), named=units)
    return open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round


@pytest.fixture
def provinces():
    return {name: make_agency(f"Ủy ban nhân dân tỉnh {name}", AgencyKind.COMMITTEE) for name in FIGURES}


@pytest.fixture
def above(officer, measures, provinces):
    return open_round_of(officer, measures, "bo-6-thang", list(provinces.values()))


def issue_province(name, provinces, measures):
    head = make_person(Role.OFFICER, f"cv-{provinces[name].pk}", provinces[name])
    units = [make_agency(f"Sở {number} tỉnh {name}") for number in (1, 2)]
    below = open_round_of(head, measures, f"tinh-{provinces[name].pk}", units)
    for unit, (articles, top, all_of_it) in zip(units, FIGURES[name], strict=True):
        report_of(below, unit.name, f"{unit.name} đã làm.", (articles, top, all_of_it, articles), head)
    return issued(begun(below, head, PickFacts(f"Tỉnh {name} đã làm.")), head), units, below, head


def totals(made) -> dict:
    figures = {one.key: one for one in gathered_report(made).figures}
    return {
        key: (one.number, one.numerator, one.denominator, one.given, one.asked)
        for key, one in figures.items()
    }


def test_ministry_adds_up_what_two_provinces_issued(officer, above, provinces, measures):
    for name in FIGURES:
        made, *_rest = issue_province(name, provinces, measures)
        assert made.submission.obligation == Obligation.objects.get(what=above.what, agency=provinces[name])
        accept_submission(submission=made.submission, decided_by=officer, on=TODAY)

    ministry = begun(above, officer, PickFacts("Các tỉnh đã làm."))

    assert totals(ministry) == {
        "don-vi-da-bao-cao": (2, None, None, 2, 2),
        "tin-bai": (122, None, None, 2, 2),
        "da-tap-huan": (33, None, None, 2, 2),
        "can-bo": (50, None, None, 2, 2),
        "lon-nhat": (100, None, None, 2, 2),
        "ty-le": (Decimal("0.6600"), 33, 50, 2, 2),
    }
    assert [one.text for one in narratives_under(above, above.form.sections.get(order=0))] == [
        "Tỉnh Hải Đăng đã làm.",
        "Tỉnh Vân Phong đã làm.",
    ]
    assert is_as_issued(issued(ministry, officer))


def test_answer_upwards_carries_paper_and_data(above, provinces, measures):
    made, *_rest = issue_province("Hải Đăng", provinces, measures)

    kept = made.submission.evidence.order_by("id").values_list("file", flat=True)
    assert list(kept) == [made.docx_id, made.pdf_id, made.data_id]


def test_figures_of_a_province_count_above_and_not_again_beside_those_of_its_units(
    officer, above, provinces, measures
):
    made, *_rest = issue_province("Hải Đăng", provinces, measures)
    accept_submission(submission=made.submission, decided_by=officer, on=TODAY)

    articles = MeasureValue.objects.filter(measure=Measure.objects.get(code="tin-bai"))
    assert sorted(articles.values_list("number", "counts", "counts_above")) == [
        (5, True, False),
        (10, True, False),
        (15, False, True),
    ]


def test_draft_that_begins_with_an_accepted_report_counts_nowhere(officer, above, provinces, measures):
    made, *_rest, head = issue_province("Hải Đăng", provinces, measures)
    accept_submission(submission=made.submission, decided_by=officer, on=TODAY)
    ministry = begun(above, officer, PickFacts("A."))
    before = totals(ministry)

    draft = open_draft(
        obligation=Obligation.objects.select_related("standing").get(
            what=above.what, agency=provinces["Hải Đăng"]
        ),
        author=head,
    )

    copied = draft.values.get(measure__code="tin-bai")
    assert (copied.number, copied.counts, copied.counts_above) == (15, False, False)
    assert totals(ministry) == before


def test_next_edition_of_a_province_changes_what_the_ministry_reported(officer, above, provinces, measures):
    made, units, below, head = issue_province("Hải Đăng", provinces, measures)
    accept_submission(submission=made.submission, decided_by=officer, on=TODAY)
    ministry = issued(begun(above, officer, PickFacts("A.")), officer)

    report_of(below, units[1].name, "Sửa.", (8, 2, 2, 8), head)
    again = issued(begin_consolidation(report_round=below, begun_by=head), head)
    accept_submission(submission=again.submission, decided_by=officer, on=TODAY)

    assert [(one.key, one.difference, one.why) for one in changes_since(ministry)] == [
        ("tin-bai", Decimal(3), "Ủy ban nhân dân tỉnh Hải Đăng: 15 thành 18")
    ]


@pytest.mark.parametrize(
    ("code", "stated", "kept"),
    [
        ("da-tap-huan", 4, {"da-tap-huan": (4, None, None)}),
        ("ty-le", "0.8", {"da-tap-huan": (3, None, None), "ty-le": (Decimal("0.8"), None, None)}),
        ("tin-bai", 16, {"da-tap-huan": (3, None, None), "ty-le": (Decimal("0.6"), 3, 5)}),
    ],
)
def test_ratio_sent_up_loses_its_numbers_when_it_or_its_part_is_corrected(
    provinces, measures, above, code, stated, kept
):
    made, _units, _below, head = issue_province("Hải Đăng", provinces, measures)
    owed = Obligation.objects.select_related("agency", "standing").get(pk=made.obligation_id)
    draft = open_draft(obligation=owed, author=head)
    before = draft.values.get(measure__code="ty-le")

    measure = Measure.objects.get(code=code)
    keep_figure(draft=draft, figure=StatedFigure(measure, None, Decimal(stated)))

    assert (before.numerator, before.denominator) == (3, 5)
    rows = draft.values.filter(measure__code__in=("da-tap-huan", "ty-le"))
    assert {one.measure.code: (one.number, one.numerator, one.denominator) for one in rows} == kept
