"""Emulation and reorganisations: whose work counts for whom, who scores for a unit that ended."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from factories.agencies import make_administrator, make_agency, make_person
from factories.emulation import (
    CHECKED_ON,
    CRITERIA,
    OPENED_ON,
    REPORTS,
    make_scheme,
    opened_scheme,
    own_scores,
    published_scheme,
    send_scores,
    sheet_of,
    told_scheme,
)
from factories.indicators import give_figures, make_indicator, make_measures
from factories.reports import at_noon

from haidang.agencies.enums import Role, SuccessionKind
from haidang.agencies.models import Agency
from haidang.agencies.operations import (
    Consent,
    carry_out_reorganisation,
    preview_reorganisation,
    undo_reorganisation,
)
from haidang.agencies.queries import Body, PlannedAct, PlannedChange, body_of
from haidang.engines.reckoning.periods import half_period, quarter_period
from haidang.foundation.models import Event
from haidang.oversight.enums import CriterionKind, DrawnFrom
from haidang.oversight.errors import NotNow
from haidang.oversight.models import ScoreSheet
from haidang.oversight.operations.schemes import open_scheme
from haidang.oversight.operations.scoring import check_as_they_are, send_own_scores
from haidang.oversight.queries.facts import CriterionFacts
from haidang.oversight.queries.heirs import Followed
from haidang.oversight.queries.sheets import (
    counts_of,
    followed_in,
    is_as_published,
    judged_sheets,
    line_with_rows,
    sheets_of,
)
from haidang.oversight.rules import may_score_itself
from haidang.reports.models import Obligation
from haidang.reports.queries.answers import Answer

pytestmark = pytest.mark.django_db

WITHIN, AFTER = date(2026, 7, 1), date(2027, 1, 10)
TOURISM, CULTURE, HEIR = "Sở Du lịch", "Sở Văn hóa", "Sở Văn hóa và Du lịch"


@pytest.fixture
def tourism(officer):
    """This fixture will return a unit that sent its report of the first half-year in time."""
    unit = make_agency(TOURISM)
    give_figures(officer, unit, half_period(2026, 1), {})
    return unit


def reorganise(kind, ended: Iterable[Agency], heirs: Iterable[Agency | str], on=WITHIN):
    """Carry an act out as the page does, every row at the taker that is proposed."""
    administrator = make_administrator(f"quantri-{Event.objects.count()}")
    bodies = tuple(
        Body(f"m{at}", one, kind="department") if isinstance(one, str) else body_of(one)
        for at, one in enumerate(heirs)
    )
    change = PlannedChange(on, (PlannedAct(kind, tuple(ended), bodies),))
    today = max(on, OPENED_ON)
    preview = preview_reorganisation(change=change, choices={}, today=today)
    consent = Consent({}, preview.seen, f"key-{on}")
    done = carry_out_reorganisation(change=change, consent=consent, carried_out_by=administrator, today=today)
    return done, administrator


def reports_of(scheme, agency) -> tuple[str, str, str]:
    """How many reports in time of how many a unit has, and the points."""
    line = judged_sheets(scheme, [sheet_of(scheme, agency)], on=CHECKED_ON)[0].lines[0]
    return line.numerator, line.denominator, line.points


def test_work_of_a_renamed_body_counts_for_its_heir(officer, tourism):
    reorganise(SuccessionKind.RENAME, [tourism], [HEIR])
    heir = Agency.objects.get(name=HEIR)

    scheme = opened_scheme(officer)

    sheet = ScoreSheet.objects.get()
    assert (sheet.agency, reports_of(scheme, heir)) == (heir, ("1", "1", "20"))
    assert followed_in(sheet) == [Followed(tourism.pk, TOURISM, "01/7/2026", counts=True)]
    assert [row[1] for row in line_with_rows(sheet, scheme.criteria.get(order=1).pk, on=CHECKED_ON).rows] == [
        Obligation.objects.get(agency=tourism, kind="report").title
    ]


def test_work_of_merged_bodies_is_added_up(officer, tourism):
    make_measures()
    culture = make_agency(CULTURE)
    Obligation.objects.filter(agency=tourism).delete()
    for unit, trained in ((tourism, 2), (culture, 1)):
        give_figures(officer, unit, half_period(2026, 1), {"tap-huan": trained, "can-bo": 4})
    reorganise(SuccessionKind.MERGE, [tourism, culture], [HEIR])
    heir = Agency.objects.get(name=HEIR)
    give_figures(officer, heir, quarter_period(2026, 3), {"tap-huan": 3, "can-bo": 4})
    trained = CriterionFacts(
        "Tập huấn",
        CriterionKind.SHARE,
        Decimal(10),
        drawn_from=DrawnFrom.INDICATOR,
        indicator=make_indicator(officer),
        full_at=Decimal(100),
    )

    scheme = opened_scheme(officer, (REPORTS, trained))

    assert reports_of(scheme, heir) == ("3", "3", "20")
    line = judged_sheets(scheme, [sheet_of(scheme, heir)], on=CHECKED_ON)[0].lines[1]
    assert (line.numerator, line.denominator, list(line.periods)) == (
        "6",
        "12",
        ["6 tháng đầu năm 2026", "quý III/2026"],
    )


def test_work_before_a_split_counts_for_nobody_and_is_said(officer, tourism):
    reorganise(SuccessionKind.SPLIT, [tourism], [HEIR, CULTURE])

    scheme = opened_scheme(officer)

    told = {one.agency.name: (reports_of(scheme, one.agency), followed_in(one)) for one in sheets_of(scheme)}
    split = [Followed(tourism.pk, TOURISM, "01/7/2026", counts=False)]
    assert told == {HEIR: (("", "", ""), split), CULTURE: (("", "", ""), split)}


def test_sheet_of_a_body_renamed_within_the_months_goes_on_with_what_was_scored(officer, tourism):
    scheme = opened_scheme(officer)
    send_scores(sheet_of(scheme, tourism), officer, grade=1)
    on = date(2026, 11, 10)

    done, administrator = reorganise(SuccessionKind.RENAME, [tourism], [HEIR], on=on)

    heir = Agency.objects.get(name=HEIR)
    sheet = ScoreSheet.objects.get()
    assert (sheet.agency, sheet.closed_on, sheet.heir) == (heir, None, None)
    assert [one.points for one in judged_sheets(scheme, [sheet], on=CHECKED_ON)[0].lines] == [
        "20",
        "7",
        "0",
        "0",
    ]
    undo_reorganisation(reorganisation=done, reason="Nhầm ngày", undone_by=administrator)
    sheet.refresh_from_db()
    assert sheet.agency == tourism
    assert list(Event.objects.filter(act__contains="sheet").order_by("id").values_list("act", flat=True)) == [
        "oversight.hand_sheet_over",
        "oversight.give_sheet_back",
    ]


def test_body_merged_into_one_that_has_a_sheet_is_not_ranked(officer, tourism):
    culture = make_agency(CULTURE)
    scheme = opened_scheme(officer)
    sheet = sheet_of(scheme, tourism)
    on = date(2026, 11, 10)

    reorganise(SuccessionKind.MERGE, [tourism], [culture], on=on)

    sheet = ScoreSheet.objects.select_related("scheme", "agency").get(pk=sheet.pk)
    assert (sheet.agency, sheet.closed_on, sheet.heir) == (tourism, on, culture)
    assert [one.agency for one in sheets_of(scheme)] == [culture]
    assert (counts_of(scheme).units, reports_of(scheme, culture)) == (1, ("1", "1", "20"))
    with pytest.raises(NotNow):
        send_scores(sheet, officer)
    published = published_scheme(told_scheme(scheme, officer), officer)
    assert (is_as_published(published), sheets_of(published).get().place) == (True, 1)


def test_body_that_ended_after_the_months_is_judged_and_its_heir_scores(officer, tourism):
    scheme = make_scheme(officer, CRITERIA, first_month=2026 * 12, last_month=2026 * 12 + 8)
    scheme = open_scheme(scheme=scheme, version=scheme.version, opened_by=officer, at=at_noon(OPENED_ON))
    on = date(2026, 11, 10)

    reorganise(SuccessionKind.RENAME, [tourism], [HEIR], on=on)

    heir = Agency.objects.get(name=HEIR)
    sheet = sheet_of(scheme, tourism)
    assert (sheet.heir, sheet.closed_on, sheet.obligation.agency) == (heir, None, heir)
    focal = make_person(Role.FOCAL, "moi", heir)
    assert may_score_itself(focal, sheet)
    send_own_scores(
        sheet=sheet,
        version=sheet.version,
        scores=own_scores(scheme),
        answer=Answer(),
        sent_by=focal,
        at=at_noon(CHECKED_ON),
    )
    assert reports_of(scheme, tourism) == ("1", "1", "20")


def test_page_of_the_heir_says_whose_work_counts(officer, tourism, log_in):
    reorganise(SuccessionKind.RENAME, [tourism], [HEIR])
    scheme = opened_scheme(officer)

    page = log_in(officer).get(f"/thi-dua/phieu/{ScoreSheet.objects.get(scheme=scheme).pk}/").text

    assert "Sở Du lịch kết thúc ngày 01/7/2026: kết quả trong thời gian xét tính cho đơn vị này." in page


def test_self_score_that_never_came_is_no_work_any_more_once_the_sheet_is_checked(officer, tourism):
    scheme = opened_scheme(officer)

    check_as_they_are(sheets=list(sheets_of(scheme)), checked_by=officer, at=at_noon(CHECKED_ON))

    owed = sheet_of(scheme, tourism).obligation
    assert (owed.waived_on, owed.changes.get().reason) == (
        CHECKED_ON,
        "Không tự chấm; phiếu đã được thẩm định.",
    )
