"""What the work loop does for papers: read the next one, then draw pages of those that are read."""

from collections.abc import Callable

from django.utils import timezone

from haidang.documents.operations.engine import draw_stored_pages, find_line_places, read_stored_paper
from haidang.documents.operations.picturing import draw_waiting_pages
from haidang.documents.operations.reading import read_waiting_document


def read_next_paper() -> bool:
    return read_waiting_document(read=read_stored_paper, clock=timezone.now)


def draw_next_pages() -> bool:
    return draw_waiting_pages(draw=draw_stored_pages, locate=find_line_places, clock=timezone.now)


PIECES: tuple[Callable[[], bool], ...] = (read_next_paper, draw_next_pages)
