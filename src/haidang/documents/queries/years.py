"""The years of the plan that a paper is, so that "Quý III" has a year."""

import re

from haidang.documents.models import DocumentReading

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?(?!\d)")


def plan_years(reading: DocumentReading) -> tuple[int, int]:
    """Tell the first and last year of a plan: those its title names, else the year of the paper.

    This function will fall back on the year in which the reading was asked for when the paper has no date.
    """
    document = reading.document
    named = [(int(first), int(last or first)) for first, last in _YEARS.findall(document.title)]
    if named:
        return named[-1]
    year = document.issued_on.year if document.issued_on else reading.asked_at.year
    return year, year
