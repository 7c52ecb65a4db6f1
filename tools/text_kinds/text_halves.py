"""The half of each text set that tables and thresholds are made from; the other half is kept to measure them."""

from collections.abc import Iterable, Iterator

_BLOCK = 500


def is_kept_to_measure(line_number: int) -> bool:
    """Whether the line of a set (from 0) is kept from counting and tuning: every other block of 500 lines."""
    return line_number // _BLOCK % 2 == 1


def counted_half(lines: Iterable[str], *, every: int) -> Iterator[str]:
    """Every such line of those that may be counted."""
    for number, line in enumerate(lines):
        if not is_kept_to_measure(number) and number % every == 0:
            yield line
