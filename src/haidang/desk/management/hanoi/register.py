"""Finding bodies of the register for the demo: by code or name, and who follows them on a day."""

from datetime import date

from haidang.agencies.models import Agency
from haidang.agencies.queries import agency_named, agency_on, is_alive_on


def body_called(words: str, *, on: date) -> Agency:
    """This function will return the body with this code, else the one that bears this name on a day."""
    coded = Agency.objects.without_tree_fields().filter(code=words).first()
    return coded or agency_named(words, on=on)


def body_following(body: Agency, *, on: date) -> Agency | None:
    """This function will return the body itself while it lives, else the first that follows it, if there is one."""
    if is_alive_on(body, on):
        return body
    return next(iter(agency_on(body, on=on).agencies), None)
