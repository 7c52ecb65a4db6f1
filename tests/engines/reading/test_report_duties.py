"""Which reports are owed, when, by whom and to whom."""

from datetime import date

import pytest
from factories.papers import make_paper, seed_paper

from haidang.engines.reading.duties import read_duties
from haidang.engines.reading.report_duties import read_report_duties


def reports_of(text, plan_year=2027):
    return [
        (one.name, one.period, one.due, one.strict, one.owed_by, one.owed_to)
        for one in read_report_duties(make_paper(text), (), plan_year)
    ]


def test_every_date_gives_a_report():
    assert reports_of(
        "Đề nghị các sở, ban, ngành thực hiện nghiêm túc, gửi Sở Ngoại vụ báo cáo 6 tháng trước ngày 15/6 và báo "
        "cáo năm chậm nhất ngày 01/12/2027."
    ) == [
        ("báo cáo 6 tháng", "half_year", date(2027, 6, 15), True, "các sở, ban, ngành", "Sở Ngoại vụ"),
        ("báo cáo năm", "year", date(2027, 12, 1), False, "các sở, ban, ngành", "Sở Ngoại vụ"),
    ]


def test_periods_without_dates_are_told_apart():
    assert reports_of("Các cơ quan, đơn vị định kỳ báo cáo Ủy ban nhân dân tỉnh hằng quý và đột xuất.") == [
        ("báo cáo", "quarter", None, None, "Các cơ quan, đơn vị", "Ủy ban nhân dân tỉnh"),
        ("báo cáo", "ad_hoc", None, None, "Các cơ quan, đơn vị", "Ủy ban nhân dân tỉnh"),
    ]


def test_speakers_and_rules_are_no_reports():
    assert (
        reports_of("Tổ chức hội nghị báo cáo viên định kỳ hằng quý; tổng hợp, báo cáo theo quy định.") == []
    )


@pytest.mark.shared
def test_seed_002_owes_both_reports_with_dates():
    paper = seed_paper("002")
    duties, _ = read_duties(paper, ())

    dated = [one for one in read_report_duties(paper, duties, 2024) if one.due]

    body = "các sở, ban, ngành, UBND các quận, huyện, thị xã"
    assert [(one.period, one.due, one.strict, one.owed_by, one.owed_to, one.lines) for one in dated] == [
        ("half_year", date(2024, 6, 20), True, body, "Sở Thông tin và Truyền thông", (650, 652)),
        ("year", date(2024, 11, 20), True, body, "Sở Thông tin và Truyền thông", (652,)),
    ]


@pytest.mark.shared
def test_seed_003_reports_belong_to_the_body_under_whose_duties_they_stand():
    paper = seed_paper("003")
    duties, _ = read_duties(paper, ())

    found = read_report_duties(paper, duties, None)

    assert [(one.period, one.owed_by, one.lines) for one in found] == [
        ("quarter", "Sở Thông tin và Truyền thông", (305,)),
        ("year", "Sở Thông tin và Truyền thông", (305,)),
        ("periodic", "Công an Thành phố", (357,)),
        ("ad_hoc", "Công an Thành phố", (357,)),
        ("year", "Sở Thông tin và Truyền thông", (445,)),
        ("ad_hoc", "Sở Thông tin và Truyền thông", (445,)),
    ]


def test_dates_in_brackets_belong_to_the_periods_before_them():
    assert reports_of(
        "- Định kỳ 6 tháng (trước 15/6), năm (trước 15/12) báo cáo kết quả thực hiện về Sở Ngoại vụ."
    ) == [
        ("báo cáo kết quả thực hiện", "half_year", date(2027, 6, 15), True, None, "Sở Ngoại vụ"),
        ("báo cáo kết quả thực hiện", "year", date(2027, 12, 15), True, None, "Sở Ngoại vụ"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Các đơn vị gửi báo cáo 6 tháng (15/6), năm (15/12) về Sở Ngoại vụ.",
        "Các đơn vị gửi báo cáo 6 tháng (trước 15/6) và năm (trước ngày 15/12) về Sở Ngoại vụ.",
        "Các đơn vị gửi báo cáo 6 tháng, năm về Sở Ngoại vụ trước ngày 15/6 và ngày 15/12.",
    ],
)
def test_report_named_by_two_periods_is_two_reports_each_with_its_date(text):
    found = reports_of(text)

    assert [(one[0], one[1], one[2], one[5]) for one in found] == [
        ("báo cáo 6 tháng", "half_year", date(2027, 6, 15), "Sở Ngoại vụ"),
        ("báo cáo năm", "year", date(2027, 12, 15), "Sở Ngoại vụ"),
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Đề nghị các xã gửi báo cáo quý trước ngày 15 tháng cuối quý về Sở Du lịch.",
            [(2027, 3, 15), (2027, 6, 15), (2027, 9, 15), (2027, 12, 15)],
        ),
        (
            "Định kỳ hằng quý, chậm nhất ngày 05 tháng đầu quý sau, các xã báo cáo Sở Du lịch.",
            [(2027, 4, 5), (2027, 7, 5), (2027, 10, 5), (2028, 1, 5)],
        ),
    ],
)
def test_day_of_each_quarter_gives_four_reports(text, days):
    assert [(one[1], one[2]) for one in reports_of(text)] == [("quarter", date(*day)) for day in days]


