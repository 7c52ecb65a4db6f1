"""What foundation reads: the log of actions."""

from django.db import models

from haidang.foundation.models import Event


def events_of(subject: models.Model) -> models.QuerySet[Event]:
    """This function will return the log of one thing, newest first, with who acted."""
    return (
        Event.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
        .select_related("actor")
        .order_by("-id")
    )
