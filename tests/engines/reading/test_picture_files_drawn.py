"""Pages of scans and picture files as the review shows them: upright, of moderate size."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from haidang.engines.reading.errors import Refused
from haidang.engines.reading.page_images import render_pages

DARK, LIGHT = 40, 250


def page_with_corner(folder: Path, name: str, pages: int = 1, **about) -> Path:
    """This function will make a picture file of pages (A4 at 100 dpi) with a dark square at the top left."""
    sheet = Image.new("RGB", (827, 1169), "white")
    ImageDraw.Draw(sheet).rectangle((0, 0, 200, 200), fill="black")
    path = folder / name
    extra = {"save_all": True, "append_images": [sheet] * (pages - 1)} if pages > 1 else {}
    sheet.save(path, dpi=(100, 100), **extra, **about)
    return path


def dark_corner(path: Path) -> list[str]:
    """This function will say in which corners of a picture it is dark."""
    picture = Image.open(path).convert("L")
    across, down = picture.width - 5, picture.height - 5
    corners = {
        "left top": (5, 5),
        "right top": (across, 5),
        "left bottom": (5, down),
        "right bottom": (across, down),
    }
    return [name for name, place in corners.items() if picture.getpixel(place) < DARK]


@pytest.mark.parametrize(("name", "pages"), [("a.png", 1), ("a.jpg", 1), ("a.tif", 2), ("a.pdf", 2)])
def test_every_picture_of_a_file_is_drawn(tmp_path, name, pages):
    path = page_with_corner(tmp_path, name, pages)

    images = render_pages(path, tmp_path, kind="scan" if name == "a.pdf" else "image", dpi=50)

    assert [image.number for image in images] == list(range(1, pages + 1))
    assert all(abs(image.width - 414) <= 1 and abs(image.height - 584) <= 1 for image in images)
    assert [dark_corner(image.path) for image in images] == [["left top"]] * pages


@pytest.mark.parametrize(
    ("degrees", "corner"), [(90, "right top"), (180, "right bottom"), (270, "left bottom")]
)
@pytest.mark.parametrize("name", ["a.png", "a.pdf"])
def test_page_is_turned_as_it_was_recognised(tmp_path, name, degrees, corner):
    path = page_with_corner(tmp_path, name)

    kind = "scan" if name == "a.pdf" else "image"
    (image,) = render_pages(path, tmp_path, kind=kind, dpi=50, turned={1: degrees})

    assert dark_corner(image.path) == [corner]
    assert (image.width > image.height) == (degrees != 180)


def test_small_picture_is_not_blown_up(tmp_path):
    path = page_with_corner(tmp_path, "a.png")

    (image,) = render_pages(path, tmp_path, kind="image", dpi=300)

    assert (image.width, image.height) == (827, 1169)


def test_damaged_picture_is_refused(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(page_with_corner(tmp_path, "b.png").read_bytes()[:200])

    with pytest.raises(Refused) as refused:
        render_pages(path, tmp_path, kind="image")

    assert refused.value.code == "damaged"
