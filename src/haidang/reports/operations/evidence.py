"""Evidence of an answer: files and photos on the disk, links, and what goes from there again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.foundation.models import StoredFile
from haidang.foundation.operations import purge_file, record_event, store_file
from haidang.reports.enums import EvidenceCheck, EvidenceKind, SubmissionState
from haidang.reports.errors import EvidenceRefused
from haidang.reports.models import Evidence, Submission
from haidang.reports.queries.answers import Link
from haidang.reports.validators import DRAFT_KEPT, MOST_FILES, TakenFile


def add_files(*, submission: Submission, files: Sequence[TakenFile]) -> None:
    """Keep files with a draft; one that is there already (the same content) is not kept twice.

    This function will raise EvidenceRefused when there would be more than MOST_FILES.
    """
    held = submission.evidence.exclude(file=None)
    if held.count() + len(files) > MOST_FILES:
        raise EvidenceRefused(files[-1].name, _("at most %(most)d files are taken.") % {"most": MOST_FILES})
    for one in files:
        stored = store_file(
            source=ContentFile(one.content), original_name=one.name, content_type=one.content_type
        )
        if held.filter(file__sha256=stored.sha256).exists():
            purge_file(stored=stored)
            continue
        Evidence.objects.create(
            submission=submission,
            kind=one.kind,
            file=stored,
            title=one.name,
            check_state=EvidenceCheck.WAITING,
        )


def set_links(*, submission: Submission, links: Iterable[Link]) -> None:
    """This function will make the links of a draft those that a person gives now; one that stands keeps its row."""
    held = list(submission.evidence.filter(kind=EvidenceKind.LINK))
    standing = {Link(one.url, one.title, one.dated_on): one.pk for one in held}
    wanted = dict.fromkeys(links)
    kept = {pk for link, pk in standing.items() if link in wanted}
    if gone := [one.pk for one in held if one.pk not in kept]:
        submission.evidence.filter(pk__in=gone).delete()
    Evidence.objects.bulk_create(
        Evidence(
            submission=submission, kind=EvidenceKind.LINK, url=one.url, title=one.title, dated_on=one.dated_on
        )
        for one in wanted
        if one not in standing
    )


def remove_evidence(*, submission: Submission, keys: Iterable[int]) -> None:
    """This function will take files out of a draft, from the disk too."""
    for one in submission.evidence.filter(pk__in=keys).exclude(file=None).select_related("file"):
        stored = one.file
        one.delete()
        _purge_unused(stored)


@transaction.atomic
def drop_old_draft_files(*, at: datetime) -> bool:
    """This function will remove the files of one draft that nobody touched for DRAFT_KEPT, and tell whether one went.

    What was written stays in the draft.
    """
    old = Submission.objects.filter(state=SubmissionState.DRAFT, saved_at__lt=at - DRAFT_KEPT)
    kept = old.filter(pk__in=Evidence.objects.exclude(file=None).order_by().values("submission"))
    draft = kept.select_for_update().order_by("id").first()
    if draft is None:
        return False
    keys = list(draft.evidence.exclude(file=None).values_list("pk", flat=True))
    remove_evidence(submission=draft, keys=keys)
    record_event(
        actor=None, act="reports.drop_draft_files", subject=draft.obligation, after={"files": len(keys)}
    )
    return True


def _purge_unused(stored: StoredFile | None) -> None:
    if stored is not None and not Evidence.objects.filter(file=stored).exists():
        purge_file(stored=stored)
