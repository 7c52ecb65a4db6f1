"""Where rows stand among each other: in the order of the findings they were made from."""

from haidang.documents.models import Finding
from haidang.programme.models import Item

# Findings of one paper come a thousand positions apart: what a finding holds, and what is added later, fits between.
STEP = 1000


def place_of(finding: Finding, offset: int = 0) -> int:
    """This function will return the position of what a finding holds, in the order of the paper."""
    return finding.order * STEP + offset + 1


def order_of(item: Item) -> int:
    """This function will return the order that an item's finding had in its reading."""
    return item.position // STEP
