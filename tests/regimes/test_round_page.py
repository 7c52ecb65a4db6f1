"""One round: n/d of its units, who is called first, what every section has, what came after it was closed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency, make_person
from factories.regimes import FIRST_HALF, at_noon, open_round, open_yearly_round
from factories.reports import send

from haidang.agencies.enums import AgencyKind, Role
from haidang.engines.reckoning.periods import half_period
from haidang.foundation.models import Event
from haidang.regimes.enums import SendingWay, UnitFilter
from haidang.regimes.models import Narrative, Regime, ReportRound
from haidang.regimes.operations.rounds import close_round, open_report_round, reopen_round
from haidang.regimes.queries.round_page import (
    Shares,
    UnitsAsked,
    section_shares,
    shares_before,
    shares_by_kind,
    shares_together,
    unit_groups,
    unit_rows,
    units_filtered,
    units_in_order,
    units_of_round,
)
from haidang.regimes.views import rounds
from haidang.reports.errors import WordsWanted
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import (
    accept_submission,
    accept_submissions,
    return_submission,
)

pytestmark = pytest.mark.django_db
IN_TIME, DAY_AFTER = date(2026, 6, 12), date(2026, 6, 20)


def owed_by(name: str) -> Obligation:
    return Obligation.objects.get(agency__name=name)


def report(name: str, author, *, filled=(0, 1), nil=(), on: date = IN_TIME, **fields):
    """This function will send a unit's report with these sections of the outline filled."""
    sent = send(owed_by(name), author, on=on, **fields)
    sections = list(ReportRound.objects.get().form.sections.order_by("order"))
    for place in {*filled, *nil}:
        Narrative.objects.create(
            submission=sent, section=sections[place], is_filled=True, is_nil=place in nil,
            text="" if place in nil else "Đã ban hành kế hoạch", written_by=author, written_at=at_noon(on),
        )  # fmt: skip
    return sent


def shares(account, on: date = IN_TIME) -> Shares:
    opened = ReportRound.objects.get()
    return shares_together(shares_by_kind(opened, account, section_shares(opened, account), on=on).values())


def test_round_counts_full_timely_late_returned_nil_and_waived_units(officer):
    names = ("Sở Công Thương", "Sở Du lịch", "Sở Ngoại vụ", "Sở Nội vụ", "Sở Tư pháp", "Sở Y tế")
    open_round(officer, *names)
    accept_submission(submission=report("Sở Công Thương", officer), decided_by=officer, on=IN_TIME)
    report("Sở Du lịch", officer, filled=(0,), on=DAY_AFTER)
    report("Sở Ngoại vụ", officer, filled=(), nil=(0, 1), text="", is_nil=True)
    return_submission(
        submission=report("Sở Nội vụ", officer), decided_by=officer, reason="Thiếu số liệu", on=IN_TIME
    )
    Obligation.objects.filter(agency__name="Sở Y tế").update(waived_on=IN_TIME)

    assert shares(officer, DAY_AFTER) == Shares(
        asked=5, answered=3, full=2, timely=2, nil=1, returned=1, late=2, to_call=2, after_closing=0, waived=1
    )


def test_units_to_be_called_stand_first_then_the_others_by_kind(officer):
    opened = open_round(officer, "Sở Du lịch", "Sở Ngoại vụ", "Sở Y tế")
    report("Sở Du lịch", officer)
    report("Sở Ngoại vụ", officer, nil=(1,), filled=(0,))
    sections = list(opened.form.sections.order_by("order"))

    def heads(on: date):
        owed = units_in_order(units_of_round(opened, officer), on=on)
        return [
            (group.kind, [(row.obligation.agency.name, [cell.code for cell in row.cells]) for row in group.rows])
            for group in unit_groups(unit_rows(opened, sections, owed, on=on), {})
        ]  # fmt: skip

    assert heads(date(2026, 6, 18)) == [
        ("", [("Sở Y tế", ["due_soon", "due_soon", "due_soon"])]),
        ("department", [
            ("Sở Du lịch", ["submitted", "submitted", "empty"]),
            ("Sở Ngoại vụ", ["submitted", "nil", "empty"]),
        ]),
    ]  # fmt: skip
    assert [kind for kind, _rows in heads(date(2026, 6, 8))] == ["department"]


