"""The consolidated report of a round: chosen by section, issued once, and never changed after."""

from datetime import date
from decimal import Decimal

import pytest
from factories.agencies import make_agency
from factories.consolidation import ISSUED, begun, issued, report_of
from factories.regimes import (
    FIRST_HALF,
    TODAY,
    UNITS_BEFORE_20_JUNE,
    at_noon,
    make_measure,
    open_round,
    regime_with_form,
)

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.engines.reckoning.regime_rules import DueOnDay
from haidang.foundation.models import Event, StoredFile
from haidang.regimes.errors import (
    ConsolidationLocked,
    NoSuchPlace,
    NothingPickedForReport,
    PartChangedMeanwhile,
)
from haidang.regimes.models import IssuedFigure, Pick
from haidang.regimes.operations import consolidation as acts
from haidang.regimes.operations.consolidation import (
    ask_to_issue,
    begin_consolidation,
    issue_next_consolidation,
    keep_part,
)
from haidang.regimes.operations.rounds import open_report_round, open_round_on_demand
from haidang.regimes.queries.consolidation_content import gathered_report, is_as_issued
from haidang.regimes.queries.consolidation_texts import PickFacts, copies_under, narratives_under
from haidang.regimes.queries.consolidation_updates import changes_since
from haidang.regimes.queries.opening import RoundAsked
from haidang.regimes.queries.regimes import LevelFacts
from haidang.regimes.work import issue_waiting_report
from haidang.reports.enums import SubmissionState
from haidang.reports.models import Obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(officer):
    return open_round(officer, "Sở Du lịch", "Sở Ngoại vụ", "Sở Tư pháp")


def section(opened, order=0):
    return opened.form.sections.get(order=order)


def keep(made, opened, officer, *picks, version=0):
    return keep_part(
        consolidation=made,
        section=section(opened),
        version=version,
        picks=picks,
        edited_by=officer,
        at=at_noon(),
    )


def pieces(made) -> list[tuple[str, str]]:
    return list(
        Pick.objects.filter(part__consolidation=made).order_by("order").values_list("heading", "text")
    )


def test_pieces_are_kept_in_order_with_the_unit_they_are_from(opened, officer):
    report_of(opened, "Sở Du lịch", "Đã tổ chức 2 hội nghị xúc tiến tại Tokyo.", (14,), officer)
    wrote = narratives_under(opened, section(opened)).get()

    made = begun(
        opened,
        officer,
        PickFacts("Công tác chỉ đạo được tăng cường.", "Chỉ đạo"),
        PickFacts("Đã tổ chức 2 hội nghị.", "Chỉ đạo", is_source_named=True, narrative_id=wrote.pk),
    )

    said = gathered_report(made).content.sections[0]
    assert [(one.heading, one.text, one.source) for one in said.pieces] == [
        ("Chỉ đạo", "Công tác chỉ đạo được tăng cường.", ""),
        ("Chỉ đạo", "Đã tổ chức 2 hội nghị.", "Sở Du lịch"),
    ]


def test_second_editor_of_a_section_is_told_and_loses_nothing(opened, officer):
    made = begun(opened, officer, PickFacts("Bản của chị Hà."))

    with pytest.raises(PartChangedMeanwhile):
        keep(made, opened, officer, PickFacts("Bản của anh Nam."))

    assert pieces(made) == [("", "Bản của chị Hà.")]


def test_piece_from_another_section_is_refused(opened, officer):
    report_of(opened, "Sở Du lịch", "Đã tổ chức 2 hội nghị.", (14,), officer)
    wrote = narratives_under(opened, section(opened)).get()
    made = begin_consolidation(report_round=opened, begun_by=officer)

    with pytest.raises(NoSuchPlace):
        keep_part(
            consolidation=made,
            section=section(opened, 2),
            version=0,
            picks=[PickFacts("Lạc chỗ.", narrative_id=wrote.pk)],
            edited_by=officer,
            at=at_noon(),
        )


