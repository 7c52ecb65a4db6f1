"""The left side of the review screen: a stretch of lines, or the picture of a page, with what is cited lit."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from haidang.documents.models import DocumentReading
from haidang.documents.queries import lines as paper_lines

# How wide a page picture is drawn, in hundredths of the pane.
ZOOMS = (100, 150, 200, 300)


def paper_side(request: HttpRequest, reading: DocumentReading, lit: Mapping[int, str]) -> dict[str, Any]:
    """This function will gather what the left side shows; `?anh=` asks for a picture, 0 for that of the lit lines."""
    asked = request.GET.get("tu") or request.POST.get("tu") or ""
    start = int(asked) if asked.isdecimal() and len(asked) < 9 else paper_lines.window_start(_stretches(lit))
    shown: dict[str, Any] = {
        "window": None,
        "picture": None,
        "has_pictures": paper_lines.has_pictures(reading),
        "is_raw_shown": "nguyenban" in request.GET,
        "kept": kept_side(request),
        **_zoom(request),
    }
    page = request.GET.get("anh") or request.POST.get("anh") or ""
    if page.isdecimal() and len(page) < 7 and shown["has_pictures"]:
        wanted = int(page) or paper_lines.page_of_line(reading, min(lit, default=1))
        shown["picture"] = paper_lines.lit_page(reading, page=wanted, lit=set(lit))
    if shown["picture"] is None:
        shown["window"] = paper_lines.paper_window(reading, start=start, lit=lit)
    return shown


def kept_side(request: HttpRequest) -> dict[str, str]:
    """This function will tell what an address has to bear so that the next page shows the paper in the same way."""
    kept = {"anh": "0"} if request.GET.get("anh") or request.POST.get("anh") else {}
    zoom = _zoom(request)["zoom"]
    return kept | ({"phong": str(zoom)} if kept and zoom != ZOOMS[0] else {})


def _zoom(request: HttpRequest) -> dict[str, int | None]:
    asked = request.GET.get("phong") or request.POST.get("phong") or ""
    at = next((at for at, zoom in enumerate(ZOOMS) if str(zoom) == asked), 0)
    return {
        "zoom": ZOOMS[at],
        "closer": ZOOMS[at + 1] if at + 1 < len(ZOOMS) else None,
        "farther": ZOOMS[at - 1] if at else None,
    }


def _stretches(lit: Mapping[int, str]) -> list[list[int]]:
    return [[number, number] for number in lit]