def test_sections_are_counted_over_the_reports_that_count(officer):
    opened = open_round(officer, "Sở Du lịch", "Sở Ngoại vụ")
    report("Sở Du lịch", officer)
    returned = report("Sở Ngoại vụ", officer)
    return_submission(submission=returned, decided_by=officer, reason="Thiếu", on=IN_TIME)

    found = section_shares(opened, officer)

    assert [(one.section.label, one.filled) for one in found] == [("I", 1), ("II", 1), ("III", 0)]


def test_units_are_found_by_words_without_marks_by_kind_and_by_state(officer):
    opened = open_round(officer, "Sở Du lịch", "Sở Ngoại vụ")
    report("Sở Du lịch", officer)

    def names(**asked: str) -> list[str]:
        rows = units_filtered(opened, units_of_round(opened, officer), UnitsAsked(**asked), on=IN_TIME)
        return sorted(rows.values_list("agency__name", flat=True))

    assert names(words="du lich") == ["Sở Du lịch"]
    assert names(kind="commune") == []
    assert {state.value: names(standing=state) for state in UnitFilter} == {
        "to_call": [],
        "missing": ["Sở Ngoại vụ"],
        "late": [],
        "returned": [],
        "sent": ["Sở Du lịch"],
        "accepted": [],
        "nil": [],
        "estimate": [],
        "waived": [],
    }


def test_round_stands_beside_the_last_one_and_that_of_last_year(officer):
    opened = open_round(officer, "Sở Du lịch", "Sở Ngoại vụ", period=half_period(2025, 1))
    for period in (half_period(2025, 2), FIRST_HALF):
        last = open_report_round(
            regime=opened.regime, period=period, opened_by=officer, today=opened.opened_on
        )
    owed = Obligation.objects.filter(agency__name="Sở Du lịch").order_by("due_on")
    send(owed[0], officer, on=owed[0].due_on)
    send(owed[1], officer, on=owed[1].due_on + timedelta(days=1))

    assert [
        (one.report_round.occurrence, one.timely, one.asked)
        for one in shares_before(last.report_round, officer)
    ] == [("report 2025-07..2025-12", 0, 2), ("report 2025-01..2025-06", 1, 2)]


def test_report_after_closing_is_kept_and_counts_once_it_is_accepted(officer, log_in):
    opened = open_round(officer, "Sở Du lịch", "Sở Ngoại vụ")
    close_round(report_round=opened, version=1, closed_by=officer, at=at_noon(IN_TIME))
    sent = report("Sở Du lịch", officer, on=DAY_AFTER)
    page = log_in(officer).get(reverse("regimes:round", args=[opened.pk])).content.decode()
    before = shares(officer)

    accepting = {"decided_by": officer, "on": DAY_AFTER}
    with pytest.raises(WordsWanted):
        accept_submission(submission=sent, **accepting)
    left = accept_submissions(submissions=[sent], **accepting)
    accept_submission(submission=sent, words="Đường truyền của xã hỏng", **accepting)

    assert "nhận sau khi đóng kỳ" in page
    assert (before.answered, before.after_closing, before.owed, left) == (0, 1, 1, (0, 1))
    assert shares(officer).answered == 1
    assert Event.objects.get(act="reports.accept_submission").after == {
        "version": 1,
        "reason": "Đường truyền của xã hỏng",
    }


def test_page_of_a_report_that_came_late_asks_why_it_counts(officer, log_in):
    opened = open_round(officer, "Sở Du lịch")
    close_round(report_round=opened, version=1, closed_by=officer, at=at_noon(IN_TIME))
    report("Sở Du lịch", officer, on=DAY_AFTER)
    client, owed = log_in(officer), owed_by("Sở Du lịch")
    page = client.get(reverse("regimes:unit_report", args=[owed.pk])).content.decode()
    decide = reverse("regimes:decide_report", args=[owed.pk, 1])

    client.post(decide, {"why_it_counts": " "})
    silent = owed_by("Sở Du lịch").fate
    client.post(decide, {"why_it_counts": "Đường truyền của sở hỏng"})

    assert "Vì sao báo cáo nộp muộn này được tính" in page
    assert (silent, owed_by("Sở Du lịch").fate) == ("sent", "accepted")


