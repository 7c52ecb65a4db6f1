"""Papers that are pictures: recognised page by page, kept page by page, read as the text would be."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from factories.scans import (
    as_noisy_scan,
    drawn_pages,
    page_saying,
    picture_bytes,
    require_recogniser,
    write_pdf,
    write_tiff,
)
from PIL import Image

from haidang.engines.reading import page_scans
from haidang.engines.reading.child import read_limited
from haidang.engines.reading.errors import Refused, SecretMarked
from haidang.engines.reading.limits import Limits
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.vietnamese.forms import compared_form

SAMPLE = "ke-hoach-so-2026"


# A page of few words is read in a fourth of the time of a full one.
FEW_WORDS = ("KẾ HOẠCH", "Công tác thông tin đối ngoại năm 2026")


def two_pages() -> list[Image.Image]:
    return [page_saying(*FEW_WORDS), page_saying("Trang hai")]


@pytest.fixture(autouse=True)
def with_recogniser():
    require_recogniser()


@dataclass(frozen=True)
class ReadScan:
    """A scan of two pages that was read once for several tests, and the pages that were kept."""

    path: Path
    folder: Path
    result: Any


@pytest.fixture(scope="module")
def once_read(tmp_path_factory) -> ReadScan:
    require_recogniser()
    here = tmp_path_factory.mktemp("once")
    pages = [page_saying("KẾ HOẠCH", "Công tác thông tin đối ngoại"), page_saying("Trang hai")]
    path = write_pdf(here / "quet.pdf", pages)
    return ReadScan(path, here / "scans", read_limited(path, scans_folder=here / "scans"))


@pytest.fixture
def read_scan(once_read, tmp_path) -> ReadScan:
    """This fixture will give the scan with kept pages of the test's own."""
    folder = shutil.copytree(once_read.folder, tmp_path / "scans")
    return ReadScan(once_read.path, folder, once_read.result)


def tasks_of(answer):
    return [
        (
            task["label"],
            compared_form(task["title"]),
            task["lead"],
            task["timing"] and task["timing"]["phrase"],
        )
        for task in answer["tasks"]
    ]


def test_scanned_plan_has_the_tasks_of_its_text(tmp_path):
    scan = write_pdf(tmp_path / "quet.pdf", [as_noisy_scan(page) for page in drawn_pages(f"{SAMPLE}.pdf")])
    with_text = read_limited(_sample(f"{SAMPLE}.pdf"))["answer"]

    answer = read_limited(scan)["answer"]

    assert (answer["file"]["kind"], answer["file"]["damaged"]) == ("scan", False)
    assert answer["heading"]["number"] == with_text["heading"]["number"]
    assert tasks_of(answer) == tasks_of(with_text)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_picture_of_a_page_is_read(tmp_path, kind):
    path = tmp_path / f"trang.{'png' if kind == 'PNG' else 'jpg'}"
    path.write_bytes(picture_bytes(page_saying(*FEW_WORDS), kind))

    answer = read_limited(path)["answer"]

    assert (answer["file"]["kind"], answer["file"]["pages"]) == ("image", 1)
    assert answer["heading"]["kind"] == "Kế hoạch"


def test_fax_of_two_pages_is_read_in_their_order(tmp_path):
    path = write_tiff(tmp_path / "fax.tif", two_pages())

    result = read_limited(path)

    assert result["answer"]["file"]["pages"] == 2
    assert [(line["page"], line["text"]) for line in result["lines"]] == [
        *((1, words) for words in FEW_WORDS),
        (2, "Trang hai"),
    ]


def test_words_say_how_sure_they_are_and_where_they_stand(once_read):
    lines = [line for line in once_read.result["lines"] if line["page"] == 1]

    tokens = [token for line in lines for token in line["tokens"]]
    assert [token["raw"] for token in tokens] == [
        "KẾ",
        "HOẠCH",
        "Công",
        "tác",
        "thông",
        "tin",
        "đối",
        "ngoại",
    ]
    assert all(0 <= token["confidence"] <= 1 for token in tokens)
    assert all(
        line["raw"][token["start"] : token["end"]] == token["raw"]
        for line in lines
        for token in line["tokens"]
    )


def test_recognised_pages_are_kept_and_not_recognised_again(read_scan, monkeypatch):
    assert sorted(one.name for one in read_scan.folder.iterdir()) == ["page-1.json", "page-2.json"]
    monkeypatch.setattr(page_scans, "run_limited", _no_child)

    assert read_limited(read_scan.path, scans_folder=read_scan.folder) == read_scan.result


def test_reading_that_broke_off_goes_on_with_the_pages_that_are_missing(read_scan, monkeypatch):
    (read_scan.folder / "page-2.json").unlink()
    asked = []
    really = page_scans.run_limited
    monkeypatch.setattr(
        page_scans,
        "run_limited",
        lambda request, **given: asked.append(request["page"]) or really(request, **given),
    )

    result = read_limited(read_scan.path, scans_folder=read_scan.folder)

    assert (asked, result) == ([2], read_scan.result)


