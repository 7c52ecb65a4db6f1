"""What was asked and answered about a paper with a state-secret mark goes with the paper."""

from django.db.models import Q
from django.urls import reverse

from haidang.documents.models import Document
from haidang.foundation.models import StoredFile
from haidang.foundation.operations import forget_entries, forget_notices, purge_file
from haidang.programme.operations.purging import programmes_from
from haidang.reports.models import Evidence, Obligation, SentReminder, Ticket


def forget_paper(document: Document, cited: Document | None) -> None:
    """This function will delete the obligations of programmes made from the paper, with their files."""
    programmes = programmes_from(document)
    rows = Obligation.objects.filter(Q(programme__in=programmes) | Q(item__programme__in=programmes))
    keys = list(rows.values_list("pk", flat=True))
    held = Evidence.objects.filter(submission__obligation__in=keys)
    files = list(StoredFile.objects.filter(pk__in=held.exclude(file=None).values("file")))
    about_these = Q(obligation__in=keys) | Q(true_figures__in=keys)
    told = SentReminder.objects.filter(about_these).values_list("notice", flat=True)
    forget_notices(keys=[key for key in told if key])
    _forget_tickets(Q(obligation__in=keys) | Q(item__programme__in=programmes))
    forget_entries(Obligation, keys)
    held.delete()
    for stored in files:
        purge_file(stored=stored)
    Obligation.objects.filter(pk__in=keys).delete()


def _forget_tickets(about: Q) -> None:
    keys = list(Ticket.objects.filter(about).values_list("pk", flat=True))
    forget_entries(Ticket, keys)
    forget_notices(addresses=[reverse("reports:ticket", args=[key]) for key in keys])
    Ticket.objects.filter(pk__in=keys).delete()
