"""Emulation: a scheme from its criteria to frozen, explained scores of units."""

from datetime import date
from decimal import Decimal

import pytest
from factories.agencies import make_agency, make_person
from factories.emulation import (
    APPEALS_UNTIL,
    CHECKED_ON,
    CRITERIA,
    OPENED_ON,
    PLAN,
    PUBLISHED_ON,
    REPORTS,
    TOLD_ON,
    make_scheme,
    opened_scheme,
    own_scores,
    published_scheme,
    scheme_facts,
    send_scores,
    sheet_of,
    steps_criterion,
    told_scheme,
)
from factories.indicators import give_figures, make_indicator, make_measures
from factories.reports import at_noon, send

from haidang.agencies.enums import AgencyKind, Role
from haidang.agencies.models import Account
from haidang.engines.reckoning.periods import half_period, quarter_period, year_period
from haidang.foundation.models import Event, Notice
from haidang.oversight.enums import CriterionKind, DrawnFrom
from haidang.oversight.errors import (
    AnsweredAlready,
    AppealedAlready,
    AppealsOpen,
    AppealTooLate,
    CriterionRefused,
    FiguresMoved,
    LineUnsettled,
    NotAllChecked,
    NothingToOpen,
    NotNow,
    PointsOutside,
    ReasonNeeded,
    SchemeChangedMeanwhile,
    SheetChangedMeanwhile,
)
from haidang.oversight.models import Appeal, Commendation, Criterion, Score, ScoreSheet
from haidang.oversight.operations.schemes import (
    change_scheme,
    open_scheme,
    publish_scheme,
    set_criteria,
    tell_scores,
)
from haidang.oversight.operations.scoring import (
    answer_appeal,
    check_as_they_are,
    check_sheet,
    raise_appeal,
    send_own_scores,
)
from haidang.oversight.queries.facts import CheckedScore, CriterionFacts, GroupFacts
from haidang.oversight.queries.groups import units_by_group
from haidang.oversight.queries.sheets import (
    counts_of,
    is_as_published,
    judged_sheets,
    line_with_rows,
    mark_of_ranking,
    ranking_of,
    sheets_of,
)
from haidang.reports.enums import SubmissionState
from haidang.reports.models import Obligation
from haidang.reports.queries.answers import Answer, Link
from haidang.reports.registry import place_of_answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def tourism(officer):
    """This fixture will return a unit that sent one of its two reports of the year in time."""
    unit = make_agency("Sở Du lịch")
    give_figures(officer, unit, half_period(2026, 1), {})
    late = give_figures(officer, unit, quarter_period(2026, 3), {})
    Obligation.objects.filter(pk=late.pk).update(first_sent_on=late.due_on.replace(month=11))
    return unit


def points_of(scheme, on=CHECKED_ON) -> dict[str, list[str]]:
    """This function will return the points of each unit by line, and their total."""
    judged = judged_sheets(scheme, sheets_of(scheme), on=on)
    return {one.sheet.agency.name: [*(line.points for line in one.lines), str(one.total)] for one in judged}


def criterion(scheme, facts) -> Criterion:
    return scheme.criteria.get(title=facts.title)


def test_each_unit_of_a_group_gets_a_sheet_and_owes_its_self_score(officer, tourism):
    make_agency("Phường Hoàn Kiếm", kind=AgencyKind.COMMUNE)
    scheme = opened_scheme(officer)

    sheet = ScoreSheet.objects.get(scheme=scheme)
    assert (sheet.agency, sheet.obligation.agency, sheet.obligation.due_on) == (
        tourism,
        tourism,
        date(2026, 11, 15),
    )
    assert sheet.obligation.title == "Tự chấm điểm: Thi đua thông tin đối ngoại năm 2026"
    assert place_of_answer(sheet.obligation) == f"/thi-dua/phieu/{sheet.pk}/tu-cham/"


