"""What no page of ours would ask is refused before it reaches a page."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

NUL = "\0"
METHODS = ("GET", "HEAD", "POST")


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
