"""The official paper of a plan that is being made, as a file."""

from datetime import date

from haidang.engines.drafting.official_paper import draft_paper
from haidang.engines.drafting.plan_paper import plan_paper
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.models import PlanDraft
from haidang.programme.queries.making import content_of, paper_head

LONGEST_NAME = 90


def plan_file(draft: PlanDraft, *, number: str = "", dated: date | None = None) -> bytes:
    """This function will write the plan as DOCX in the layout of Decree 30/2020; room is left for number and day."""
    content = content_of(draft)
    head = paper_head(draft, number=number, dated=dated)
    return draft_paper(plan_paper(head, content.points, is_tabled=content.head.is_tabled))


def paper_name(draft: PlanDraft, *, number: str = "") -> str:
    """This function will name the file after its number and title, in plain letters."""
    words = folded_form(f"{number} {draft.title}")
    plain = "-".join("".join(letter if letter.isalnum() else " " for letter in words).split())
    return f"{plain[:LONGEST_NAME].strip('-') or 'ke-hoach'}.docx"