def test_unit_named_stands_where_it_is_named_and_each_only_once(officer, tourism):
    port = make_agency("Báo Hải Đăng", kind=AgencyKind.PRESS)
    groups = (
        GroupFacts("Khối sở", (AgencyKind.DEPARTMENT,)),
        GroupFacts("Khối khác", (AgencyKind.DEPARTMENT, AgencyKind.PRESS), named=[tourism]),
    )
    foreign = make_agency("Sở Ngoại vụ")

    found = units_by_group(make_scheme(officer, groups=groups))

    assert {group.name: units for group, units in found.items()} == {
        "Khối sở": [foreign],
        "Khối khác": [port, tourism],
    }


def test_points_come_from_recorded_work_and_the_unit_itself(officer, tourism):
    focal = make_person(Role.FOCAL, "dulich", tourism)
    make_agency("Sở Ngoại vụ")
    scheme = opened_scheme(officer)
    send_scores(sheet_of(scheme, tourism), focal, grade=1, bonus=1, warned=3)

    assert points_of(scheme) == {
        "Sở Du lịch": ["10", "7", "1.5", "-4", "14.5"],
        "Sở Ngoại vụ": ["", "0", "0", "0", "0"],
    }
    lines = judged_sheets(scheme, [sheet_of(scheme, tourism)], on=CHECKED_ON)[0].lines
    assert [(one.numerator, one.denominator, one.value, one.state) for one in lines[:2]] == [
        ("1", "2", "50", "drawn"),
        ("", "", "", "self"),
    ]


def test_rows_behind_the_points_add_up_to_the_figure(officer, tourism):
    scheme = opened_scheme(officer)

    line = line_with_rows(sheet_of(scheme, tourism), criterion(scheme, REPORTS).pk, on=CHECKED_ON)

    owed = Obligation.objects.filter(agency=tourism, kind="report").order_by("due_on")
    assert line.rows == [
        [owed[0].pk, owed[0].title, "", "1", "03/7/2026"],
        [owed[1].pk, owed[1].title, "", "0", "03/10/2026"],
    ]


def test_figures_of_an_indicator_take_the_longest_periods_that_do_not_overlap(officer):
    tourism = make_agency("Sở Du lịch")
    make_measures()
    give_figures(officer, tourism, quarter_period(2026, 1), {"tap-huan": 1, "can-bo": 4})
    give_figures(officer, tourism, half_period(2026, 1), {"tap-huan": 2, "can-bo": 4})
    give_figures(officer, tourism, half_period(2026, 2), {"tap-huan": 1, "can-bo": 4})
    give_figures(officer, tourism, year_period(2025), {"tap-huan": 9, "can-bo": 9})
    trained = CriterionFacts(
        "Tập huấn",
        CriterionKind.SHARE,
        Decimal(10),
        drawn_from=DrawnFrom.INDICATOR,
        indicator=make_indicator(officer),
        full_at=Decimal(50),
    )
    scheme = opened_scheme(officer, (trained,))

    (line,) = judged_sheets(scheme, [sheet_of(scheme, tourism)], on=date(2027, 1, 20))[0].lines

    assert (line.numerator, line.denominator, line.value, line.points) == ("3", "8", "37.5", "7.5")
    assert list(line.periods) == ["6 tháng đầu năm 2026", "6 tháng cuối năm 2026"]
    assert (line.formula, line.above, line.below) == ("tap-huan / can-bo", "Cán bộ đã tập huấn", "Cán bộ")


def test_growth_is_judged_against_the_year_before_on_the_rows_of_both(officer):
    tourism = make_agency("Sở Du lịch")
    make_measures()
    give_figures(officer, tourism, year_period(2025), {"tap-huan": 8})
    give_figures(officer, tourism, year_period(2026), {"tap-huan": 10})
    grown = CriterionFacts(
        "Mức tăng",
        CriterionKind.SHARE,
        Decimal(10),
        drawn_from=DrawnFrom.INDICATOR,
        indicator=make_indicator(officer, formula="tap-huan", is_growth=True),
        full_at=Decimal(50),
    )
    scheme = opened_scheme(officer, (grown,))

    line = line_with_rows(sheet_of(scheme, tourism), scheme.criteria.get().pk, on=date(2027, 1, 20))

    assert (line.numerator, line.denominator, line.value, line.points) == ("2", "8", "25", "5")
    assert list(line.periods) == ["năm 2026", "năm 2025"]
    assert line.above == "mức tăng so với cùng kỳ năm trước của: Cán bộ đã tập huấn"
    assert [row[3] for row in line.rows] == ["10", "8"]


