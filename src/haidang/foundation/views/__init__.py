"""What every page shares: the choice of page or part, pages of long lists, and the pages of refusal."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext_lazy as _

ROWS_ON_A_PAGE = 50


def page_or_part(request: HttpRequest, template: str, part: str) -> str:
    """This function will name the whole page, or its part when htmx asks for a part of it."""
    htmx = getattr(request, "htmx", None)
    wants_part = bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    return f"{template}#{part}" if wants_part else template


def page_of_rows(request: HttpRequest, rows: Any, size: int = ROWS_ON_A_PAGE) -> Page:
    """This function will return the page named by `?trang=`; a page that does not exist becomes the nearest one."""
    return Paginator(rows, size).get_page(request.GET.get("trang"))


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a refused request is told: what happened, why, and what to do next."""

    status: int
    title: Any
    text: Any
    action: Any = _("Back to the desk")


BAD_REQUEST = Refusal(
    400,
    _("The request could not be understood"),
    _("The address or what was sent with it is not complete. Go back, reload the page and try once more."),
)
FORBIDDEN = Refusal(
    403,
    _("This is not open to you"),
    _("Your post does not include this. If it should, ask an administrator to give you the post."),
)
MISSING = Refusal(
    404,
    _("There is no such page"),
    _("The address may be mistyped, or the page is not open to your post. Start again from the desk."),
)
FAILED = Refusal(
    500,
    _("The system made a mistake"),
    _(
        "Nothing you sent was taken over half. Wait a minute and try again; "
        "if it happens again, tell an administrator the time and the address of the page."
    ),
)
STALE_FORM = Refusal(
    403,
    _("This form is out of date"),
    _(
        "You logged in again or the form stayed open too long, so it was not taken. "
        "Go back, reload the page and send it once more."
    ),
)


def request_refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _refusal_page(BAD_REQUEST)


def page_forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _refusal_page(FORBIDDEN)


def page_missing(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _refusal_page(MISSING)


def page_failed(request: HttpRequest) -> HttpResponse:
    return _refusal_page(FAILED)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _refusal_page(STALE_FORM)


def _refusal_page(refusal: Refusal) -> HttpResponse:
    # Drawn without the request: a page that tells of a failure must not need session or database.
    page = loader.get_template("foundation/refusal.html").render({"refusal": refusal})
    return HttpResponse(page, status=refusal.status)
