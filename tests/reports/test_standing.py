"""How obligations stand: the row, the filter and the whole history say the same; shares are n/d."""

from datetime import date, timedelta

import pytest
from factories.agencies import make_agency
from factories.reports import DUE, TODAY, ask, owed, send

from haidang.agencies.models import Agency
from haidang.engines.reckoning.obligation_state import state_on
from haidang.engines.reckoning.round_shares import Share
from haidang.reports.enums import StandingFilter
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission, return_submission
from haidang.reports.operations.changing import Grounds, extend_obligation, waive_obligation
from haidang.reports.queries.pages import round_page
from haidang.reports.queries.standing import (
    ObligationFilter,
    Shares,
    facts_of_all,
    obligation_rows,
    obligations_filtered,
    shares_of,
    standing_as,
)
from haidang.reports.queries.urgency import UrgencyList, count_by_standing, urgency_groups

pytestmark = pytest.mark.django_db

# Codes of the engine that one choice of the filter holds together.
AS_FILTER = {"submitted_late": "submitted"}


def fate(number: int, obligation: Obligation, officer) -> None:
    """This function will let one obligation fare in one of eight ways."""
    if number in {1, 2, 3, 4}:
        sent = send(obligation, officer, is_nil=number == 4)
        if number in {2, 4}:
            accept_submission(submission=sent, decided_by=officer, on=TODAY)
        if number == 3:
            return_submission(submission=sent, decided_by=officer, reason="Thiếu số", on=TODAY)
    if number == 5:
        waive_obligation(
            obligation=obligation, version=1, grounds=Grounds("Đã sáp nhập"), waived_by=officer, on=TODAY
        )
    if number == 6:
        extend_obligation(
            obligation=obligation,
            version=1,
            due_on=date(2026, 9, 30),
            grounds=Grounds("Chờ số liệu"),
            extended_by=officer,
            on=TODAY,
        )
    if number == 7:
        first = send(obligation, officer, "Bản một")
        accept_submission(submission=first, decided_by=officer, on=TODAY)
        second = send(obligation, officer, "Bản hai")
        return_submission(submission=second, decided_by=officer, reason="Nhầm kỳ", on=TODAY)


@pytest.fixture
def fates(officer):
    agency = make_agency("Sở Du lịch")
    for number in range(8):
        fate(number, owed(officer, agency), officer)
    return Obligation.objects.select_related("standing").order_by("id")


@pytest.mark.parametrize("day", [TODAY, DUE, DUE + timedelta(days=1), date(2026, 9, 21), date(2026, 10, 5)])
def test_row_filter_and_whole_history_say_the_same_of_every_fate(fates, day):
    by_row = {row.obligation.pk: row.state.code for row in obligation_rows(fates, on=day)}
    by_history = {one.pk: state_on(facts_of_all(one), day).code for one in fates}
    by_filter = {
        pk: code
        for code in StandingFilter.values
        for pk in fates.filter(standing_as(code, on=day)).values_list("pk", flat=True)
    }

    assert by_row == by_history
    assert by_filter == {pk: AS_FILTER.get(code, code) for pk, code in by_row.items()}


def test_every_fate_is_counted_once_with_one_query(fates, django_assert_num_queries):
    with django_assert_num_queries(1):
        counts = count_by_standing(Obligation.objects.all(), on=TODAY)

    assert counts.by_code == {
        "late": 0,
        "due_soon": 1,
        "not_yet_due": 1,
        "submitted": 1,
        "returned": 1,
        "accepted": 2,
        "nil": 1,
        "waived": 1,
    }


def test_shares_leave_waived_ones_out_and_print_both_numbers(fates):
    assert shares_of(Obligation.objects.all(), on=date(2026, 6, 22)) == Shares(
        asked=7, answered=4, timely=4, late=1
    )


def test_words_find_titles_and_agencies_without_diacritics(officer):
    one = owed(officer, make_agency("Sở Du lịch"), title="Số lượt khách quốc tế")
    owed(officer, make_agency("Sở Y tế"), title="Báo cáo khác")

    for words in ("luot khach", "du lich khach", "Quốc tế"):
        found = obligations_filtered(Obligation.objects.all(), ObligationFilter(words=words))
        assert list(found) == [one]


def test_round_counts_the_units_alive_when_data_close(officer):
    units = [make_agency(name) for name in ("Quận Ba Đình", "Quận Tây Hồ", "Quận Hoàn Kiếm", "Quận Đống Đa")]
    rows = ask(officer, *units)
    accept_submission(submission=send(rows[0], officer), decided_by=officer, on=TODAY)
    waive_obligation(
        obligation=rows[1], version=1, grounds=Grounds("Không có khách"), waived_by=officer, on=TODAY
    )
    Agency.objects.filter(pk=units[3].pk).update(valid_to=DUE)

    page = round_page(officer, what=rows[0].what, occurrence="once")

    assert (page.complete, page.timely, page.waived) == (Share(1, 2), Share(1, 2), 1)
    assert [one.agency.name for one in page.missing] == ["Quận Hoàn Kiếm"]
    assert len(page.rows) == 4


def test_list_begins_with_what_somebody_has_to_act_on_and_ends_with_what_is_done_last(fates, officer):
    day = date(2026, 9, 24)
    waiting = owed(officer, make_agency("Sở Y tế"), due_on=date(2027, 1, 15))
    late = owed(officer, make_agency("Sở Tư pháp"), due_on=TODAY)
    listed = UrgencyList(
        Obligation.objects.all(), count_by_standing(Obligation.objects.all(), on=day), on=day
    )

    groups = urgency_groups(listed[:50], listed.counts)

    first = fates[0].pk
    found = [(one.code, one.count, [row.obligation.pk - first for row in one.rows]) for one in groups]
    assert found == [
        ("late", 2, [late.pk - first, 0]),
        ("submitted", 1, [1]),
        ("returned", 1, [3]),
        ("due_soon", 1, [6]),
        ("not_yet_due", 1, [waiting.pk - first]),
        ("done", 4, [7, 5, 4, 2]),
    ]
    assert [row.obligation.pk - first for row in listed[2:6]] == [1, 3, 6, waiting.pk - first]
