"""What a unit stated for shorter periods stands in its report of a longer one, with where it comes from."""

import re
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import transaction
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.regimes import TODAY, at_noon, make_measure, regime_with_form
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haidang.agencies.enums import Role
from haidang.engines.reckoning.periods import Period, half_period, quarter_period, year_period
from haidang.regimes.enums import RegimePeriod
from haidang.regimes.errors import FigureNeedsReason
from haidang.regimes.operations.filling import keep_figures, keep_places, open_draft, say_nothing_happened
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.operations.sending import return_with_remarks, sign_and_send
from haidang.regimes.queries.given import RemarkMade, StatedFigure
from haidang.regimes.queries.unit_reports import round_of, unit_report
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission

pytestmark = pytest.mark.django_db
Q1, Q2, Q3 = (quarter_period(2026, one) for one in (1, 2, 3))
FIRST_HALF, YEAR = half_period(2026, 1), year_period(2026)


class Place:
    """One unit whose regimes ask for the same measures each quarter, half-year and year."""

    def __init__(self, officer, *measures):
        self.officer, self.measures, self.regimes = officer, measures, {}
        self.unit = make_agency("Sở Du lịch")
        self.head = make_person(Role.LEADER, "truongphong", self.unit)

    def owed(self, period: Period, *, calendar="decree_09_2019", code="") -> Obligation:
        """The report of a period that the unit owes; the round is opened where it is not."""
        length = {3: RegimePeriod.QUARTER, 6: RegimePeriod.HALF_YEAR, 12: RegimePeriod.YEAR}[period.length]
        code = code or f"{length.value}-{calendar}".replace("_", "-")
        if code not in self.regimes:
            self.regimes[code] = regime_with_form(
                self.officer, *self.measures, code=code, name=f"Báo cáo {code}", period=length,
                calendar=calendar, kinds=(), named=(self.unit,),
            )  # fmt: skip
        opened = open_report_round(
            regime=self.regimes[code], period=period, opened_by=self.officer, today=TODAY
        ).report_round
        rows = Obligation.objects.select_related("agency", "standing")
        return rows.get(what=opened.what, occurrence=opened.occurrence, agency=self.unit)

    def send(self, period: Period, *numbers: int, **fields):
        """The unit states figures, in the order of its measures, and sends the report."""
        owed = self.owed(period, **fields)
        figures = [
            StatedFigure(one, None, Decimal(number))
            for one, number in zip(self.measures, numbers, strict=False)
        ]
        return self.send_figures(owed, figures)

    def send_figures(self, owed: Obligation, figures):
        keep_places(obligation=owed, given=figures, written_by=self.head, at=at_noon())
        say_nothing_happened(obligation=owed, written_by=self.head, at=at_noon())
        key = f"{owed.pk}-{owed.version}"
        return sign_and_send(
            obligation=owed, version=owed.version, signed_by=self.head, key=key, at=at_noon()
        ).submission

    def row(self, period: Period, **fields):
        """The figure of the first measure as the page of the report of a period has it."""
        owed = self.owed(period, **fields)
        return unit_report(owed, round_of(owed)).sections[1].figures[0]

    def told(self, period: Period, **fields) -> tuple[Decimal | None, str]:
        row = self.row(period, **fields)
        return row.drawn, row.reports_to_show.words if row.reports_to_show else ""


@pytest.fixture
def place(officer):
    return Place(officer, make_measure())


def page_of(client, owed) -> str:
    page = client.get(reverse("regimes:unit_report", args=[owed.pk])).content.decode()
    return re.sub(r"\s+", " ", page)


def test_half_year_opens_with_what_its_quarters_come_to(place):
    place.send(Q1, 12)
    place.send(Q2, 15)
    owed = place.owed(FIRST_HALF)

    draft = open_draft(obligation=owed, author=place.head)

    assert [(one.drawn, one.stated, one.number) for one in draft.values.all()] == [(27, None, 27)]
    assert place.told(FIRST_HALF) == (27, "Từ các báo cáo đã gửi: quý I/2026 (12), quý II/2026 (15).")


def test_year_is_put_together_from_its_half_and_the_quarters_after_it(place):
    place.send(Q1, 12)
    place.send(FIRST_HALF, 30)
    place.send(Q3, 9)
    place.send(quarter_period(2026, 4), 11)

    assert place.told(YEAR) == (
        50, "Từ các báo cáo đã gửi: 6 tháng đầu năm 2026 (30), quý III/2026 (9), quý IV/2026 (11).",
    )  # fmt: skip


