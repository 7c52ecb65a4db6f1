"""Every page that links lead a person to: one for each kind of address and of what is asked with it."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

from django.urls import Resolver404, resolve

LINK = re.compile(r"""<a\b[^>]*?\shref="([^"#]+)""")
# Lists are asked in many ways; these many of one page are looked at.
MOST_OF_A_PAGE = 4


def reachable_pages(page) -> list[str]:
    """This function will follow links from the desk without drawing the pages, each kind of page once."""
    waiting, seen, often = deque(["/"]), set(), Counter()
    found = []
    while waiting:
        address = waiting.popleft()
        kind = kind_of(address)
        if kind is None or kind in seen or often[kind[0]] == MOST_OF_A_PAGE:
            continue
        answer = page.request.get(address)
        if "text/html" not in answer.headers["content-type"]:
            seen.add(kind)
            continue
        assert answer.status == 200, (address, answer.status)
        seen.add(kind)
        often[kind[0]] += 1
        found.append(address)
        waiting += [urljoin(address, unescape(link)) for link in LINK.findall(answer.text())]
    return found


def kind_of(address: str) -> tuple[str, frozenset[str]] | None:
    """The name of the page and what is asked with it; nothing for what is no page of the product."""
    parts = urlsplit(address)
    if parts.netloc:
        return None
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return None
    return name, frozenset(parse_qs(parts.query))
