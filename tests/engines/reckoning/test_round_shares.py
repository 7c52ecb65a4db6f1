from datetime import date
from decimal import Decimal

import pytest

from haidang.engines.reckoning.obligation_state import ObligationFacts, SubmissionFact
from haidang.engines.reckoning.round_shares import Share, UnitLife, round_shares

REFORM = date(2025, 7, 1)
DISTRICTS = [UnitLife(f"quận {number:03}", date(1954, 10, 10), REFORM) for number in range(30)]
COMMUNES = [UnitLife(f"xã {number:03}", REFORM) for number in range(126)]


def plan_made(made_on, due_on=date(2025, 3, 31)):
    return ObligationFacts(due_on, (SubmissionFact(1, "report", signed_on=made_on),))


# The same stored plans, whatever day is asked.
PLANS = {one.unit: plan_made(date(2025, 2, 20)) for one in DISTRICTS[:25]}
PLANS |= {one.unit: plan_made(date(2025, 5, 5)) for one in DISTRICTS[25:28]}
PLANS |= {one.unit: plan_made(date(2025, 9, 1), date(2025, 9, 30)) for one in COMMUNES[:90]}


@pytest.mark.parametrize(("day", "complete", "timely", "missing"), [
    (date(2025, 6, 30), Share(28, 30), Share(25, 30), 2),
    (date(2025, 12, 14), Share(90, 126), Share(90, 126), 36),
    (date(2025, 7, 1), Share(0, 126), Share(0, 126), 126),
])  # fmt: skip
def test_denominators_are_the_units_alive_when_data_close(day, complete, timely, missing):
    shares = round_shares(PLANS, [*DISTRICTS, *COMMUNES], closes_on=day, on=day)

    assert (shares.complete, shares.timely, len(shares.missing)) == (complete, timely, missing)


def test_waived_unit_is_in_no_denominator_and_a_returned_answer_is_none():
    returned = SubmissionFact(1, "report", signed_on=date(2025, 2, 20), returned_on=date(2025, 2, 21))
    nil = SubmissionFact(1, "nil", signed_on=date(2025, 2, 20))
    owed = {
        "quận 000": ObligationFacts(date(2025, 3, 31), waived_on=date(2025, 1, 5)),
        "quận 001": ObligationFacts(date(2025, 3, 31), (returned,)),
        "quận 002": ObligationFacts(date(2025, 3, 31), (nil,)),
    }

    shares = round_shares(owed, DISTRICTS[:4], closes_on=date(2025, 3, 14), on=date(2025, 4, 1))

    assert (str(shares.complete), shares.missing, shares.waived) == (
        "1/3",
        ("quận 001", "quận 003"),
        ("quận 000",),
    )


def test_shares_add_up_by_both_numbers():
    total = Share(28, 30) + Share(90, 126)

    assert (total, total.ratio) == (Share(118, 156), Decimal(118) / Decimal(156))
    assert Share(0, 0).ratio is None
