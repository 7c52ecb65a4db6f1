"""A word of a paper read anew: what it was read as before stays beside it, never surer than the new one."""

from collections.abc import Iterable
from dataclasses import replace

from haidang.engines.reading.paper import Token

# Other readings of a word with their confidence, the likeliest first.
type Others = tuple[tuple[str, float], ...]


def exchanged_word(token: Token, text: str, confidence: float) -> Token:
    """This function will read a word as `text`, with so much confidence; the same text changes nothing."""
    if text == token.text:
        return token
    others = ((token.text, token.confidence), *(each for each in token.alternatives if each[0] != text))
    return replace(token, text=text, confidence=confidence, alternatives=no_surer(others, confidence))


def no_surer(others: Iterable[tuple[str, float]], confidence: float) -> Others:
    """This function will keep other readings from being surer than the one that was chosen.

    Each reading tells how sure it was by itself; that the chosen one was doubted for their sake took of its
    confidence alone.
    """
    return tuple((text, min(told, confidence)) for text, told in others)
