"""A paper becomes a reading: the steps, in their order."""

from collections.abc import Callable
from dataclasses import replace

from haidang.engines.reading.citations import read_citations
from haidang.engines.reading.findings import Reading
from haidang.engines.reading.heading import read_heading
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.recipients import read_addressees

type StepReport = Callable[[str], None]


def report_no_step(step: str) -> None:
    """This function will hear of a step and say nothing; readings that nobody watches use it."""


def read_paper(paper: Paper, report: StepReport = report_no_step) -> Reading:
    """Read everything that the product looks for in an opened paper.

    This function will tell `report` the name of each step before it begins. Reading the same paper twice gives
    the same.
    """
    report("heading")
    heading = read_heading(paper)
    report("citations")
    reading = Reading(heading=heading, citations=read_citations(paper, heading))
    return replace(reading, addressees=read_addressees(paper))