def test_reopened_round_counts_what_had_come_after_it_was_closed(officer):
    opened = open_round(officer, "Sở Du lịch")
    close_round(report_round=opened, version=1, closed_by=officer, at=at_noon(IN_TIME))
    report("Sở Du lịch", officer, on=DAY_AFTER)

    reopen_round(report_round=opened, version=2, reason="Sở Du lịch xin gửi lại", reopened_by=officer)

    assert shares(officer).answered == 1


def test_focal_person_sees_the_own_unit_alone(officer, log_in):
    opened = open_round(officer, "Sở Du lịch", "Sở Ngoại vụ")
    focal = make_person(Role.FOCAL, "daumoi", owed_by("Sở Du lịch").agency)

    page = log_in(focal).get(reverse("regimes:round", args=[opened.pk])).content.decode()

    assert ("Sở Du lịch" in page, "Sở Ngoại vụ" in page, "Đóng kỳ báo cáo" in page) == (True, False, False)


def test_estimates_whose_true_figures_have_not_come_are_counted_and_found(officer, log_in):
    opened = open_yearly_round(officer, "Sở Du lịch", "Sở Ngoại vụ", "Sở Y tế")
    for name in ("Sở Du lịch", "Sở Ngoại vụ"):
        estimate = report(name, officer, on=date(2025, 11, 10))
        accept_submission(submission=estimate, decided_by=officer, on=date(2025, 11, 12))
    trued_up = report("Sở Ngoại vụ", officer, on=opened.trued_up_on)
    sent = shares(officer, opened.trued_up_on)
    accept_submission(submission=trued_up, decided_by=officer, on=opened.trued_up_on)
    client, address = log_in(officer), reverse("regimes:round", args=[opened.pk])

    page = client.get(address).content.decode()
    found = client.get(address, {"tinh_trang": UnitFilter.ESTIMATE}).content.decode()

    total = shares(officer, opened.trued_up_on)
    assert (total.answered, total.estimates, total.true, total.asked) == (2, 1, 1, 3)
    assert sent == total
    assert "Số thực đã có của 1/3 đơn vị" in page
    assert "Nhắc 1 đơn vị gửi số thực" in page
    assert [name in found for name in ("Sở Du lịch", "Sở Ngoại vụ", "Sở Y tế")] == [True, False, False]
    assert "mới có số ước, hạn gửi số thực 19/12/2025" in found


def test_unit_whose_true_figures_are_due_is_called_like_one_whose_report_is(officer):
    opened = open_yearly_round(officer, "Sở Du lịch", "Sở Y tế")
    report("Sở Du lịch", officer, on=date(2025, 11, 10))
    send(owed_by("Sở Y tế"), officer, on=date(2025, 11, 10), text="", is_nil=True)

    def called(on: date) -> tuple[list[str], int, list[str]]:
        units = units_of_round(opened, officer)
        groups = unit_groups(unit_rows(opened, (), units_in_order(units, on=on), on=on), {})
        found = units_filtered(opened, units, UnitsAsked(standing=UnitFilter.TO_CALL), on=on)
        return (
            [row.obligation.agency.name for group in groups if not group.kind for row in group.rows],
            shares(officer, on).to_call,
            list(found.values_list("agency__name", flat=True)),
        )

    assert called(date(2025, 12, 16)) == ([], 0, [])
    assert called(date(2025, 12, 17)) == (["Sở Du lịch"], 1, ["Sở Du lịch"])


