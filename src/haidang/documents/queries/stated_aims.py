"""What the sentences of a paper set as aims, found when somebody asks for them; nothing is stored."""

from decimal import Decimal

from haidang.engines.reading.stated_aims import AimDoubt, AimFound, find_aims

# What the apps above know of the engine's words.
type StatedAim = AimFound
StatedAimDoubt = AimDoubt


def aim_of(words: str, *, value: Decimal, unit: str, comparison: str) -> StatedAim:
    """This function will return an aim that was read as a target already, as sentences have them."""
    return AimFound(words, value, unit, comparison)


def aims_in_words(words: str) -> tuple[StatedAim, ...]:
    """This function will return the aims that some words set, in their order; none for any other text."""
    return find_aims(words)
