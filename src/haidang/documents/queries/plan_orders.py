"""Orders to make plans, found in the lines of a reading when somebody asks for them; nothing is stored."""

from haidang.documents.models import DocumentLine, DocumentReading
from haidang.engines.reading.paper import Line
from haidang.engines.reading.plan_duties import PlanDutyDoubt, PlanDutyFound, find_plan_duties, plan_duty_of
from haidang.engines.reading.running_text import split_paragraphs

# What the apps above know of the engine's words.
type PlanOrder = PlanDutyFound
OrderDoubt = PlanDutyDoubt


def orders_in_lines(reading: DocumentReading, *, plan_year: int | None) -> tuple[PlanOrder, ...]:
    """This function will return the orders that stand in a reading's sentences, tables and page furniture left out."""
    rows = DocumentLine.objects.filter(reading=reading, table=None, is_furniture=False)
    lines = [
        Line(row.number, row.raw or row.text, row.text, page=row.page, paragraph=row.paragraph)
        for row in rows.order_by("number")
    ]
    return find_plan_duties(split_paragraphs(lines, is_docx=reading.file_kind == "docx"), plan_year)


def order_in_duty(
    text: str, *, lines: tuple[int, ...], asked: str, plan_year: int | None
) -> PlanOrder | None:
    """This function will return the order in one duty of a body (`asked`); None where it is something else."""
    return plan_duty_of(text, lines=lines, asked=asked, plan_year=plan_year)
