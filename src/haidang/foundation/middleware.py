"""What no page of ours would ask is refused before a page; what the database undid of two writers is repeated."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

NUL = "\0"
METHODS = ("GET", "HEAD", "POST")
# PostgreSQL: deadlock detected, could not serialize. The transaction was undone as if it had not begun.
UNDONE_STATES = frozenset({"40P01", "40001"})
MOST_REPEATS = 3

logger = logging.getLogger(__name__)


class PlainQuestionMiddleware:
    """Refuses NUL in the address, which PostgreSQL cannot look for and nobody types, and methods no page takes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """This function will refuse a question that holds NUL."""
        if NUL in request.path or any(NUL in value for values in request.GET.lists() for value in values[1]):
            raise BadRequest


class RepeatUndoneMiddleware:
    """Does a request again whose transaction the database undid because two writers waited for each other.

    Every act is one transaction and safe to repeat, so the person notices nothing. SQLite lets one writer wait for
    the other and never comes here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """This function will call the page anew, at most MOST_REPEATS times; None leaves the failure as it is."""
        match = request.resolver_match
        for repeat in range(1, MOST_REPEATS + 1):
            if match is None or not is_undone(exception):
                return None
            logger.warning("undone by the database, repeated (%s): %s", repeat, match.view_name)
            try:
                return match.func(request, *match.args, **match.kwargs)
            except OperationalError as again:
                exception = again
        return None


def is_undone(exception: Any) -> bool:
    """This function will tell whether a failure means that the database undid a transaction that may be repeated."""
    state = getattr(exception.__cause__, "sqlstate", None)
    return isinstance(exception, OperationalError) and state in UNDONE_STATES
