"""Papers for tests of the reading engine, made from plain text or from the seed papers."""

from functools import cache
from pathlib import Path

import pytest

from haidang.engines.reading.limits import DEFAULT
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.opening.text import open_text
from haidang.engines.reading.paper import Paper

_SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"


def make_paper(text: str, *, is_damaged: bool = False) -> Paper:
    """This function will open a text as a paper whose line 1 is the text's first line."""
    opened = open_text(text.strip("\n").encode(), DEFAULT)
    return Paper(
        "van-ban.txt", "0" * 64, "text", tuple(opened.lines), tuple(opened.tables), is_damaged=is_damaged
    )


def seed_paper(number: str) -> Paper:
    """This function will open a seed paper by its number; the test is left out where the seeds are not there.

    Repairing the damaged ones takes a second each, and nothing changes a paper: each is opened once.
    """
    found = sorted(_SEEDS.glob(f"{number}_*"))
    if not found:
        pytest.skip("the seed papers (../shared/seeds) are not there")
    return _opened(found[0])


@cache
def _opened(path: Path) -> Paper:
    return open_paper(path)
