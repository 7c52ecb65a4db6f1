"""The numbers of a plan's points: told from where they stand, never typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from haidang.engines.drafting.plan_points import PlanPoint

_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman_number(number: int) -> str:
    """This function will write a number from 1 as papers number their parts."""
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written, number = written + letters, number - value
    return written


def point_labels(points: tuple[PlanPoint, ...]) -> Mapping[int, str]:
    """Tell the full label of every numbered point by its key: "II", "II.3", "II.1.2", "(2)".

    A task bears the same label whether it is printed in the body or in the table of the appendix.
    """
    return dict(_labels_below([point for point in points if point.kind == "section"], ""))


def has_tasks(point: PlanPoint) -> bool:
    """This function will tell whether a part of a plan holds tasks at any depth."""
    return any(one.kind == "task" or has_tasks(one) for one in point.children)


def own_number(label: str) -> str:
    """This function will return the number as it is printed before the point: "1" of "II.1"."""
    return label.rpartition(".")[2] if label.count(".") < 2 else label.partition(".")[2]


def _labels_below(points: list[PlanPoint], above: str) -> Iterator[tuple[int, str]]:
    for place, point in enumerate(points, start=1):
        label = f"{above}.{place}" if above else roman_number(place)
        yield point.key, label
        parts = [one for one in point.children if one.kind == "subtask"]
        yield from ((part.key, f"({number})") for number, part in enumerate(parts, start=1))
        yield from _labels_below([one for one in point.children if one.kind in {"section", "task"}], label)