def test_indicator_of_counted_work_is_drawn_over_the_whole_span(officer, tourism):
    counted = CriterionFacts(
        "Đúng hạn",
        CriterionKind.SHARE,
        Decimal(10),
        drawn_from=DrawnFrom.INDICATOR,
        indicator=make_indicator(officer, formula="viec-dung-han / viec-phai-bao"),
    )
    scheme = opened_scheme(officer, (counted,))

    line = line_with_rows(sheet_of(scheme, tourism), scheme.criteria.get().pk, on=OPENED_ON)

    assert (line.numerator, line.denominator, line.points) == ("1", "2", "5")
    assert [row[2:4] for row in line.rows] == [
        ["việc báo đúng hạn", "1"],
        ["việc phải báo", "1"],
        ["việc phải báo", "1"],
    ]


def test_steps_give_the_points_of_the_step_reached(officer, tourism):
    scheme = opened_scheme(officer, (steps_criterion(),))

    assert points_of(scheme, on=OPENED_ON) == {"Sở Du lịch": ["2", "2"]}


def test_unit_without_a_figure_gets_what_the_table_says_of_it(officer):
    make_agency("Sở Ngoại vụ")
    scheme = opened_scheme(officer, (steps_criterion(empty_points=Decimal(5)),))

    assert points_of(scheme, on=OPENED_ON) == {"Sở Ngoại vụ": ["5", "5"]}


def test_rule_nobody_could_follow_is_refused(officer):
    scheme = make_scheme(officer)
    backwards = steps_criterion(steps=tuple(reversed(steps_criterion().steps[:0])))

    with pytest.raises(CriterionRefused) as refusal:
        set_criteria(scheme=scheme, version=scheme.version, criteria=(backwards,), set_by=officer)

    assert refusal.value.message == "Ghi ít nhất một bậc hoặc một mức, mỗi dòng một mức."
    assert scheme.criteria.count() == len(CRITERIA)


def test_second_officer_sees_that_the_scheme_was_changed(officer, tourism):
    scheme = make_scheme(officer)
    seen = scheme.version
    change_scheme(scheme=scheme, version=seen, facts=scheme_facts(name="Tên mới"), changed_by=officer)

    with pytest.raises(SchemeChangedMeanwhile):
        change_scheme(scheme=scheme, version=seen, facts=scheme_facts(name="Tên khác"), changed_by=officer)
    assert scheme.name == "Tên mới"


def test_open_scheme_keeps_its_criteria(officer, tourism):
    scheme = opened_scheme(officer)

    with pytest.raises(NotNow):
        set_criteria(scheme=scheme, version=scheme.version, criteria=(), set_by=officer)
    with pytest.raises(NotNow):
        open_scheme(scheme=scheme, version=scheme.version, opened_by=officer, at=at_noon(OPENED_ON))
    assert ScoreSheet.objects.count() == 1


def test_scheme_without_units_is_not_opened(officer):
    scheme = make_scheme(officer)

    with pytest.raises(NothingToOpen):
        open_scheme(scheme=scheme, version=scheme.version, opened_by=officer, at=at_noon(OPENED_ON))


def test_self_score_needs_every_grade(officer, tourism):
    scheme = opened_scheme(officer)

    with pytest.raises(LineUnsettled) as refusal:
        send_scores(sheet_of(scheme, tourism), officer, grade=None)

    assert refusal.value.titles == [PLAN.title]