@pytest.mark.parametrize(
    "text",
    [
        "Các sở báo cáo kết quả về Sở Ngoại vụ trước ngày 10/6 và 10/12.",
        "Trước ngày 10/6 và 10/12, các sở gửi báo cáo kết quả về Sở Ngoại vụ.",
        "Các sở báo cáo kết quả về Sở Ngoại vụ, chậm nhất là ngày 10/6, ngày 10/12/2027.",
    ],
)
def test_all_days_of_a_list_are_due_days(text):
    assert [(one[0], one[2]) for one in reports_of(text)] == [
        ("báo cáo kết quả", date(2027, 6, 10)),
        ("báo cáo kết quả", date(2027, 12, 10)),
    ]


def test_day_in_brackets_that_is_no_deadline_gives_no_date():
    found = reports_of("Các sở báo cáo kết quả kỷ niệm ngày thành lập (28/8) về Sở Ngoại vụ hằng năm.")

    assert [(one[1], one[2]) for one in found] == [("year", None)]


def test_day_with_its_month_in_words_is_read():
    assert reports_of("- Báo cáo Ủy ban nhân dân thành phố trước ngày 10 tháng 12 hằng năm.") == [
        ("báo cáo", "year", date(2027, 12, 10), True, None, "Ủy ban nhân dân thành phố")
    ]


def test_name_of_a_propaganda_body_is_no_giao_to_somebody():
    text = "Ban Tuyên giáo và Dân vận Tỉnh ủy hướng dẫn thực hiện; định kỳ hằng năm báo cáo Ban Thường vụ Tỉnh ủy."

    assert [one[4] for one in reports_of(text)] == ["Ban Tuyên giáo và Dân vận Tỉnh ủy"]


def test_report_said_again_without_its_date_is_one_duty():
    assert reports_of(
        "Đề nghị Sở Du lịch gửi báo cáo năm trước ngày 01/12. Đề nghị Sở Du lịch báo cáo hằng năm. "
        "Đề nghị Sở Y tế báo cáo hằng năm."
    ) == [
        ("báo cáo năm", "year", date(2027, 12, 1), True, "Sở Du lịch", None),
        ("báo cáo", "year", None, None, "Sở Y tế", None),
    ]


def test_name_of_a_report_goes_on_to_its_owner():
    found = reports_of(
        "- Định kỳ hằng quý báo cáo công tác phòng, chống dịch của Sở gửi Ban Chỉ đạo tỉnh.\n"
        "- Hằng tháng báo cáo kết quả giải ngân của Ban Quản lý dự án về Sở Tài chính."
    )

    assert [(one[0], one[1], one[5]) for one in found] == [
        ("báo cáo công tác phòng", "quarter", "Ban Chỉ đạo tỉnh"),
        ("báo cáo kết quả giải ngân của Ban Quản lý dự án", "month", "Sở Tài chính"),
    ]


def test_what_a_report_is_about_is_its_name():
    found = reports_of(
        "Thực hiện chế độ báo cáo về công tác dân vận định kỳ.\n"
        "Văn phòng gửi báo cáo về tình hình giải ngân hằng tháng."
    )

    assert [(one[0], one[1]) for one in found] == [
        ("báo cáo về công tác dân vận", "periodic"),
        ("báo cáo về tình hình giải ngân", "month"),
    ]


def test_period_in_the_name_of_a_report_belongs_to_that_report():
    found = reports_of(
        "- Hằng quý báo cáo kết quả trồng rừng và thực hiện các báo cáo đột xuất khác khi có yêu cầu.\n"
        "- Hằng năm báo cáo tình hình nhân lực, gửi kèm báo cáo đột xuất theo đề nghị của Bộ."
    )

    assert [(one[0], one[1]) for one in found] == [
        ("báo cáo kết quả trồng rừng", "quarter"),
        ("báo cáo đột xuất khác", "ad_hoc"),
        ("báo cáo tình hình nhân lực", "year"),
        ("báo cáo đột xuất", "ad_hoc"),
    ]


def test_what_is_gathered_for_a_report_is_its_name():
    found = reports_of(
        "Văn phòng định kỳ tổng hợp kết quả thực hiện chuyển đổi số báo cáo Ủy ban nhân dân tỉnh.\n"
        "Hằng tháng tổng hợp tình hình thu phí, báo cáo Sở Tài chính."
    )

    assert [(one[0], one[1], one[5]) for one in found] == [
        ("kết quả thực hiện chuyển đổi số", "periodic", "Ủy ban nhân dân tỉnh"),
        ("tình hình thu phí", "month", "Sở Tài chính"),
    ]
