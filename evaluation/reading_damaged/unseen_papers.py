"""Compare what is read from damaged prints of our own papers with what is read from their clean text.

The prints stand in `pages` (made by `print_own_papers`). Each field is counted twice: letter for letter, and without
marks. A print that lost the numbers of its rows loses its tasks: what it asked for still counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from haidang.engines.reading.answer import answer_object
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper
from haidang.engines.vietnamese.forms import compared_form, folded_form

_NOT_READ = "(not read)"
_HEADING = ("kind", "number", "issuer", "place", "date")

type Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class UnseenScore:
    """How many answers about one field are the same, letter for letter and without marks, of how many."""

    name: str
    exact: int
    unmarked: int
    asked: int


def measure_unseen(pages: Path) -> list[UnseenScore]:
    """This function will read every print and its clean text, and count the same answers field by field."""
    told: dict[str, list[tuple[bool, bool]]] = {}
    for clean in sorted(pages.glob("*.gold.txt")):
        right = _answer_of(clean)
        found = _answer_of(clean.with_name(clean.name.replace(".gold.", ".eng.")))
        for name, asked, answer in _pairs_of(right, found):
            same = (_plain(asked, compared_form) == _plain(answer, compared_form),
                    _plain(asked, folded_form) == _plain(answer, folded_form))  # fmt: skip
            told.setdefault(name, []).append(same)
    return [
        UnseenScore(name, sum(exact for exact, _ in same), sum(folded for _, folded in same), len(same))
        for name, same in told.items()
    ]


def _answer_of(path: Path) -> Answer:
    paper = open_paper(path)
    return answer_object(paper, read_paper(paper), by_ordinal=False)


def _pairs_of(right: Answer, found: Answer) -> Iterator[tuple[str, Any, Any]]:
    for asked, told in _paired_tasks(right["tasks"], found["tasks"]):
        answers, others = _answers_of_task(asked), _answers_of_task(told) if told else {}
        yield from ((name, answer, others.get(name, _NOT_READ)) for name, answer in answers.items())
    for name, answers, others in _lists_of(right, found):
        padded = [*others, *[_NOT_READ] * len(answers)]
        yield from ((name, answer, padded[place]) for place, answer in enumerate(answers))
    heading, other = right["heading"], found["heading"]
    yield from ((f"heading_{name}", heading[name], other[name]) for name in _HEADING)


def _paired_tasks(asked: list[Answer], told: list[Answer]) -> list[tuple[Answer, Answer | None]]:
    """In their order where none was lost, by their labels where some were."""
    if len(asked) == len(told):
        return list(zip(asked, told, strict=True))
    by_label = {task["label"]: task for task in told}
    return [(task, by_label.get(task["label"])) for task in asked]


def _answers_of_task(task: Answer) -> Answer:
    timing = task["timing"]
    return {
        "tasks": task["label"],
        "title": task["title"],
        "content": " ".join(task["content"]),
        "group": task["group"],
        "lead": task["lead"],
        "partners": task["partners"],
        "product": task["product"],
        "timing": timing and [timing[key] for key in ("kind", "spans", "due", "every")],
        "subtasks": [[part["label"], part["text"], part["partners"]] for part in task["subtasks"]],
    }


def _lists_of(right: Answer, found: Answer) -> Iterator[tuple[str, list[Any], list[Any]]]:
    yield "sections", list(_headings(right["sections"])), list(_headings(found["sections"]))
    for name, keys in (
        ("duties", ("agency",)),
        ("reports", ("name", "period", "due", "owed_by", "owed_to")),
        ("citations", ("number", "date")),
    ):
        yield name, _values(right[name], keys), _values(found[name], keys)


def _values(findings: list[Answer], keys: tuple[str, ...]) -> list[list[Any]]:
    return [[finding[key] for key in keys] for finding in findings]


def _headings(sections: list[Answer]) -> Iterator[list[str]]:
    for section in sections:
        yield [section["label"], section["title"]]
        yield from _headings(section["children"])


def _plain(value: Any, form: Any) -> Any:
    if isinstance(value, str):
        return " ".join(form(value).replace("—", "-").replace("–", "-").strip(" .,;:-").split())
    return [_plain(one, form) for one in value] if isinstance(value, list) else value
