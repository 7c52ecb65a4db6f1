"""Seeds 002 and 003 from the paper to targets of indicators: read, adopted, proposed with their lines, taken."""

import pytest
from django.utils import timezone
from factories.papers import seed_paper
from factories.programme import adopted_programme

from haidang.engines.reading.answer import answer_object
from haidang.engines.reading.read_paper import read_paper
from haidang.indicators.enums import Comparison
from haidang.indicators.models import IndicatorTarget
from haidang.indicators.operations.indicators import set_target
from haidang.indicators.operations.starting_set import take_starting_set
from haidang.indicators.queries.facts import StatedInPaper, TargetFacts
from haidang.indicators.queries.proposals import Doubt, proposal_board, proposals_of

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


def adopted(number: str, officer):
    paper = seed_paper(number)
    return adopted_programme(answer_object(paper, read_paper(paper)), adopted_by=officer)


def told(programme) -> list[tuple]:
    return [
        (f"{one.value.normalize():f} {one.unit}", one.lines[0], one.indicator.code if one.indicator else None)
        for one in proposals_of(programme)
    ]


def test_counts_in_tasks_of_a_yearly_plan_are_proposed(officer):
    take_starting_set(taken_by=officer)

    assert told(adopted("002", officer)) == [
        ("5 thứ tiếng", (1209, 1231), "bai-thuyet-minh"),
        ("12 số", (1682, 1698), "so-ban-tin"),
        ("6 số", (1682, 1698), "so-ban-tin"),
    ]


def test_shares_and_counts_of_a_project_are_proposed_and_taken_with_their_lines(officer):
    take_starting_set(taken_by=officer)
    programme = adopted("003", officer)
    proposals = proposals_of(programme)

    assert sorted(told(programme), key=lambda one: (one[1], one[0])) == [
        ("100 %", (169, 169), "ty-le-ke-hoach"),
        ("100 %", (171, 171), "ty-le-phan-cong"),
        ("100 %", (179, 179), "ty-le-cap-nhat"),
        ("20 %", (179, 179), "ty-le-tieng-anh"),
        ("100 %", (181, 181), "ty-le-tap-huan"),
        ("50 %", (181, 181), "ty-le-bien-tap"),
        ("100 %", (189, 189), None),
        ("100 %", (191, 191), "ty-le-tap-huan"),
        ("4 công tác giao ban", (307, 307), "giao-ban"),
        ("600 nhân sự", (487, 487), None),
    ]
    english = next(one for one in proposals if one.value == 20)
    assert (english.first_year, english.last_year, english.comparison) == (2013, 2015, Comparison.AT_LEAST)
    editors = next(one for one in proposals if one.value == 50)
    assert Doubt.SEVERAL in editors.doubts

    set_target(
        indicator=english.indicator,
        facts=TargetFacts(
            english.value,
            english.first_year * 12,
            english.last_year * 12 + 11,
            read_from=english.read_from,
            stated=StatedInPaper(programme.document, english.lines, english.words, english.key),
        ),
        set_by=officer,
        at=timezone.now(),
    )

    target = IndicatorTarget.objects.get()
    assert (target.paper, target.lines) == (programme.document, [[179, 179]])
    board = proposal_board(programme)
    assert (len(board.waiting), [one.key for one, _target in board.followed]) == (9, [english.key])
