"""What recognising its pages left open in a paper: each kind of note once, with its pages and where to look."""

from collections.abc import Iterable, Iterator

from haidang.engines.reading.findings import Doubt
from haidang.engines.reading.paper import PageNote, Paper

_MOST_RUNS = 12  # of pages that one sentence lists


def find_page_doubts(paper: Paper) -> Iterator[Doubt]:
    """Turn the notes about pages into doubts: notes of one reason together, in the order of their first pages.

    This function will cite the lines that a note names, else the first line of its page, and for a page without
    lines the last one before it.
    """
    together: dict[tuple[str, str], list[PageNote]] = {}
    for note in paper.notes:
        together.setdefault((note.code, note.reason), []).append(note)
    firsts = _first_lines(paper)
    for (_, reason), notes in together.items():
        lines = sorted(
            {
                number
                for note in notes
                for number in note.lines or _place_of(note.page, firsts, len(paper.lines))
            }
        )
        words = reason[:1].lower() + reason[1:]
        yield Doubt("page_note", f"Trang {page_runs(note.page for note in notes)}: {words}", tuple(lines))


def page_runs(pages: Iterable[int]) -> str:
    """This function will write numbers of pages as a person does: 1-3, 7, 9 (a long list ends with an ellipsis)."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    written = [str(first) if first == last else f"{first}-{last}" for first, last in runs]
    return ", ".join(written[:_MOST_RUNS]) + (", …" if len(written) > _MOST_RUNS else "")


def _first_lines(paper: Paper) -> dict[int, int]:
    firsts: dict[int, int] = {}
    for line in paper.lines:
        if line.page is not None:
            firsts.setdefault(line.page, line.number)
    return firsts


def _place_of(page: int, firsts: dict[int, int], line_count: int) -> tuple[int, ...]:
    if page in firsts:
        return (firsts[page],)
    after = min((number for other, number in firsts.items() if other > page), default=line_count + 1)
    return (max(after - 1, 1),) if line_count else ()
