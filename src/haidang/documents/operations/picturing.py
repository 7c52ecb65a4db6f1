"""Pictures of pages, made when the findings are saved already: a review need not wait for them."""

import logging
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction

from haidang.documents.enums import PicturesState
from haidang.documents.models import DocumentLine, DocumentReading, PageImage
from haidang.documents.operations.queue import MOST_ATTEMPTS, claim_pictures, worker_name
from haidang.documents.operations.recording import ROWS_AT_ONCE
from haidang.engines.reading.errors import PageImagesUnavailable, ReadingError
from haidang.foundation.operations import purge_file, store_file

logger = logging.getLogger(__name__)

# `render_pages` draws at 110 pixels an inch; boxes of lines are in points, 72 an inch.
POINTS_OF_PIXEL = 72 / 110
Draw = Callable[[DocumentReading, Path], list[Any]]
Locate = Callable[[list[tuple[int, str]], Path], dict[int, tuple[int, Any]]]


def draw_waiting_pages(*, draw: Draw, locate: Locate, clock: Callable[[], datetime]) -> bool:
    """This function will draw the pages of one read paper and tell whether one waited.

    Where pictures cannot be made, the row says so and the review goes on with lines.
    """
    reading = claim_pictures(worker=worker_name(), at=clock())
    if reading is None:
        return False
    if reading.picture_attempts > MOST_ATTEMPTS:
        _close_pictures(reading, PicturesState.UNAVAILABLE)
        return True
    with tempfile.TemporaryDirectory(prefix="haidang-pages-") as folder:
        try:
            drawn = draw(reading, Path(folder))
            places = locate(_texts_of(reading), Path(folder)) if reading.file_kind == "docx" else {}
        except (PageImagesUnavailable, ReadingError) as refused:
            logger.info("no page pictures for reading %s: %s", reading.pk, type(refused).__name__)
            _close_pictures(reading, PicturesState.UNAVAILABLE)
            return True
        record_pictures(reading=reading, drawn=drawn, places=places)
    return True


@transaction.atomic
def record_pictures(
    *, reading: DocumentReading, drawn: list[Any], places: dict[int, tuple[int, Any]]
) -> None:
    """This function will keep the pictures of a paper's pages in the place of earlier ones, and where lines stand."""
    for image in PageImage.objects.filter(reading=reading).select_related("file"):
        image.delete()
        purge_file(stored=image.file)
    # Boxes of lines are in points of the page as it was read; a recognised page was straightened first.
    sizes = {number: (width, height) for number, width, height, *_turned in reading.page_sizes}
    for page in drawn:
        width, height = sizes.get(page.number) or (
            page.width * POINTS_OF_PIXEL,
            page.height * POINTS_OF_PIXEL,
        )
        with page.path.open("rb") as picture:
            stored = store_file(
                source=File(picture), original_name=f"trang-{page.number}.png", content_type="image/png"
            )
        PageImage.objects.create(
            reading=reading,
            page=page.number,
            file=stored,
            width=width,
            height=height,
        )
    _place_lines(reading, places)
    DocumentReading.objects.filter(pk=reading.pk).update(
        pictures=PicturesState.MADE, page_count=len(drawn) or reading.page_count
    )


def _place_lines(reading: DocumentReading, places: dict[int, tuple[int, Any]]) -> None:
    rows = list(DocumentLine.objects.filter(reading=reading, number__in=list(places))) if places else []
    for row in rows:
        row.page, box = places[row.number]
        row.box = asdict(box)
    DocumentLine.objects.bulk_update(rows, ["page", "box"], batch_size=ROWS_AT_ONCE)


def _texts_of(reading: DocumentReading) -> list[tuple[int, str]]:
    rows = DocumentLine.objects.filter(reading=reading).exclude(text="").order_by("number")
    return list(rows.values_list("number", "text"))


def _close_pictures(reading: DocumentReading, state: PicturesState) -> None:
    DocumentReading.objects.filter(pk=reading.pk).update(pictures=state)
