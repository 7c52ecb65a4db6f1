"""Work out beforehand what the runs that OCR usually leaves may be, so that a reader finds it instead."""

from haidang.engines.vietnamese.repair.channel import Channel, ConfusionCounts
from haidang.engines.vietnamese.repair.language_model import LanguageModel
from haidang.engines.vietnamese.repair.parts import Capitals
from haidang.engines.vietnamese.repair.readings import letters_shown
from haidang.engines.vietnamese.repair.repair_model import known_syllables
from haidang.engines.vietnamese.repair.usual_runs import Candidates

_WAYS = {
    "small": [Capitals.NONE],
    "first": [Capitals.FIRST],
    "one": [Capitals.FIRST],
    "all": [Capitals.ALL, Capitals.FIRST],
    "mixed": [Capitals.NONE],
    "none": [Capitals.NONE],
}


def usual_runs(
    language: LanguageModel, confusions: ConfusionCounts
) -> dict[tuple[Capitals, str], Candidates]:
    """The syllables that each run that was ever read for one may be, in the ways of capitals that it shows."""
    channel = Channel(confusions, known_syllables(language))
    runs = {run for readings in confusions.syllables.values() for run in readings}
    found = {}
    for run in sorted(runs):
        for capitals in _WAYS[letters_shown(run)]:
            shown = run.capitalize() if capitals is Capitals.FIRST and run.isupper() else run
            found[capitals, shown] = channel.syllables_for(shown, capitals)
    return found
