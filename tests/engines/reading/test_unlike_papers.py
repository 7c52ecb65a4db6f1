"""Papers of unlike shapes, written by us: what each holds, and that typing habits change nothing of it."""

import unicodedata
from pathlib import Path

import pytest

from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper

PAPERS = Path(__file__).with_name("papers")
# tasks, bodies with duties, requests, targets, reports with a date, cited papers
EXPECTED = {
    "ke-hoach-so-2026-hai-cap": (2, 3, 0, 4, 7, 5),  # the quarterly report is due on four days
    "chuong-trinh-tinh-uy": (0, 3, 0, 2, 0, 1),
    "quyet-dinh-de-an": (0, 3, 0, 3, 1, 3),
    "ke-hoach-huyen-2019": (3, 3, 2, 1, 0, 3),
}
HABITS = {
    "as it is": lambda text: text,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "spaces behind lines": lambda text: text.replace("\n", "   \n"),
    "no empty lines": lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
    "more empty lines": lambda text: text.replace("\n\n", "\n\n\n"),
}


def counted(path):
    reading = read_paper(open_paper(path))
    dated = [report for report in reading.reports if report.due is not None]
    found = (reading.tasks, reading.duties, reading.requests, reading.targets, dated, reading.citations)
    return tuple(map(len, found))


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("name", EXPECTED)
def test_paper_gives_the_same_whatever_the_typing(name, habit, tmp_path):
    typed = tmp_path / "a.txt"
    text = (PAPERS / f"{name}.txt").read_text(encoding="utf-8")
    typed.write_bytes(HABITS[habit](text).encode())

    assert counted(typed) == EXPECTED[name]
