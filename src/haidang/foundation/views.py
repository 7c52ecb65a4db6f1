"""What every page shares: the choice of page or part, and the pages of refusal."""

from django.http import HttpRequest


def page_or_part(request: HttpRequest, template: str, part: str) -> str:
    """This function will name the whole page, or its part when htmx asks for a part of it."""
    htmx = getattr(request, "htmx", None)
    wants_part = bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    return f"{template}#{part}" if wants_part else template
