"""Usual runs: what was worked out beforehand is what a reader would have found."""

import pytest

from haidang.engines.vietnamese.repair.channel import Channel
from haidang.engines.vietnamese.repair.confusion_tables import unpack_confusions
from haidang.engines.vietnamese.repair.language_model import LanguageModel
from haidang.engines.vietnamese.repair.parts import Capitals
from haidang.engines.vietnamese.repair.repair_model import known_syllables, sections_of_package
from haidang.engines.vietnamese.repair.usual_runs import UsualRuns, pack_usual_runs


def test_runs_come_back_with_costs_in_hundredths():
    found = {
        (Capitals.NONE, "trién"): [(0.118, 70), (2.0, 300), (9.996, 6000)],
        (Capitals.FIRST, "Trién"): [(0.5, 70)],
        (Capitals.ALL, "€"): [],
    }

    usual = UsualRuns(pack_usual_runs(found))

    assert usual.find(Capitals.NONE, "trién") == [(0.12, 70), (2.0, 300), (10.0, 6000)]
    assert usual.find(Capitals.FIRST, "Trién") == [(0.5, 70)]
    assert usual.find(Capitals.ALL, "€") == []
    assert usual.find(Capitals.ALL, "trién") is None


@pytest.mark.parametrize(("run", "capitals"), [("trién", Capitals.NONE), ("Té", Capitals.FIRST)])
def test_shipped_runs_are_what_the_channel_works_out(run, capitals):
    sections = sections_of_package()
    language, usual = LanguageModel(sections), UsualRuns(sections)
    channel = Channel(unpack_confusions(sections), known_syllables(language))

    listed, worked_out = usual.find(capitals, run), channel.syllables_for(run, capitals)

    assert [word for _, word in listed] == [word for _, word in worked_out]
    assert [cost for cost, _ in listed] == pytest.approx([cost for cost, _ in worked_out], abs=0.006)
