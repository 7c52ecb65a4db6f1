"""Papers that a text names, shown as links to them."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from haidang.foundation import registry

register = template.Library()


@register.simple_tag(takes_context=True)
def with_papers(context: Any, text: Any) -> SafeString | str:
    """This function will show a text with a link on each paper in it that the person of the request may see."""
    cut = _cutter_of(context.get("request"))
    if cut is None or not text:
        return format_html("{}", text or "")
    return format_html_join("", "{}", ((_shown(words, address),) for words, address in cut(str(text))))


def _shown(words: str, address: str) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', address, words) if address else words


def _cutter_of(request: Any) -> registry.PaperCutter | None:
    """One for a page, so that the papers are asked for once, whatever the number of texts."""
    if request is None or registry.paper_reader is None:
        return None
    if not hasattr(request, "paper_cutter"):
        request.paper_cutter = registry.paper_reader(request.user)
    return request.paper_cutter