def test_self_score_answers_what_the_unit_owes_and_is_accepted_with_the_check(officer, tourism):
    focal = make_person(Role.FOCAL, "dulich", tourism)
    scheme = opened_scheme(officer)
    sheet = sheet_of(scheme, tourism)
    send_own_scores(
        sheet=sheet,
        version=sheet.version,
        scores=own_scores(scheme),
        answer=Answer(links=(Link("https://example.com/ke-hoach"),)),
        sent_by=focal,
        at=at_noon(OPENED_ON),
    )
    sent = sheet.obligation.submissions.get()
    assert (sent.state, sent.text) == (SubmissionState.SENT, "Tự chấm: 20 điểm.")

    check_as_they_are(sheets=[sheet_of(scheme, tourism)], checked_by=officer, at=at_noon(CHECKED_ON))

    sent.refresh_from_db()
    assert (sent.state, [one.url for one in sent.evidence.all()]) == (
        SubmissionState.ACCEPTED,
        ["https://example.com/ke-hoach"],
    )


def test_two_people_of_a_unit_lose_nothing(officer, tourism):
    scheme = opened_scheme(officer)
    first, second = sheet_of(scheme, tourism), sheet_of(scheme, tourism)
    send_scores(first, officer, grade=0)

    with pytest.raises(SheetChangedMeanwhile):
        send_scores(second, officer, grade=2)
    assert points_of(scheme)["Sở Du lịch"][1] == "10"


def test_points_that_differ_need_a_reason_and_stay_within_the_criterion(officer, tourism):
    scheme = opened_scheme(officer)
    send_scores(sheet_of(scheme, tourism), officer)
    plan = criterion(scheme, PLAN).pk

    def check(points, reason=""):
        sheet = sheet_of(scheme, tourism)
        check_sheet(
            sheet=sheet,
            version=sheet.version,
            scores={plan: CheckedScore(Decimal(points), reason, "Công văn 5/CV")},
            checked_by=officer,
            at=at_noon(CHECKED_ON),
        )

    with pytest.raises(ReasonNeeded):
        check(7)
    with pytest.raises(PointsOutside):
        check(11, "Vượt")
    check(7, "Kế hoạch ban hành sau 31/1")

    line = judged_sheets(scheme, [sheet_of(scheme, tourism)], on=CHECKED_ON)[0].lines[1]
    assert (line.self_points, line.points, line.state, line.reason, line.proof) == (
        "10",
        "7",
        "checked",
        "Kế hoạch ban hành sau 31/1",
        "Công văn 5/CV",
    )


def test_sheet_with_a_line_without_points_is_left_unchecked(officer, tourism):
    foreign = make_agency("Sở Ngoại vụ")
    scheme = opened_scheme(officer)

    done = check_as_they_are(sheets=list(sheets_of(scheme)), checked_by=officer, at=at_noon(CHECKED_ON))

    assert done == (1, 1)
    assert (sheet_of(scheme, foreign).checked_at, counts_of(scheme).checked) == (None, 1)
    with pytest.raises(NotAllChecked, match="1"):
        tell_scores(
            scheme=scheme,
            version=scheme.version,
            appeals_until=APPEALS_UNTIL,
            told_by=officer,
            at=at_noon(TOLD_ON),
        )


def test_scores_told_reach_people_of_the_unit(officer, tourism):
    focal = make_person(Role.FOCAL, "dulich", tourism)
    scheme = told_scheme(opened_scheme(officer), officer)

    told = Notice.objects.get(kind="oversight.told")
    assert (told.to, told.title, told.address) == (
        focal,
        "Điểm thẩm định: Thi đua thông tin đối ngoại năm 2026",
        f"/thi-dua/phieu/{sheet_of(scheme, tourism).pk}/",
    )


@pytest.fixture
def told(officer, tourism):
    """This fixture will return a scheme whose checked scores were told: 10 for reports, 10 for the plan."""
    scheme = opened_scheme(officer)
    send_scores(sheet_of(scheme, tourism), officer)
    return told_scheme(scheme, officer)


