"""Which papers of the register a text names by their signs: "Nghị quyết số 12/NQ-HĐND" leads to that paper."""

from functools import cached_property
from typing import Any

from django.urls import reverse

from haidang.documents.queries.papers import documents_open_to
from haidang.engines.vietnamese.signs import find_signs, sign_key
from haidang.foundation.registry import PaperCutter


def papers_named_to(account: Any) -> PaperCutter:
    """This function will return what cuts texts at the papers that an account may see.

    The papers are loaded once, when a first text has a sign in it. A sign that several papers bear leads to none.
    """
    return _PapersNamed(account).cut


class _PapersNamed:
    def __init__(self, account: Any) -> None:
        self._account = account

    def cut(self, text: str) -> list[tuple[str, str]]:
        """The text in pieces, each with the address of the paper that it names, "" for none."""
        pieces, done = [], 0
        for sign in find_signs(text):
            if address := self._addresses.get(sign_key(sign.number), ""):
                pieces += [(text[done : sign.start], ""), (text[sign.start : sign.end], address)]
                done = sign.end
        return [(words, address) for words, address in (*pieces, (text[done:], "")) if words]

    @cached_property
    def _addresses(self) -> dict[str, str]:
        held = documents_open_to(self._account).exclude(file=None).exclude(number_key="")
        found: dict[str, list[int]] = {}
        for key, pk in held.filter(corrections=None).values_list("number_key", "pk"):
            found.setdefault(key, []).append(pk)
        return {
            key: reverse("documents:document", args=keys) for key, keys in found.items() if len(keys) == 1
        }