def test_texts_that_differ_by_figures_alone_are_found_as_copies(opened, officer):
    report_of(
        opened, "Sở Du lịch", "Đơn vị đã ban hành 2 kế hoạch và tổ chức 3 hội nghị triển khai.", (1,), officer
    )
    report_of(
        opened,
        "Sở Ngoại vụ",
        "Đơn vị đã ban hành 4 kế hoạch và tổ chức 1 hội nghị triển khai.",
        (1,),
        officer,
    )
    report_of(opened, "Sở Tư pháp", "Đã dịch trang thông tin sang tiếng Anh, tiếng Pháp.", (1,), officer)

    found = copies_under(opened, section(opened))

    assert sorted(found.values()) == [("Sở Du lịch",), ("Sở Ngoại vụ",)]


def test_copies_are_looked_for_again_when_a_text_has_changed(opened, officer):
    said = "Đơn vị đã ban hành kế hoạch và tổ chức hội nghị triển khai."
    report_of(opened, "Sở Du lịch", said, (1,), officer)
    report_of(opened, "Sở Ngoại vụ", said, (1,), officer)
    before = copies_under(opened, section(opened))

    report_of(opened, "Sở Ngoại vụ", "Đã dịch trang thông tin sang tiếng Anh.", (1,), officer)

    assert (sorted(before.values()), copies_under(opened, section(opened))) == (
        [("Sở Du lịch",), ("Sở Ngoại vụ",)],
        {},
    )


def test_report_without_a_piece_and_a_figure_is_not_issued(opened, officer):
    made = begun(opened, officer)

    with pytest.raises(NothingPickedForReport):
        ask_to_issue(consolidation=made, version=1, facts=ISSUED, asked_by=officer)


def test_issued_report_keeps_its_numbers_when_a_unit_corrects_its_own(opened, officer):
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    report_of(opened, "Sở Ngoại vụ", "Đã dịch 6 bài.", (6,), officer)
    made = issued(begun(opened, officer, PickFacts("Đã dịch 20 bài.")), officer)

    report_of(opened, "Sở Ngoại vụ", "Đã dịch 9 bài.", (9,), officer)

    figure = IssuedFigure.objects.get(measure__isnull=False)
    assert (figure.number, figure.given, figure.asked) == (Decimal(20), 2, 3)
    assert [(one["name"], one["version"], one["number"]) for one in figure.stood_on] == [
        ("Sở Du lịch", 1, "14.0000"),
        ("Sở Ngoại vụ", 1, "6.0000"),
    ]
    assert is_as_issued(made)
    assert [(one.reported.number, one.updated.number, one.difference) for one in changes_since(made)] == [
        (Decimal(20), Decimal(23), Decimal(3))
    ]


def test_digest_of_the_log_tells_a_report_that_was_touched(opened, officer):
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    made = issued(begun(opened, officer, PickFacts("Đã dịch 14 bài.")), officer)
    logged = Event.objects.get(act="regimes.issue_consolidation").after

    assert (logged["digest"], logged["file"]) == (made.digest, made.docx.sha256)
    IssuedFigure.objects.filter(measure__isnull=False).update(number=15)
    assert not is_as_issued(made)


def test_issued_report_is_not_edited_but_gets_another_edition(opened, officer):
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    made = issued(begun(opened, officer, PickFacts("Đã dịch 14 bài.")), officer)

    with pytest.raises(ConsolidationLocked):
        keep(made, opened, officer, PickFacts("Khác."), version=1)
    again = begin_consolidation(report_round=opened, begun_by=officer)

    assert (again.edition, again.state, pieces(again)) == (2, "draft", [("", "Đã dịch 14 bài.")])
    assert begin_consolidation(report_round=opened, begun_by=officer) == again


def test_issue_answers_the_own_report_upwards_once_an_edition(officer):
    city = LevelFacts("Thành phố", DueOnDay(25), reporter=make_agency("Thành phố", kind=AgencyKind.COMMITTEE))
    opened = open_round(officer, "Sở Du lịch", levels=(UNITS_BEFORE_20_JUNE, city))
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    made = issued(begun(opened, officer, PickFacts("Đã dịch 14 bài.")), officer)

    own = Obligation.objects.get(agency__name="Thành phố")
    assert (own.standing, own.standing.number, own.standing.state) == (
        made.submission,
        1,
        SubmissionState.SENT,
    )
    second = issued(begin_consolidation(report_round=opened, begun_by=officer), officer)
    assert (second.submission.number, second.edition) == (2, 2)