def appeal_against(told, tourism, facts=REPORTS, text="Báo cáo quý III gửi đúng hạn bằng giấy", on=TOLD_ON):
    raised_by = Account.objects.get(username="canbo")
    return raise_appeal(
        sheet=sheet_of(told, tourism),
        criterion=criterion(told, facts),
        text=text,
        raised_by=raised_by,
        at=at_noon(on),
    )


def answer(appeal, officer, *, is_upheld=True, points=Decimal(20)):
    return answer_appeal(
        appeal=appeal,
        is_upheld=is_upheld,
        points=points,
        answer="Dấu bưu điện ngày 30/9",
        answered_by=officer,
        at=at_noon(TOLD_ON),
    )


def test_appeal_upheld_changes_the_points_with_its_reason(officer, told, tourism):
    appeal = answer(appeal_against(told, tourism), officer)

    assert (appeal.points_before, appeal.points_after, appeal.is_upheld) == (10, 20, True)
    line = judged_sheets(told, [sheet_of(told, tourism)], on=TOLD_ON)[0].lines[0]
    assert (line.reckoned, line.points, line.reason) == ("10", "20", "Dấu bưu điện ngày 30/9")
    assert (
        Notice.objects.get(kind="oversight.answer").title
        == "Đề nghị xem lại đã được trả lời: Báo cáo gửi đúng hạn"
    )


def test_appeal_not_upheld_leaves_the_points(officer, told, tourism):
    answer(appeal_against(told, tourism), officer, is_upheld=False, points=None)

    assert points_of(told)["Sở Du lịch"] == ["10", "10", "0", "0", "20"]


def test_appeal_is_sent_once_and_answered_once(officer, told, tourism):
    appeal = appeal_against(told, tourism)

    assert appeal_against(told, tourism) == appeal
    with pytest.raises(AppealedAlready):
        appeal_against(told, tourism, text="Lời khác")
    answer(appeal, officer)
    with pytest.raises(AnsweredAlready):
        answer(appeal, officer, points=Decimal(5))
    assert Appeal.objects.get().points_after == 20


def test_appeal_after_its_last_day_is_refused(told, tourism):
    with pytest.raises(AppealTooLate):
        appeal_against(told, tourism, on=date(2026, 12, 2))


def test_nothing_is_published_while_an_appeal_waits(officer, told, tourism):
    appeal_against(told, tourism)

    with pytest.raises(AppealsOpen, match="1"):
        published_scheme(told, officer)


def test_figures_that_moved_since_the_page_was_opened_are_looked_at_again(officer, told, tourism):
    seen = mark_of_ranking(ranking_of(told, on=PUBLISHED_ON))
    give_figures(officer, tourism, quarter_period(2026, 2), {})

    with pytest.raises(FiguresMoved):
        publish_scheme(
            scheme=told,
            version=told.version,
            number="12/TB-BCĐ",
            seen=seen,
            published_by=officer,
            at=at_noon(PUBLISHED_ON),
        )


def test_published_scores_never_change(officer, told, tourism):
    published_scheme(told, officer)
    before = judged_sheets(told, [sheet_of(told, tourism)], on=PUBLISHED_ON)
    rows = line_with_rows(sheet_of(told, tourism), criterion(told, REPORTS).pk, on=PUBLISHED_ON).rows

    give_figures(officer, tourism, quarter_period(2026, 2), {})
    Obligation.objects.filter(agency=tourism).update(first_sent_on=None, title="Tên khác")
    Score.objects.update(self_points=1)

    assert judged_sheets(told, [sheet_of(told, tourism)], on=date(2027, 6, 1)) == before
    assert (
        line_with_rows(sheet_of(told, tourism), criterion(told, REPORTS).pk, on=date(2027, 6, 1)).rows == rows
    )
    assert [row[3] for row in rows] == ["1", "0"]
    sheet = sheet_of(told, tourism)
    assert (sheet.total, sheet.place, is_as_published(told)) == (20, 1, True)
    with pytest.raises(NotNow):
        send_scores(sheet, officer)
    with pytest.raises(NotNow):
        check_sheet(
            sheet=sheet, version=sheet.version, scores={}, checked_by=officer, at=at_noon(PUBLISHED_ON)
        )


