"""What recognising a paper's pages keeps on the disk while it runs, so that a restart goes on where it stopped."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from haidang.documents.models import DocumentReading


def scans_folder(reading_id: int) -> Path:
    """This function will name the folder of a reading's recognised pages; it need not exist."""
    return Path(settings.DATA_FOLDER) / "scans" / str(reading_id)


def drop_scans(reading_ids: Iterable[int]) -> None:
    """This function will remove what recognising the pages of these readings has kept."""
    for reading_id in reading_ids:
        shutil.rmtree(scans_folder(reading_id), ignore_errors=True)


def drop_scans_of_gone_reading(reading_id: int) -> None:
    """This function will remove what a worker kept of a paper that was taken out while it was being read."""
    if not DocumentReading.objects.filter(pk=reading_id).exists():
        drop_scans([reading_id])