def test_round_out_of_turn_does_not_answer_what_is_owed_by_the_regular_one(officer):
    city = LevelFacts("Thành phố", DueOnDay(25), reporter=make_agency("Thành phố", kind=AgencyKind.COMMITTEE))
    regular = open_round(officer, "Sở Du lịch", levels=(UNITS_BEFORE_20_JUNE, city))
    days = (date(2026, 1, 1), date(2026, 6, 30), regular.due_on)
    asked = RoundAsked("Báo cáo nhanh", "", *days)
    hasty = open_round_on_demand(
        regime=regular.regime,
        asked=asked,
        agencies=[Agency.objects.get(name="Sở Du lịch")],
        opened_by=officer,
        key="nhanh",
        today=TODAY,
    ).report_round

    assert (hasty.first_month, hasty.last_month) == (regular.first_month, regular.last_month)
    assert begin_consolidation(report_round=hasty, begun_by=officer).obligation is None
    owed = Obligation.objects.get(agency__name="Thành phố")
    assert begin_consolidation(report_round=regular, begun_by=officer).obligation == owed


def test_report_killed_before_it_is_frozen_leaves_nothing_half(opened, officer):
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    made = begun(opened, officer, PickFacts("Đã dịch 14 bài."))
    ask_to_issue(consolidation=made, version=1, facts=ISSUED, asked_by=officer)

    class Killed(BaseException):
        pass

    def dies(*_given):
        raise Killed

    with pytest.raises(Killed):
        issue_next_consolidation(write=dies, at=at_noon())
    made.refresh_from_db()
    assert (made.state, made.frozen, IssuedFigure.objects.count(), StoredFile.objects.count()) == (
        "waiting",
        {},
        0,
        0,
    )

    assert issue_waiting_report()
    made.refresh_from_db()
    assert (made.state, made.steps_done, IssuedFigure.objects.count()) == ("issued", acts.STEPS, 2)


def test_report_that_cannot_be_written_goes_back_to_its_editors(opened, officer):
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    made = begun(opened, officer, PickFacts("Đã dịch 14 bài."))
    ask_to_issue(consolidation=made, version=1, facts=ISSUED, asked_by=officer)

    def fails(*_given):
        raise RuntimeError

    for _try in range(acts.MOST_TRIES):
        with pytest.raises(RuntimeError):
            issue_next_consolidation(write=fails, at=at_noon())
    issue_next_consolidation(write=fails, at=at_noon())

    made.refresh_from_db()
    assert (made.state, bool(made.failure), pieces(made)) == ("draft", True, [("", "Đã dịch 14 bài.")])


def test_largest_figure_and_ratio_are_added_by_their_own_rules(officer):
    top, below = make_measure("lop", "Đã tập huấn"), make_measure("can-bo", "Cán bộ")
    ratio = make_measure("ty-le", "Tỷ lệ đã tập huấn", numerator=top, denominator=below)
    largest = make_measure("lon-nhat", "Đoàn lớn nhất", over_units="max")
    make_agency("Sở Du lịch"), make_agency("Sở Ngoại vụ")
    opened = _round_of(officer, top, below, largest, ratio)
    report_of(opened, "Sở Du lịch", "A.", (1, 2, 30), officer)
    report_of(opened, "Sở Ngoại vụ", "B.", (30, 40, 12), officer)

    made = issued(begun(opened, officer, PickFacts("A.")), officer)

    figures = {one.key: one for one in made.figures.all()}
    assert {key: (one.number, one.given, one.asked) for key, one in figures.items()} == {
        "don-vi-da-bao-cao": (2, 2, 2),
        "lop": (31, 2, 2),
        "can-bo": (42, 2, 2),
        "lon-nhat": (30, 2, 2),
        "ty-le": (Decimal("0.7381"), 2, 2),
    }
    assert (figures["ty-le"].numerator, figures["ty-le"].denominator) == (31, 42)


def _round_of(officer, *measures):
    regime = regime_with_form(officer, *measures)
    return open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round