def test_missing_quarter_is_told_and_nothing_is_filled_in(place):
    place.send(Q1, 12)

    draft = open_draft(obligation=place.owed(FIRST_HALF), author=place.head)

    assert list(draft.values.all()) == []
    assert place.told(FIRST_HALF) == (
        None,
        "Từ các báo cáo đã gửi: quý I/2026 (12). Chưa có báo cáo: quý II/2026; số này không tự điền.",
    )


@pytest.mark.parametrize(("rule", "number"), [("sum", 27), ("last", 15), ("max", 15), ("none", None)])
def test_each_measure_has_its_own_rule(officer, rule, number):
    place = Place(officer, make_measure(over_time=rule))
    place.send(Q1, 12)
    place.send(Q2, 15)

    assert place.row(FIRST_HALF).drawn == number


def test_another_figure_needs_its_reason_and_both_are_kept(place):
    place.send(Q1, 12)
    place.send(Q2, 15)
    owed, measure = place.owed(FIRST_HALF), place.measures[0]
    draft, drawn = open_draft(obligation=owed, author=place.head), place.row(FIRST_HALF).drawn

    with pytest.raises(FigureNeedsReason):
        keep_figures(draft=draft, figures=[StatedFigure(measure, drawn, Decimal(28))])
    keep_figures(draft=draft, figures=[StatedFigure(measure, drawn, Decimal(28), "Quý I thiếu 1 bài.")])

    assert [(one.drawn, one.stated, one.number, one.reason) for one in draft.values.all()] == [
        (27, 28, 28, "Quý I thiếu 1 bài."),
    ]


def test_report_that_was_returned_is_no_piece_until_it_is_sent_again(place):
    place.send(Q1, 12)
    sent = place.send(Q2, 15)
    return_with_remarks(
        submission=sent, remarks=[RemarkMade("Xem lại.")], made_by=place.officer, at=at_noon(), on=TODAY
    )
    assert place.row(FIRST_HALF).drawn is None

    again = place.send(Q2, 16)
    assert place.row(FIRST_HALF).drawn == 28
    accept_submission(submission=again, decided_by=place.officer, on=TODAY)
    assert place.row(FIRST_HALF).drawn == 28


def test_draft_of_a_quarter_is_no_piece(place):
    place.send(Q1, 12)
    figure = StatedFigure(place.measures[0], None, Decimal(15))
    keep_places(obligation=place.owed(Q2), given=[figure], written_by=place.head, at=at_noon())

    assert place.row(FIRST_HALF).drawn is None


def test_quarters_of_the_civil_year_do_not_fill_a_half_year_by_the_decree(place):
    place.send(Q1, 12, calendar="civil")
    place.send(Q2, 15, calendar="civil")

    assert place.told(FIRST_HALF) == (
        None,
        "Không tính, vì số liệu chốt vào ngày khác: quý I/2026 (12), quý II/2026 (15, ước thực hiện).",
    )  # fmt: skip
    assert place.row(FIRST_HALF, calendar="civil").drawn == 27


def test_two_regimes_that_were_told_different_figures_are_not_chosen_between(place):
    place.send(Q1, 12)
    place.send(Q1, 13, code="quy-khac")
    place.send(Q2, 15)

    drawn, words = place.told(FIRST_HALF)

    assert drawn is None
    assert words.endswith("Các báo cáo ghi khác nhau: quý I/2026 (12), quý I/2026 (13).")


def test_neighbour_is_no_piece(place, officer):
    other = Place.__new__(Place)
    other.__dict__ = place.__dict__ | {"regimes": {}, "unit": make_agency("Sở Ngoại vụ")}
    other.head = make_person(Role.LEADER, "truongphongkhac", other.unit)
    place.send(Q1, 12)
    other.send(Q2, 15, code="quy-cua-so-ngoai-vu")

    assert place.told(FIRST_HALF)[1].startswith("Từ các báo cáo đã gửi: quý I/2026 (12). Chưa có báo cáo")


def test_figure_drawn_from_recorded_work_goes_before_reports(officer):
    place = Place(officer, make_measure(drawn_by="tickets"))
    measure = place.measures[0]
    for period in (Q1, Q2):
        figure = StatedFigure(measure, Decimal(0), Decimal(4), "Chưa nhập vào phần mềm.")
        place.send_figures(place.owed(period), [figure])

    row = place.row(FIRST_HALF)

    assert (row.drawn, row.reports_to_show.number) == (0, 8)
    assert "so-lieu" in row.drawn_address


