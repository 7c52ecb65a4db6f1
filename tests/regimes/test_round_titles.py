"""What a round is called on every page: its period once, whatever the regime is called."""

import pytest
from django.urls import reverse
from factories.regimes import open_round

from haidang.engines.reckoning.periods import Period, half_period, quarter_period, year_period
from haidang.regimes.queries.round_titles import round_title

FIRST_QUARTER, FIRST_HALF, YEAR = quarter_period(2026, 1), half_period(2026, 1), year_period(2026)


@pytest.mark.parametrize(("name", "period", "title"), [
    ("Báo cáo quý về công tác đối ngoại", FIRST_QUARTER, "Báo cáo công tác đối ngoại, quý I/2026"),
    ("Báo cáo 6 tháng về việc thực hiện đề án", FIRST_HALF, "Báo cáo thực hiện đề án, 6 tháng đầu năm 2026"),
    ("Cung cấp thông tin kinh tế - xã hội hằng quý", FIRST_QUARTER, "Cung cấp thông tin kinh tế - xã hội, quý I/2026"),
    ("Báo cáo đánh giá đề án hàng năm", YEAR, "Báo cáo đánh giá đề án, năm 2026"),
    ("Báo cáo quý gửi Bộ", FIRST_QUARTER, "Báo cáo gửi Bộ, quý I/2026"),
    ("báo cáo 6 tháng", FIRST_HALF, "báo cáo 6 tháng đầu năm 2026"),
    # Not how often it comes.
    ("Báo cáo năm học về ngoại ngữ", YEAR, "Báo cáo năm học về ngoại ngữ, năm 2026"),
    ("Đề xuất kinh phí năm sau", YEAR, "Đề xuất kinh phí năm sau, năm 2026"),
    ("Báo cáo năm về công tác đối ngoại", FIRST_QUARTER, "Báo cáo năm về công tác đối ngoại, quý I/2026"),
    ("Báo cáo cao điểm", Period(2026 * 12, 2026 * 12 + 1), "Báo cáo cao điểm, từ tháng 1/2026 đến tháng 2/2026"),
])  # fmt: skip
def test_title_of_a_round_says_its_period_once(name, period, title):
    assert round_title(name, period) == title


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["reports:obligations", "reports:rounds"])
def test_list_with_a_column_for_the_period_says_it_once(place, officer, log_in):
    opened = open_round(officer, "Sở Du lịch")

    page = log_in(officer).get(reverse(place)).content.decode()

    assert opened.title == "Báo cáo công tác thông tin đối ngoại, 6 tháng đầu năm 2026"
    assert page.count("6 tháng đầu năm 2026") == 1
    assert page.count("Báo cáo công tác thông tin đối ngoại</a>") == 1