def test_digest_of_what_was_published_stands_in_the_log_and_tells_a_change(officer, told, tourism):
    published_scheme(told, officer)
    entry = Event.objects.get(act="oversight.publish_scheme")
    sheet = sheet_of(told, tourism)

    assert entry.after == {"number": "12/TB-BCĐ", "digest": told.digest, "agencies": 1}
    sheet.frozen["lines"][0]["points"] = "20"
    ScoreSheet.objects.filter(pk=sheet.pk).update(frozen=sheet.frozen)
    assert not is_as_published(told)


def test_units_with_the_same_points_share_their_place(officer, tourism):
    twin = make_agency("Sở Công Thương")
    give_figures(officer, twin, half_period(2026, 1), {})
    late = give_figures(officer, twin, quarter_period(2026, 3), {})
    Obligation.objects.filter(pk=late.pk).update(first_sent_on=late.due_on.replace(month=11))
    third = make_agency("Sở Y tế")
    answered = give_figures(officer, third, half_period(2026, 1), {})
    Obligation.objects.filter(pk=answered.pk).update(first_sent_on=answered.due_on.replace(month=8))
    scheme = opened_scheme(officer)

    (group,) = ranking_of(scheme, on=CHECKED_ON)

    assert [(one.sheet.agency.name, one.total, one.rank.place, one.rank.shared_by) for one in group.rows] == [
        ("Sở Công Thương", 10, 1, 2),
        ("Sở Du lịch", 10, 1, 2),
        ("Sở Y tế", 0, 3, 1),
    ]


def test_sum_of_the_lines_is_the_total(officer, told, tourism):
    for one in judged_sheets(told, sheets_of(told), on=TOLD_ON):
        assert sum(line.earned for line in one.lines) == one.total


def test_work_of_emulation_itself_is_not_judged(officer, tourism):
    scheme = opened_scheme(officer, (steps_criterion(),))
    send(sheet_of(scheme, tourism).obligation, officer, "Tự chấm", on=OPENED_ON)

    (line,) = judged_sheets(scheme, [sheet_of(scheme, tourism)], on=date(2026, 12, 31))[0].lines

    assert line.denominator == "2"


# People stand in the tables of emulation only as those who acted; a score, a place or a proposal is about a unit.
def test_no_person_is_the_subject_of_a_score():
    actors = {"made_by", "sent_by", "checked_by", "raised_by", "answered_by", "withdrawn_by"}
    about_people = {"account", "person", "post", "seat", "delegation"}
    models = ScoreSheet._meta.app_config.get_models(include_auto_created=True)
    found = {
        field.name
        for model in models
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model._meta.model_name in about_people
    }

    assert found == actors
    assert (
        ScoreSheet._meta.get_field("agency").related_model
        is Commendation._meta.get_field("agency").related_model
    )


def test_sheets_of_a_whole_city_take_a_fixed_number_of_queries(officer, django_assert_num_queries):
    make_measures()
    indicator = make_indicator(officer)
    criteria = (
        *CRITERIA,
        CriterionFacts(
            "Tập huấn", CriterionKind.SHARE, Decimal(5), drawn_from=DrawnFrom.INDICATOR, indicator=indicator
        ),
    )
    for number in range(3):
        unit = make_agency(f"Sở {number}")
        give_figures(officer, unit, half_period(2026, 1), {"tap-huan": 1, "can-bo": 2})
    scheme = opened_scheme(officer, criteria)
    with django_assert_num_queries(8):
        assert len(judged_sheets(scheme, sheets_of(scheme), on=CHECKED_ON)) == 3
    for number in range(3, 186):
        ScoreSheet.objects.create(
            scheme=scheme, group=scheme.groups.get(), agency=make_agency(f"Đơn vị {number}")
        )
    with django_assert_num_queries(8):
        assert len(judged_sheets(scheme, sheets_of(scheme), on=CHECKED_ON)) == 186