def test_round_of_reports_on_paper_says_so(officer, log_in):
    opened = open_round(officer, "Sở Du lịch")
    client, address = log_in(officer), reverse("regimes:round", args=[opened.pk])
    told = "Đơn vị nộp bản giấy; cơ quan thường trực nhập vào hệ thống."
    on_screen = client.get(address).content.decode()

    Regime.objects.update(way=SendingWay.PAPER)

    assert (told in on_screen, told in client.get(address).content.decode()) == (False, True)


def test_head_of_a_kind_tells_how_many_of_it_have_reported(officer, log_in):
    opened = open_round(officer, "Sở Du lịch", "Sở Ngoại vụ")
    report("Sở Du lịch", officer)

    page = log_in(officer).get(reverse("regimes:round", args=[opened.pk])).content.decode()

    assert "đã báo: 1/2" in page


def test_communes_stand_beside_as_a_short_list(officer, log_in):
    make_agency("Xã Sóc Sơn", AgencyKind.COMMUNE)
    opened = open_round(officer, "Sở Du lịch", kinds=(AgencyKind.DEPARTMENT, AgencyKind.COMMUNE))

    page = log_in(officer).get(reverse("regimes:round", args=[opened.pk])).content.decode()

    assert ('class="communes"' in page, page.count('<th scope="row"><a')) == (True, 1)


def test_of_more_communes_than_a_city_has_those_to_be_called_first_stand_beside(officer, log_in, monkeypatch):
    monkeypatch.setattr(rounds, "MOST_COMMUNES_BESIDE", 2)
    monkeypatch.setattr(rounds, "FIRST_OF_MORE_COMMUNES", 1)
    for name in ("Xã Ba Vì", "Xã Mê Linh", "Xã Sóc Sơn"):
        make_agency(name, AgencyKind.COMMUNE)
    opened = open_round(officer, "Sở Du lịch", kinds=(AgencyKind.DEPARTMENT, AgencyKind.COMMUNE))
    others = Obligation.objects.exclude(agency__name="Xã Sóc Sơn")
    others.update(due_on=timezone.localdate() + timedelta(days=60))

    page = log_in(officer).get(reverse("regimes:round", args=[opened.pk])).content.decode()

    beside = page.partition('class="communes"')[2].partition("</ul>")[0]
    assert (beside.count("<li"), "Xã Sóc Sơn" in beside) == (1, True)
    assert "Tất cả, theo từng phần" in page


def test_page_of_a_round_takes_the_same_queries_for_one_unit_and_for_three(
    officer, log_in, django_assert_num_queries
):
    opened = open_round(officer, "Sở Du lịch", "Sở Ngoại vụ", "Sở Y tế")
    client, address = log_in(officer), reverse("regimes:round", args=[opened.pk])
    for name in ("Sở Du lịch", "Sở Ngoại vụ", "Sở Y tế"):
        report(name, officer)
    client.get(address)

    with django_assert_num_queries(15):
        client.get(f"{address}?q=du+lich")
    with django_assert_num_queries(15):
        page = client.get(address).content.decode()

    assert page.count('<th scope="row"><a') == 3


def test_round_is_closed_and_opened_again_on_its_page(officer, log_in):
    opened = open_round(officer)
    client = log_in(officer)
    client.post(reverse("regimes:close", args=[opened.pk]), {"version": 1})
    closed = ReportRound.objects.get()
    assert (closed.state, closed.version) == ("closed", 2)

    client.post(reverse("regimes:reopen", args=[opened.pk]), {"version": 2, "reason": ""})
    refused = ReportRound.objects.get().state
    client.post(reverse("regimes:reopen", args=[opened.pk]), {"version": 2, "reason": "Gửi nhầm bản"})

    found = ReportRound.objects.get()
    assert (refused, found.state, found.reopened_for) == ("closed", "open", "Gửi nhầm bản")


def test_workbook_of_a_round_is_a_file(officer, log_in):
    opened = open_round(officer)

    answer = log_in(officer).get(reverse("regimes:export_round", args=[opened.pk]))

    named = f'attachment; filename="ky-bao-cao-{timezone.localdate():%Y-%m-%d}.xlsx"'
    assert (answer["Content-Disposition"], answer.content[:2]) == (named, b"PK")
