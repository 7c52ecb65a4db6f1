"""What an account brings to each request: language, whom it acts for, a password to change, no stored pages."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from haidang.agencies.models import Account
from haidang.agencies.registry import ACTING_AS
from haidang.agencies.rules import posts_today

OPEN_BEFORE_NEW_PASSWORD = {"agencies:change_password", "agencies:log_out", "agencies:choose_language"}


class AccountMiddleware:
    """Speaks the person's language and holds a person with a given password at the page that changes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            request.user.acting_as = request.session.get(ACTING_AS)
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        response.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ["HX-Request"])
        return _whole_page_for_log_in(request, response)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """This function will send a person with a given password to the page that changes it.

        It will also let go of a post that somebody acted for and may not any more: what was being sent is not taken.
        """
        match = request.resolver_match
        if not request.user.is_authenticated or not match or match.view_name in OPEN_BEFORE_NEW_PASSWORD:
            return None
        if request.user.must_change_password:
            return redirect("agencies:change_password")
        if request.user.acting_as is not None and not posts_today(request.user):
            return _own_work_again(request, request.user)
        return None


def _own_work_again(request: HttpRequest, account: Account) -> HttpResponse | None:
    del request.session[ACTING_AS]
    account.acting_as = None
    is_sent = request.method not in ("GET", "HEAD")
    told = _("You no longer act for the post you chose: its days are over. You do your own work again.")
    lost = _("What you just sent was not taken. Look at it as yourself, then send it again.")
    messages.warning(request, f"{told} {lost}" if is_sent else told)
    return redirect("desk:home") if is_sent else None


def language_of(request: HttpRequest) -> str:
    """This function will return the account's language, else the cookie's, else Vietnamese.

    The browser's own language does not count: officers' machines often stand on English.
    """
    known = {code for code, _name in settings.LANGUAGES}
    wanted = (
        request.user.language
        if request.user.is_authenticated
        else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    )
    return wanted if wanted in known else settings.LANGUAGE_CODE


def _whole_page_for_log_in(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    # A part of a page must not become the log-in form: htmx is told to go to the whole page.
    asks_part = bool(getattr(request, "htmx", None))
    if (
        asks_part
        and response.status_code == 302
        and response["Location"].startswith(resolve_url("agencies:log_in"))
    ):
        return HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response
