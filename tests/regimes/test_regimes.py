"""A regime says who reports how often by when; its form says what, and stays as a round was opened with it."""

from datetime import date

import pytest
from factories.agencies import make_agency
from factories.regimes import (
    FIRST_HALF,
    UNITS_BEFORE_20_JUNE,
    at_noon,
    make_measure,
    make_regime,
    outline,
    regime_facts,
    regime_with_form,
)

from haidang.agencies.enums import AgencyKind
from haidang.agencies.operations import record_succession
from haidang.engines.reckoning.periods import half_period, quarter_period
from haidang.engines.reckoning.regime_rules import DueAfterClose, DueOnDay
from haidang.foundation.models import Event
from haidang.regimes.enums import RegimePeriod
from haidang.regimes.errors import FormIsEmpty, NoLevel, RegimeChangedMeanwhile, RegimeCodeTaken
from haidang.regimes.models import Regime, RegimeForm
from haidang.regimes.operations.regimes import (
    SectionAsked,
    add_regime,
    change_regime,
    sections_of,
    set_form,
    set_in_use,
)
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.regimes import (
    LevelFacts,
    findings_of_period,
    levels_of,
    periods_near,
    reports_of_period,
    units_on,
)

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    return list(Event.objects.order_by("number").values_list("act", flat=True))


def test_regime_is_made_with_its_levels_and_logged(officer):
    ministry = make_agency("Bộ Văn hóa, Thể thao và Du lịch", AgencyKind.MINISTRY)
    standing = make_agency("Sở Văn hóa và Thể thao")
    above = LevelFacts("Bộ", DueOnDay(6), reporter=standing, receiver=ministry, consolidation_days=5)

    regime = make_regime(officer, levels=(UNITS_BEFORE_20_JUNE, above))

    assert [
        (one.order, one.name, one.reporter, one.receiver, one.day, one.is_strict, one.consolidation_days)
        for one in levels_of(regime)
    ] == [(0, "Đơn vị", None, None, 20, True, 0), (1, "Bộ", standing, ministry, 6, False, 5)]
    assert acts()[-1:] == ["regimes.add_regime"]


def test_regime_without_a_level_is_refused(officer):
    with pytest.raises(NoLevel):
        make_regime(officer, levels=())

    assert Regime.objects.count() == 0


def test_code_of_another_regime_is_refused(officer):
    make_regime(officer)

    with pytest.raises(RegimeCodeTaken) as refused:
        make_regime(officer)
    assert refused.value.message == "Mã “bao-cao-6-thang” đã dùng cho chế độ báo cáo khác. Hãy chọn mã khác."


def test_second_of_two_people_sees_that_the_regime_was_changed(officer):
    regime = make_regime(officer)
    change_regime(regime=regime, version=1, facts=regime_facts(name="Báo cáo bán niên"), changed_by=officer)

    with pytest.raises(RegimeChangedMeanwhile):
        change_regime(regime=regime, version=1, facts=regime_facts(name="Báo cáo khác"), changed_by=officer)

    assert Regime.objects.get().name == "Báo cáo bán niên"


def test_regime_that_ended_is_taken_up_again(officer):
    regime = make_regime(officer)

    set_in_use(regime=regime, version=1, is_active=False, set_by=officer)
    set_in_use(regime=regime, version=2, is_active=False, set_by=officer)
    set_in_use(regime=regime, version=2, is_active=True, set_by=officer)

    assert (regime.is_active, acts()[-3:]) == (
        True,
        ["regimes.add_regime", "regimes.end_regime", "regimes.take_up_regime"],
    )


def test_units_are_those_of_the_kinds_and_named_less_those_left_out(officer):
    tourism, finance = make_agency("Sở Du lịch"), make_agency("Sở Tài chính")
    ward = make_agency("Phường Ba Đình", AgencyKind.COMMUNE)
    make_agency("Phường Giảng Võ", AgencyKind.COMMUNE)

    regime = make_regime(officer, named=[ward], left_out=[finance])

    assert units_on(regime, on=date(2026, 6, 14)) == [ward, tourism]