def test_progress_counts_pages(tmp_path):
    path = write_pdf(tmp_path / "quet.pdf", [page_saying("Trang một"), page_saying("Trang hai")])
    heard = []

    read_limited(path, report=lambda *progress: heard.append(progress))

    recognised = [(done, total) for done, total, stage in heard if stage == "recognition"]
    assert (recognised[0], recognised[-1]) == ((0, 2), (2, 2))


@pytest.mark.parametrize("colour", ["black", "red"])
def test_secret_mark_on_a_picture_is_found_before_anything_is_kept(tmp_path, colour):
    page = page_saying("UBND TỈNH BIỂN XANH", "", "KẾ HOẠCH", "Công tác năm 2026")
    stamp = page_saying("", "", "", "", "", colour=colour)
    page.paste(page_saying("MẬT", colour=colour, size=60).crop((180, 180, 600, 300)), (1100, 120))
    path = write_pdf(tmp_path / "quet.pdf", [page, stamp])
    folder = tmp_path / "scans"

    with pytest.raises(SecretMarked):
        read_limited(path, scans_folder=folder)

    assert "page-1.json" not in [one.name for one in folder.iterdir()]


def test_blank_pages_are_refused_with_what_to_do(tmp_path):
    path = write_pdf(tmp_path / "trang.pdf", [Image.new("L", (1654, 2339), 255)])

    with pytest.raises(Refused) as refused:
        read_limited(path)

    assert refused.value.code == "no_words"


def test_picture_of_too_many_pixels_is_refused_unopened(tmp_path):
    path = tmp_path / "to.png"
    Image.new("1", (30_000, 20_000)).save(path)

    with pytest.raises(Refused) as refused:
        read_limited(path)

    assert refused.value.code == "page_too_large"
    assert "triệu điểm ảnh" in refused.value.message


def test_truncated_picture_is_refused(tmp_path):
    path = tmp_path / "hong.png"
    path.write_bytes(picture_bytes(page_saying("KẾ HOẠCH"))[:400])

    with pytest.raises(Refused) as refused:
        read_limited(path)

    assert refused.value.code == "damaged"


def test_page_that_takes_too_long_names_the_setting_of_pages(tmp_path, monkeypatch):
    path = write_pdf(tmp_path / "quet.pdf", [page_saying("KẾ HOẠCH")])

    with pytest.raises(Refused) as refused:
        read_limited(path, limits=Limits(scan_memory_mb=60))

    assert refused.value.code == "out_of_memory"
    assert "HAIDANG_LIMIT_SCAN_MEMORY_MB" in refused.value.message


def test_machine_without_recogniser_says_what_to_install(tmp_path, monkeypatch):
    path = write_pdf(tmp_path / "quet.pdf", [page_saying("KẾ HOẠCH")])
    monkeypatch.setattr(page_scans, "models_folder", _no_models)

    with pytest.raises(Refused) as refused:
        read_limited(path)

    assert refused.value.code == "no_recogniser"


def test_paper_with_some_scanned_pages_is_read_without_them_on_such_a_machine(tmp_path, monkeypatch):
    path = _mixed_pdf(tmp_path)
    monkeypatch.setattr(page_scans, "models_folder", _no_models)

    lines = read_limited(path)["lines"]

    assert {line["page"] for line in lines} == {1, 2}


def test_pages_with_text_and_scanned_pages_stand_in_their_order(tmp_path):
    lines = read_limited(_mixed_pdf(tmp_path))["lines"]

    assert [(line["page"], line["text"]) for line in lines if line["page"] == 3] == [(3, "Trang quét")]


def test_paper_opened_with_kept_pages_asks_for_nothing(once_read):
    from haidang.engines.reading.opening.scanning.scanned_page import ScannedPage

    kept = [once_read.folder / f"page-{number}.json" for number in (1, 2)]
    pages = [ScannedPage.from_json(json.loads(one.read_text(encoding="utf-8"))) for one in kept]

    paper = open_paper(once_read.path, scans=dict(enumerate(pages, start=1)))

    assert [line.text for line in paper.lines] == [
        "KẾ HOẠCH",
        "Công tác thông tin đối ngoại",
        "Trang hai",
    ]


def _sample(name: str) -> Path:
    from factories.scans import SAMPLES

    return SAMPLES / name


def _mixed_pdf(folder: Path) -> Path:
    """Two pages with letters, drawn by a library, and one that is a picture."""
    from pypdf import PdfReader, PdfWriter

    write_pdf(folder / "quet.pdf", [page_saying("Trang quét")])
    writer = PdfWriter()
    for page in PdfReader(_sample(f"{SAMPLE}.pdf")).pages[:2]:
        writer.add_page(page)
    writer.add_page(PdfReader(folder / "quet.pdf").pages[0])
    path = folder / "lan-lon.pdf"
    writer.write(path)
    return path


def _no_child(*_arguments, **_options):
    raise AssertionError("a page was recognised again")


def _no_models():
    from haidang.engines.reading.opening.scanning.tessdata import NO_MODEL_CODE

    raise Refused(NO_MODEL_CODE, "chưa cài")
