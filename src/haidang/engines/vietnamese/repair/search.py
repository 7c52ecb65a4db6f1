"""The most likely reading of a run of tokens: beam search with the language model, then what each reading is worth."""

from dataclasses import dataclass
from math import exp, log

from haidang.engines.vietnamese.repair.language_model import START, LanguageModel
from haidang.engines.vietnamese.repair.paper_phrases import PaperPhrases
from haidang.engines.vietnamese.repair.readings import Reading

# The channel's units are not independent, so its costs are weighed against those of the language model.
CHANNEL_WEIGHT = 0.85


@dataclass(frozen=True, slots=True)
class Beam:
    """How many ways are followed at once, and how much dearer than the cheapest one may be."""

    width: int
    window: float


WIDE, NARROW = Beam(12, 8.0), Beam(8, 7.0)


@dataclass(frozen=True, slots=True)
class Place:
    """What a token may be, and how often a new sentence or cell begins with it (0 to 1)."""

    readings: list[Reading]
    break_share: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading chosen for a token, what it is worth (0 to 1) and the others with their worth, best first."""

    reading: Reading
    worth: float
    others: list[tuple[Reading, float]]


@dataclass(slots=True)
class _State:
    """A way through the tokens so far, kept by its last two words."""

    first: int
    second: int
    cost: float
    reading: Reading | None
    before: "_State | None"
    arrivals: list[tuple["_State", float]]
    forward: float = 0.0
    backward: float = 0.0


def choose_readings(
    model: LanguageModel, lattice: list[Place], phrases: PaperPhrases | None = None, beam: Beam = WIDE
) -> list[Choice]:
    """Choose a reading for each token. This function will weigh all ways that stay in the beam."""
    columns = [[_State(START, START, 0.0, None, None, [])]]
    for place in lattice:
        made = _next_column(model, columns[-1], place, phrases, window=beam.window)
        columns.append(made[: beam.width])
    _weigh_forward(columns)
    _weigh_backward(columns)
    return [_choice(column) for column in columns[1:]]


def _next_column(
    model: LanguageModel, column: list[_State], place: Place, phrases: PaperPhrases | None, *, window: float
) -> list[_State]:
    """All ways one token further, cheapest first."""
    groups: dict[int, list[_State]] = {}
    for state in column:
        groups.setdefault(state.second, []).append(state)
    size = model.size
    made: list[_State] = []
    limit = _NEVER
    for second, states in groups.items():
        contexts = [(state, *_context_of(model, state), state.cost) for state in states]
        backoff, ranks = model.word_backoffs[second], model.ranks_after(second)
        least = min(state.cost for state in states)
        for reading in place.readings:
            if least + CHANNEL_WEIGHT * reading.cost > limit:
                continue
            word = reading.word
            rank = ranks.get(word)
            pair_cost = backoff + model.word_costs[word] if rank is None else model.cost_of_pair(rank)
            best, best_cost, arrivals = None, _NEVER, []
            for state, after, pair_backoff, sofar in contexts:
                known = after.get(word)
                step = pair_backoff + pair_cost if known is None else known
                if phrases is not None:
                    step = phrases.cost_of((state.first * size + second) * size + word, step)
                if place.break_share:
                    step = _across_break(step, place.break_share, model.pair_cost(START, word))
                arrivals.append((state, step))
                if sofar + step < best_cost:
                    best, best_cost = state, sofar + step
            total = best_cost + CHANNEL_WEIGHT * reading.cost
            if total <= limit:
                limit = min(limit, total + window)
                made.append(_State(second, word, total, reading, best, arrivals))
    return sorted((state for state in made if state.cost <= limit), key=_cost_of)


_NEVER = 1e18


def _across_break(step: float, share: float, opening: float) -> float:
    """The cost of a word where a sentence may end before it: either it follows or it opens a new one."""
    return -log((1 - share) * exp(-step) + share * exp(-opening))


def _context_of(model: LanguageModel, state: _State) -> tuple[dict[int, float], float]:
    """What is known to follow the last two words of a way, and what backing off from them costs."""
    rank = model.ranks_after(state.first).get(state.second)
    return (_NOTHING, 0.0) if rank is None else (model.costs_after(rank), model.backoff_of_pair(rank))


_NOTHING: dict[int, float] = {}


def _cost_of(state: _State) -> float:
    return state.cost


def _weigh_forward(columns: list[list[_State]]) -> None:
    for column in columns[1:]:
        for state in column:
            costs = [before.forward + step for before, step in state.arrivals]
            channel = CHANNEL_WEIGHT * state.reading.cost if state.reading else 0.0
            state.forward = channel + _joined(costs)


def _weigh_backward(columns: list[list[_State]]) -> None:
    for state in columns[-1]:
        state.backward = 0.0
    for before, column in zip(columns[-2::-1], columns[:0:-1], strict=True):
        leaving: dict[int, list[float]] = {id(state): [] for state in before}
        for state in column:
            channel = CHANNEL_WEIGHT * state.reading.cost if state.reading else 0.0
            for source, step in state.arrivals:
                leaving[id(source)].append(step + channel + state.backward)
        for state in before:
            costs = leaving[id(state)]
            state.backward = _joined(costs) if costs else _NEVER


def _joined(costs: list[float]) -> float:
    """The cost of several ways together."""
    if len(costs) == 1:
        return costs[0]
    least = min(costs)
    if least >= _NEVER:
        return least
    return least - log(sum(exp(least - cost) for cost in costs))


def _choice(column: list[_State]) -> Choice:
    """The reading with the greatest share of all ways, and the others."""
    least = min(state.forward + state.backward for state in column)
    worths: dict[str, float] = {}
    readings: dict[str, Reading] = {}
    for state in column:
        if state.reading is not None:
            text = state.reading.text
            worths[text] = worths.get(text, 0.0) + exp(min(least - state.forward - state.backward, 0.0))
            readings[text] = state.reading
    total = sum(worths.values())
    ranked = sorted(((worth / total, text) for text, worth in worths.items()), reverse=True)
    (worth, chosen), *others = ranked
    reading = readings[chosen]
    return Choice(reading, worth * reading.sureness, [(readings[text], other) for other, text in others])