def test_unit_that_ended_before_data_close_does_not_report(officer):
    old = make_agency("Sở Thông tin và Truyền thông")
    heir = make_agency("Sở Khoa học và Công nghệ")
    record_succession(
        kind="merge",
        effective_on=date(2026, 3, 1),
        predecessors=[old],
        heirs=[heir],
        legal_basis="Nghị quyết sắp xếp",
        recorded_by=officer,
    )

    regime = make_regime(officer)

    assert units_on(regime, on=date(2026, 6, 14)) == [heir]
    assert units_on(regime, on=date(2026, 2, 28)) == [heir, old]


def test_late_units_are_found_before_the_round_opens(officer):
    above = LevelFacts("Bộ", DueOnDay(6), reporter=make_agency(), consolidation_days=5)
    regime = make_regime(officer, levels=(UNITS_BEFORE_20_JUNE, above))

    found = findings_of_period(regime, levels_of(regime), FIRST_HALF)

    assert [(level.name, one.code) for level, one in found] == [
        ("Bộ", "estimate"),
        ("Bộ", "too_late_for_parent"),
    ]


def test_days_of_a_period_come_from_the_stored_levels(officer):
    regime = make_regime(officer, levels=(LevelFacts("Đơn vị", DueAfterClose(3)),), calendar="civil")

    (report,) = reports_of_period(regime, levels_of(regime), half_period(2026, 1))

    assert (report.closes_on, report.due_on) == (date(2026, 6, 30), date(2026, 7, 3))


@pytest.mark.parametrize(("period", "day", "near"), [
    # On 15/3 the data of the second quarter have begun.
    (RegimePeriod.QUARTER, date(2026, 3, 15), [quarter_period(2026, n) for n in (1, 2, 3)]),
    (RegimePeriod.QUARTER, date(2026, 3, 14),
     [quarter_period(2025, 4), quarter_period(2026, 1), quarter_period(2026, 2)]),
    (RegimePeriod.AD_HOC, date(2026, 3, 14), []),
])  # fmt: skip
def test_periods_near_a_day_follow_the_calendar_of_data(officer, period, day, near):
    assert periods_near(make_regime(officer, period=period), on=day) == near


def test_form_is_kept_as_it_was_entered(officer):
    measure = make_measure()
    regime = regime_with_form(officer, measure)

    assert sections_of(regime.forms.get()) == outline(measure)


def test_same_form_again_changes_nothing(officer):
    measure = make_measure()
    regime = regime_with_form(officer, measure)

    set_form(regime=regime, sections=outline(measure), made_by=officer, at=at_noon())

    assert acts() == ["regimes.add_regime", "regimes.set_form"]


def test_form_that_no_round_has_used_is_replaced(officer):
    regime = regime_with_form(officer)

    set_form(regime=regime, sections=[SectionAsked("I", "Kết quả")], made_by=officer, at=at_noon())

    assert [(one.number, one.sections.count()) for one in RegimeForm.objects.all()] == [(1, 1)]


def test_form_of_an_open_round_stays_and_the_next_gets_a_number(officer):
    make_agency("Sở Du lịch")
    regime = regime_with_form(officer)
    opened = open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=date(2026, 6, 1))

    set_form(regime=regime, sections=[SectionAsked("I", "Kết quả")], made_by=officer, at=at_noon())

    assert [(one.number, one.sections.count()) for one in RegimeForm.objects.order_by("number")] == [
        (1, 3),
        (2, 1),
    ]
    assert opened.report_round.form.number == 1


def test_form_without_a_section_is_refused(officer):
    with pytest.raises(FormIsEmpty):
        set_form(regime=make_regime(officer), sections=[], made_by=officer, at=at_noon())


def test_code_of_a_change_may_stay_its_own(officer):
    regime = add_regime(facts=regime_facts(), made_by=officer)

    change_regime(regime=regime, version=1, facts=regime_facts(basis="Kế hoạch năm"), changed_by=officer)

    assert (regime.basis, regime.version) == ("Kế hoạch năm", 2)