def test_nothing_happened_leaves_open_what_a_quarter_tells_something_of(officer):
    place = Place(officer, make_measure(), make_measure("an-pham", "Ấn phẩm", unit="ấn phẩm"))
    place.send(Q1, 12, 0)

    draft = say_nothing_happened(obligation=place.owed(FIRST_HALF), written_by=place.head, at=at_noon())

    assert [(one.measure.code, one.number) for one in draft.values.all()] == [("an-pham", 0)]


def test_page_links_to_each_report_and_to_the_rows_of_the_figure(place, log_in):
    pieces = [place.send(Q1, 12).obligation, place.send(Q2, 15).obligation]
    owed = place.owed(FIRST_HALF)
    client = log_in(place.head)

    page = page_of(client, owed)

    places = [reverse("regimes:unit_report", args=[one.pk]) for one in pieces]
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a> \(<span class="num">(\d+)</span>\)', page) == [
        (places[0], "quý I/2026", "12"), (places[1], "quý II/2026", "15"),
    ]  # fmt: skip
    behind = reverse("regimes:figure_reports", args=[owed.pk, place.measures[0].pk])
    assert f'<a href="{behind}">27</a>' in page
    rows = client.get(behind)
    assert [(one.place, one.words, one.number) for one in rows.context["page"]] == [
        (places[0], "quý I/2026", 12), (places[1], "quý II/2026", 15),
    ]  # fmt: skip
    assert rows.context["total"] == 27


def test_page_of_a_figure_with_a_gap_says_what_is_missing(place, log_in):
    place.send(Q1, 12)
    owed = place.owed(FIRST_HALF)
    client = log_in(place.head)

    page = page_of(client, owed)
    rows = client.get(reverse("regimes:figure_reports", args=[owed.pk, place.measures[0].pk]))

    assert "Mới có, từ các báo cáo đã gửi:" in page
    assert "Chưa có báo cáo: quý II/2026. Số này không tự điền." in page
    assert "Chưa có báo cáo: quý II/2026" in rows.content.decode()


def test_figure_that_the_report_does_not_ask_for_has_no_page(place, log_in):
    other = make_measure("an-pham", "Ấn phẩm")
    address = reverse("regimes:figure_reports", args=[place.owed(FIRST_HALF).pk, other.pk])

    assert log_in(place.head).get(address).status_code == 404


def test_workbook_has_the_figure_and_where_it_comes_from(place, log_in):
    place.send(Q1, 12)
    place.send(Q2, 15)
    address = reverse("regimes:unit_workbook", args=[place.owed(FIRST_HALF).pk])

    book = openpyxl.load_workbook(BytesIO(log_in(place.head).get(address).content))

    head, first = [[cell.value for cell in row] for row in book["Số liệu"].iter_rows(min_row=3, max_row=4)]
    told = dict(zip(head, first, strict=True))
    assert (told["Số từ việc đã ghi"], told["Đơn vị báo"]) == (27, None)
    assert told["Báo cáo các kỳ ngắn hơn"] == "Từ các báo cáo đã gửi: quý I/2026 (12), quý II/2026 (15)."


def test_estimate_among_the_quarters_is_marked(place, log_in):
    """The second quarter of the civil year is due before 20/6, when its data have not closed yet."""
    place.send(Q1, 12, calendar="civil")
    place.send(Q2, 15, calendar="civil")

    assert place.told(FIRST_HALF, calendar="civil")[1] == (
        "Từ các báo cáo đã gửi: quý I/2026 (12), quý II/2026 (15, ước thực hiện)."
    )
    page = page_of(log_in(place.head), place.owed(FIRST_HALF, calendar="civil"))
    assert page.count("</span>, ước thực hiện)") == 1


def test_page_takes_the_same_queries_however_many_quarters_were_sent(
    place, log_in, django_assert_num_queries
):
    year, client = place.owed(YEAR), log_in(place.head)
    place.send(Q1, 12)
    address = reverse("regimes:unit_report", args=[year.pk])
    with django_assert_num_queries(20):
        client.get(address)
    place.send(Q2, 15)
    place.send(Q3, 9)

    with django_assert_num_queries(20):
        client.get(address)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(st.integers(0, 10**6), min_size=2, max_size=2))
def test_proposal_of_a_half_year_is_the_sum_of_what_its_quarters_stated(place, numbers):
    place.regimes.clear()
    with transaction.atomic():
        for period, number in zip((Q1, Q2), numbers, strict=True):
            place.send(period, number)

        assert place.row(FIRST_HALF).drawn == sum(numbers)
        transaction.set_rollback(True)
