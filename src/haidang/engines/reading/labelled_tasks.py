"""Tasks printed as blocks: a numbered heading and labelled paragraphs below it, in any order (seed 001).

Also tasks whose labels stand in brackets behind the sentence: "... (Chủ trì: Sở X; phối hợp: Sở Y; thời
gian: Quý II/2026)".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from haidang.engines.reading.bodies import looks_like_body, split_bodies, split_numbered_bodies
from haidang.engines.reading.findings import Lines, SectionFound, SubtaskFound, TaskFound
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.plan_years import PlanYears
from haidang.engines.reading.running_text import RunningText, split_paragraphs, without_bullet
from haidang.engines.reading.subtasks import read_subtasks, split_lettered_parts, split_numbered_parts
from haidang.engines.reading.task_labels import LabelledWords, LabelRole, split_label
from haidang.engines.reading.task_timings import find_timing
from haidang.engines.reading.timing_cells import is_readable_timing

_NUMBERED_PART = re.compile(r"^\s*(?:\(\d{1,2}\)|[@©®]|[a-zđ]\))\s*")
_LEAF_LABEL = re.compile(r"\d{1,3}(?:\.\d{1,2})*|[a-zđ]")
_NUMBER_OPENING = re.compile(r"^\s*(\d{1,3}(?:\.\d{1,2})*)[.)]?\s+")
_IN_BRACKETS = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*[.;]?\s*$")
_FEWEST_LABELS = 2  # labelled fields that make a block a task, one of them its lead, partners or timing
_DUTY_ROLES: frozenset[LabelRole] = frozenset({"lead", "partners", "timing"})
_SOUND = 0.9  # of a label's letters
_LEAD_ALONE = 0.55  # low enough to be asked about
_EDGE = " :;"


@dataclass(slots=True)
class _Block:
    """One heading and the labelled words below it, as they are gathered."""

    label: str
    title: str
    lines: list[int]
    words: dict[LabelRole, list[str]] = field(default_factory=dict)
    word_lines: dict[LabelRole, list[int]] = field(default_factory=dict)
    opening: list[str] = field(default_factory=list)  # what stands above the first label
    current: LabelRole | None = None
    sureness: float = 1.0

    def add(self, role: LabelRole, words: str, lines: Lines) -> None:
        if words:
            self.words.setdefault(role, []).append(words)
        self.word_lines.setdefault(role, []).extend(lines)
        self.lines.extend(lines)
        self.current = role

    @property
    def is_task(self) -> bool:
        return len(self.words) >= _FEWEST_LABELS and bool(_DUTY_ROLES & self.words.keys())

    @property
    def has_lead_alone(self) -> bool:
        """A sound label that names a body, and nothing else: its other labels are lost, or were never printed."""
        bodies = split_bodies(" ".join(self.words.get("lead", ())))
        return self.words.keys() == {"lead"} and self.sureness >= _SOUND and any(map(looks_like_body, bodies))


def read_labelled_tasks(
    paper: Paper, outline: Sequence[SectionFound], *, plan_year: PlanYears
) -> tuple[TaskFound, ...]:
    """This function will read every heading that has at least two labelled parts, one of them lead, partners or timing.

    A heading whose only label names its lead is a task of low confidence: a damaged paper may have lost the others.
    The task's label is its section's label and its own number ("III.4"). Words under "Nội dung" and under
    labels without a field of their own are its content; "(1) ..., (2) ..." are paragraphs of it, and sub-tasks under
    "Các việc cụ thể".
    """
    blocks = [_gathered(paper, section, label) for section, label in _leaf_sections(outline, "")]
    found = [_task_of(block, plan_year) for block in blocks if block.is_task or block.has_lead_alone]
    taken = {number for task in found for number in task.lines}
    return (*found, *_bracketed_tasks(paper, outline, plan_year, taken))


def _leaf_sections(outline: Sequence[SectionFound], above: str) -> Iterator[tuple[SectionFound, str]]:
    """Numbered sections without numbered ones below them, with their labels from the nearest section above."""
    for section in outline:
        label = _label_under(above, section.label)
        if section.children:
            yield from _leaf_sections(section.children, label)
        elif section.label:
            yield section, label


def _label_under(above: str, own: str) -> str:
    """ "II" and "3" make "II.3"; a number that repeats the one above it, "1.2" under "II.1", is counted once."""
    if not above or not _LEAF_LABEL.fullmatch(own):
        return own
    over, _, last = above.rpartition(".")
    if own.startswith(f"{last}.") and last.isdigit():
        return f"{over}.{own}" if over else own
    return f"{above}.{own}"


def _gathered(paper: Paper, section: SectionFound, label: str) -> _Block:
    block = _Block(label, section.title.strip().rstrip(_EDGE), list(section.lines))
    below = [paper.line(number) for number in range(section.lines[-1] + 1, section.last_line + 1)]
    for paragraph in split_paragraphs(below, is_docx=paper.kind == "docx"):
        labelled = split_label(paragraph.words, is_damaged=paper.is_damaged)
        if labelled is not None:
            block.sureness = min(block.sureness, labelled.sureness)
            block.add(labelled.role, _kept_words(paragraph, labelled), paragraph.lines)
        elif block.current == "parts":
            block.add(block.current, without_bullet(paragraph.words), paragraph.lines)
        elif block.current in {"content", "other"}:
            block.add(block.current, _NUMBERED_PART.sub("", without_bullet(paragraph.words)), paragraph.lines)
        elif block.words:
            break
        else:
            block.opening.append(_NUMBERED_PART.sub("", without_bullet(paragraph.words)))
    return block


def _kept_words(paragraph: RunningText, labelled: LabelledWords) -> str:
    """Labels without a field of their own stay in front of their words."""
    return without_bullet(paragraph.words) if labelled.role == "other" else labelled.words


def _task_of(block: _Block, plan_year: PlanYears) -> TaskFound:
    timing = " ".join(block.words.get("timing", ()))
    content = [*block.opening, *block.words.get("content", ()), *block.words.get("other", ())]
    return TaskFound(
        label=block.label,
        title=block.title,
        lines=_whole_range(block.lines),
        content=tuple(
            _NUMBERED_PART.sub("", part) for paragraph in content for part in split_lettered_parts(paragraph)
        ),
        lead=split_bodies(" ".join(block.words.get("lead", ()))),
        partners=split_bodies(" ".join(block.words.get("partners", ()))),
        product=" ".join(block.words.get("product", ())).rstrip(" .;") or None,
        timing=find_timing(timing, tuple(block.word_lines["timing"]), plan_year) if timing else None,
        subtasks=_subtasks_of(block),
        confidence=round(_confidence_of(block) * block.sureness, 2),
        field_lines=_field_lines(block),
    )


def _subtasks_of(block: _Block) -> tuple[SubtaskFound, ...]:
    """ "Các việc cụ thể: (1) ...; (2) ...", each with the partners that bear its number; one part needs no second."""
    words = " ".join(block.words.get("parts", ()))
    if not words:
        return ()
    _before, parts = split_numbered_parts(words, fewest=1)
    partners = split_numbered_bodies(" ".join(block.words.get("partners", ())))
    return read_subtasks(parts, partners, tuple(sorted(set(block.word_lines["parts"]))))


def _confidence_of(block: _Block) -> float:
    if block.has_lead_alone:
        return _LEAD_ALONE
    return 0.97 if block.words.get("lead") else 0.7


def _field_lines(block: _Block) -> dict[str, Lines]:
    labelled: dict[str, Lines] = {
        role: tuple(sorted(set(numbers))) for role, numbers in block.word_lines.items() if role != "other"
    }
    heading = [number for number in block.lines if not any(number in lines for lines in labelled.values())]
    return {"title": tuple(heading[:1]), **labelled}


def _whole_range(numbers: Sequence[int]) -> Lines:
    return tuple(range(min(numbers), max(numbers) + 1))


def _bracketed_tasks(
    paper: Paper, outline: Sequence[SectionFound], plan_year: PlanYears, taken: set[int]
) -> Iterator[TaskFound]:
    """Paragraphs that end with labels in brackets."""
    lines = [line for line in paper.content_lines() if line.number not in taken]
    for paragraph in split_paragraphs(lines, is_docx=paper.kind == "docx"):
        brackets = _IN_BRACKETS.search(paragraph.words)
        if brackets is None:
            continue
        block = _block_in_brackets(paper, paragraph, brackets)
        if block.is_task:
            block.label = _label_above(outline, block.lines[0], block.label)
            yield replace(_task_of(block, plan_year), confidence=0.9)


def _block_in_brackets(paper: Paper, paragraph: RunningText, brackets: re.Match[str]) -> _Block:
    before = without_bullet(paragraph.words[: brackets.start()])
    number = _NUMBER_OPENING.match(before)
    title = before[number.end() :] if number else before
    block = _Block(number[1] if number else "", title.strip().rstrip(_EDGE), list(paragraph.lines))
    for part in re.split(r";\s*|\.\s+(?=[A-ZĐ])", brackets[1]):
        labelled = split_label(part, is_damaged=paper.is_damaged)
        if labelled is not None:
            block.add(labelled.role, labelled.words, paragraph.lines)
        elif is_readable_timing(part):
            block.add("timing", part, paragraph.lines)
    return block


def _label_above(outline: Sequence[SectionFound], line: int, number: str) -> str:
    """The label of the section a line stands in, and the number of the task itself.

    A numbered task below a numbered heading that is no more than the one before it ("1. ...", then "2. ... (Chủ trì:
    ...)") stands beside it.
    """
    for section in outline:
        if section.lines and section.lines[0] <= line <= section.last_line:
            if line in section.lines:
                return section.label
            if number.isdigit() and section.label.isdigit() and int(number) > int(section.label):
                return number
            inner = _label_above(section.children, line, number)
            return ".".join(part for part in (section.label, inner) if part)
    return number
