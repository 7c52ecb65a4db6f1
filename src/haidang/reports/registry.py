"""How apps above reports are heard by it: what follows in the act that accepts an answer."""

from collections.abc import Callable
from typing import Any

# Each is called with the version that was accepted, in the transaction that accepts it.
after_acceptance: list[Callable[[Any], None]] = []
