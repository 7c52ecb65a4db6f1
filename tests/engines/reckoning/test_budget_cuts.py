from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper
from haidang.engines.reckoning.budget_cuts import (
    STAGES,
    BudgetLine,
    CutTotal,
    RateDifference,
    SideBySide,
    StatedTotal,
    beside_stated,
    rate_differences,
    totals_by,
    whole_dong,
)
from haidang.engines.reckoning.errors import NotWholeDong

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
CUTS = ("project", "group", "period", "executor", "source")
TRIEU = 1_000_000
LINES = (
    # The first lines of seed 003's table, groups I and II.
    BudgetLine("I.1", "Chi hoạt động Ban Chỉ đạo: 250 triệu/năm", {"proposed": 700 * TRIEU}, group="I",
               period="2013-2015", executor="Sở TTTT", source="Ngân sách Thành phố"),
    BudgetLine("I.2", "10 người x 12 triệu/năm = 120 triệu/năm", {"proposed": 360 * TRIEU, "allocated": 300 * TRIEU,
               "spent": 120 * TRIEU}, group="I", period="2013-2015", executor="Sở TTTT"),
    BudgetLine("II.1", "Bản tin đối ngoại", {"proposed": 2_500 * TRIEU}, group="II", period="2013-2015"),
)  # fmt: skip


def stages(**known):
    return dict.fromkeys(STAGES) | known


def test_lines_add_up_by_a_cut():
    assert totals_by(LINES, ["group"]) == (
        CutTotal(
            ("I",),
            stages(proposed=1_060 * TRIEU, allocated=300 * TRIEU, spent=120 * TRIEU),
            ("I.1", "I.2"),
        ),
        CutTotal(("II",), stages(proposed=2_500 * TRIEU), ("II.1",)),
    )


def test_line_without_a_value_is_counted_under_none():
    assert [(one.values, one.lines) for one in totals_by(LINES, ["source", "executor"])] == [
        (("Ngân sách Thành phố", "Sở TTTT"), ("I.1",)),
        ((None, "Sở TTTT"), ("I.2",)),
        ((None, None), ("II.1",)),
    ]


def test_spending_is_told_as_a_share_of_what_was_allocated():
    assert [one.spent_share() for one in totals_by(LINES, ["group"])] == [(120 * TRIEU, 300 * TRIEU), None]


def test_stated_sums_stand_beside_computed_ones():
    stated = [
        StatedTotal(("II",), "proposed", 4_000 * TRIEU),
        StatedTotal(("III",), "proposed", 5),
    ]

    pairs = beside_stated(totals_by(LINES[1:], ["group"]), stated)

    assert pairs == (
        SideBySide(("II",), "proposed", 4_000 * TRIEU, 2_500 * TRIEU),
        SideBySide(("III",), "proposed", 5, None),
        SideBySide(("I",), "proposed", None, 360 * TRIEU),
        SideBySide(("I",), "allocated", None, 300 * TRIEU),
        SideBySide(("I",), "spent", None, 120 * TRIEU),
    )
    assert [one.excess for one in pairs] == [1_500 * TRIEU, None, None, None, None]


def test_yearly_rate_is_compared_with_the_amount():
    assert rate_differences(LINES, "proposed") == (
        RateDifference("I.1", "proposed", 700 * TRIEU, 750 * TRIEU, 3),
    )


@pytest.mark.parametrize(("amount", "unit", "dong"), [
    ("0.7", "tỷ đồng", 700 * TRIEU), ("106", "tỷ đồng", 106_000 * TRIEU), ("12", "triệu đồng", 12 * TRIEU),
    ("1500", "đồng", 1500),
])  # fmt: skip
def test_amount_of_a_table_is_whole_dong(amount, unit, dong):
    assert whole_dong(Decimal(amount), unit) == dong


@pytest.mark.parametrize(("amount", "unit"), [("0.5", "đồng"), ("0.0000000001", "tỷ đồng"), ("1", "USD")])
def test_parts_of_a_dong_and_other_money_are_refused(amount, unit):
    with pytest.raises(NotWholeDong):
        whole_dong(Decimal(amount), unit)


@pytest.mark.parametrize("amount", [1.0, Decimal(1), True])
def test_line_takes_whole_numbers_only(amount):
    with pytest.raises(NotWholeDong):
        BudgetLine("I.1", "", {"spent": amount})


VALUES = st.none() | st.sampled_from(("a", "b"))
ROWS = st.lists(
    st.builds(
        BudgetLine,
        key=st.text(max_size=3),
        text=st.just(""),
        amounts=st.dictionaries(st.sampled_from(STAGES), st.integers(0, 10**20), max_size=4),
        **dict.fromkeys(CUTS, VALUES),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_totals_of_every_cut_add_up_to_the_grand_total(lines):
    grand = {stage: sum(line.amounts.get(stage, 0) for line in lines) for stage in STAGES}

    for size in range(len(CUTS) + 1):
        for cut in combinations(CUTS, size):
            totals = totals_by(lines, cut)
            assert {stage: sum(one.amounts[stage] or 0 for one in totals) for stage in STAGES} == grand


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared is not there")
def test_groups_of_seed_003_stand_beside_their_printed_sums():
    budget = read_paper(open_paper(next(SEEDS.glob("003_*")))).budget
    lines = [
        BudgetLine(f"{group.label}.{row.label}", row.text, {"proposed": whole_dong(amount, budget.unit)},
                   group=group.label, period=period)
        for group in budget.groups
        for row in group.rows
        for period, amount in zip(budget.periods, row.amounts, strict=True)
        if amount is not None
    ]  # fmt: skip
    stated = [
        StatedTotal((group.label, period), "proposed", whole_dong(amount, budget.unit))
        for group in budget.groups
        for period, amount in zip(budget.periods, group.stated, strict=True)
        if amount is not None
    ]

    pairs = beside_stated(totals_by(lines, ["group", "period"]), stated)

    assert [(*one.values, one.excess) for one in pairs if one.excess] == [
        ("II", "2013-2015", 1_500 * TRIEU),
        ("II", "2016-2020", 500 * TRIEU),
        ("III", "2016-2020", -5_000 * TRIEU),
    ]
    assert [(one.key, one.stated, one.computed) for one in rate_differences(lines, "proposed")] == [
        ("I.1", 700 * TRIEU, 750 * TRIEU)
    ]
