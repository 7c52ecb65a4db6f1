"""What the runs that OCR usually leaves may have been, worked out when the model was built."""

from array import array
from collections.abc import Iterable, Mapping
from itertools import accumulate

from haidang.engines.vietnamese.repair.model_file import from_planes, planes_of
from haidang.engines.vietnamese.repair.parts import Capitals

Candidates = list[tuple[float, int]]
# Costs are kept in hundredths.
_SCALE = 100


def pack_usual_runs(found: Mapping[tuple[Capitals, str], Candidates]) -> dict[str, bytes]:
    """Pack the costs and numbers of the syllables for each run, cheapest first. Undone by `UsualRuns`."""
    keys = sorted(found)
    costs, words = array("H"), array("H")
    for key in keys:
        hundredths = [round(cost * _SCALE) for cost, _ in found[key]]
        costs.extend(after - before for before, after in zip([0, *hundredths], hundredths, strict=False))
        words.extend(word for _, word in found[key])
    return {
        "runs": "\n".join(capitals + run for capitals, run in keys).encode("utf-8"),
        "run_counts": bytes(len(found[key]) for key in keys),
        "run_costs": planes_of(costs),
        "run_words": planes_of(words),
    }


class UsualRuns:
    """The syllables that each usual run may be, by the capitals it is read with."""

    def __init__(self, sections: Mapping[str, bytes]) -> None:
        names = sections["runs"].decode("utf-8").split("\n")
        self._places = {name: place for place, name in enumerate(names)}
        self._starts = array("I", accumulate(sections["run_counts"], initial=0))
        self._costs = from_planes(sections["run_costs"])
        self._words = from_planes(sections["run_words"])

    def find(self, capitals: Capitals, run: str) -> Candidates | None:
        """Costs and numbers of the syllables a run may be, cheapest first; None for a run that is not usual."""
        place = self._places.get(capitals + run)
        if place is None:
            return None
        low, high = self._starts[place], self._starts[place + 1]
        return list(zip(_summed(self._costs[low:high]), self._words[low:high], strict=True))


def _summed(steps: Iterable[int]) -> Iterable[float]:
    return (hundredths / _SCALE for hundredths in accumulate(steps))
