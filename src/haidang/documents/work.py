"""What the work loop does for papers: purge what must go, read the next one, draw pages of those that are read."""

from collections.abc import Callable

from django.utils import timezone

from haidang.documents.operations.engine import draw_stored_pages, find_line_places, read_stored_paper
from haidang.documents.operations.picturing import draw_waiting_pages
from haidang.documents.operations.reading import read_waiting_document
from haidang.documents.operations.secrets import purge_marked_paper


def read_next_paper() -> bool:
    return read_waiting_document(read=read_stored_paper, clock=timezone.now)


def draw_next_pages() -> bool:
    return draw_waiting_pages(draw=draw_stored_pages, locate=find_line_places, clock=timezone.now)


PIECES: tuple[Callable[[], bool], ...] = (purge_marked_paper, read_next_paper, draw_next_pages)
