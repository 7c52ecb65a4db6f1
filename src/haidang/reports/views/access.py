"""Which obligation of an address a person gets: what is out of reach is told as not there."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from haidang.reports.models import Obligation
from haidang.reports.queries.standing import obligations_open_to, with_facts


def seen_obligation(request: HttpRequest, pk: int) -> Obligation:
    """This function will return an obligation within reach, or answer 404."""
    return get_object_or_404(with_facts(obligations_open_to(request.user)), pk=pk)


def require(is_allowed: Any) -> None:
    """This function will answer 404 where a rule does not allow."""
    if not is_allowed:
        raise Http404
