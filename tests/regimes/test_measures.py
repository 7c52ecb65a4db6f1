"""The register of measures: made, changed, ended; what reported figures mean stays."""

from datetime import timedelta

import pytest
from django.urls import reverse
from factories.regimes import FIRST_HALF, at_noon, make_measure, open_round
from factories.reports import send

from haidang.foundation.models import Event
from haidang.regimes.errors import MeasureChangedMeanwhile, MeasureCodeTaken, MeasureHasFigures
from haidang.regimes.models import Measure, MeasureValue
from haidang.regimes.operations.measures import add_measure, change_measure, set_measure_in_use
from haidang.regimes.queries.measures import MeasureFacts, measure_lines, measures_listed
from haidang.reports.models import Obligation, Submission

pytestmark = pytest.mark.django_db

ARTICLES = MeasureFacts("bai", "Tin, bài", "tin, bài")


def posted(**changes):
    return {
        "code": "tin-bai",
        "name": "Tin, bài",
        "unit": "tin, bài",
        "decimals": "0",
        "over_units": "sum",
        "over_time": "sum",
        "direction": "up",
    } | changes


def test_measure_is_made_on_screen_and_logged(officer, log_in):
    log_in(officer).post(reverse("regimes:make_measure"), posted())

    assert [(one.code, one.unit, one.direction) for one in Measure.objects.all()] == [
        ("tin-bai", "tin, bài", "up")
    ]
    assert Event.objects.order_by("-number").first().act == "regimes.add_measure"


def test_register_shows_of_whom_a_measure_counts_who_gives_it_and_from_which_paper(officer, log_in):
    client = log_in(officer)
    told = {"population": "Cán bộ từ cấp phòng", "given_by": "sở nội vụ", "source": "Kế hoạch số 1"}

    client.post(reverse("regimes:make_measure"), posted(**told))
    page = client.get(reverse("regimes:measures")).content.decode()

    [made] = Measure.objects.all()
    assert (made.population, made.given_by, made.source) == tuple(told.values())
    assert "Tính trên: Cán bộ từ cấp phòng</span>" in page
    assert "cung cấp: sở nội vụ</span>" in page
    assert "Kế hoạch số 1</span>" in page
    assert "càng nhiều càng tốt" in page


def test_code_of_another_measure_is_refused(officer):
    add_measure(facts=ARTICLES, made_by=officer)

    with pytest.raises(MeasureCodeTaken):
        add_measure(facts=ARTICLES, made_by=officer)


def test_ratio_needs_both_of_its_parts(officer, log_in):
    trained = make_measure()

    page = log_in(officer).post(reverse("regimes:make_measure"), posted(code="ty-le", numerator=trained.pk))

    assert page.context["form"].errors == {
        "denominator": ["Tỷ lệ cần đủ tử số và mẫu số. Hãy chọn cả ô này."]
    }


def test_ratio_is_made_of_two_measures(officer, log_in):
    above, below = make_measure("da-tap-huan", "Đã tập huấn"), make_measure("can-bo", "Cán bộ")

    log_in(officer).post(
        reverse("regimes:make_measure"), posted(code="ty-le", numerator=above.pk, denominator=below.pk)
    )

    ratio = Measure.objects.get(code="ty-le")
    assert (ratio.numerator, ratio.denominator) == (above, below)


def test_second_of_two_people_is_told_that_the_measure_changed(officer):
    measure = add_measure(facts=ARTICLES, made_by=officer)
    other = MeasureFacts("bai", "Tên khác", "tin, bài")
    change_measure(measure=measure, version=1, facts=other, changed_by=officer)

    with pytest.raises(MeasureChangedMeanwhile):
        change_measure(measure=measure, version=1, facts=ARTICLES, changed_by=officer)

    assert Measure.objects.get().name == "Tên khác"


def test_unit_of_reported_figures_stays_but_words_may_change(officer):
    measure = add_measure(facts=ARTICLES, made_by=officer)
    open_round(officer, "Sở Du lịch", code="ky")
    obligation = Obligation.objects.get()
    send(obligation, officer)
    report = Submission.objects.get()
    MeasureValue.objects.create(
        submission=report,
        agency=obligation.agency,
        measure=measure,
        first_month=FIRST_HALF.first,
        last_month=FIRST_HALF.last,
        stated=3,
        number=3,
    )

    with pytest.raises(MeasureHasFigures):
        change_measure(
            measure=measure,
            version=1,
            facts=MeasureFacts("bai", "Tin, bài", "trang"),
            changed_by=officer,
        )
    change_measure(
        measure=measure,
        version=1,
        facts=MeasureFacts("bai", "Tin và bài", "tin, bài"),
        changed_by=officer,
    )

    measure.refresh_from_db()
    assert (measure.name, measure.unit) == ("Tin và bài", "tin, bài")


def test_measure_that_ended_is_last_in_the_register_and_taken_up_again(officer):
    ended, kept = make_measure("a", "A"), make_measure("b", "B")
    set_measure_in_use(measure=ended, version=1, is_active=False, set_by=officer, at=at_noon())
    in_order = [one.measure for one in measure_lines(measures_listed())]

    set_measure_in_use(
        measure=ended, version=2, is_active=True, set_by=officer, at=at_noon() + timedelta(days=1)
    )

    assert (in_order, Measure.objects.get(code="a").ended_at) == ([kept, ended], None)


def test_measure_is_found_without_marks():
    found = make_measure("lop", "Lớp tập huấn")
    make_measure("tin-bai", "Tin, bài")

    assert [one.measure for one in measure_lines(measures_listed("lop tap"))] == [found]


def test_register_takes_the_same_queries_for_one_measure_and_for_three(
    officer, log_in, django_assert_num_queries
):
    make_measure()
    client = log_in(officer)
    client.get(reverse("regimes:measures"))

    with django_assert_num_queries(5):
        client.get(reverse("regimes:measures"))
    for code in ("b", "c"):
        make_measure(code)
    with django_assert_num_queries(5):
        page = client.get(reverse("regimes:measures")).content.decode()

    assert page.count("<tr>") == 4
