"""What an account brings to every request: its language, the duty to change a given password, no stored pages."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers

OPEN_BEFORE_NEW_PASSWORD = {"agencies:change_password", "agencies:log_out", "agencies:choose_language"}


class AccountMiddleware:
    """Speaks the person's language and holds a person with a given password at the page that changes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        response.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ["HX-Request"])
        return _whole_page_for_log_in(request, response)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """This function will send a person with a given password to the page that changes it."""
        must_change = request.user.is_authenticated and request.user.must_change_password
        match = request.resolver_match
        if must_change and match and match.view_name not in OPEN_BEFORE_NEW_PASSWORD:
            return redirect("agencies:change_password")
        return None


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
