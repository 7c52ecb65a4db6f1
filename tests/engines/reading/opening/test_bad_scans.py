"""What bad pictures get: a refusal that says why, or a note about the page; never words that are not there."""

import os
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import docx
import numpy as np
import pytest
from factories.bad_scans import (
    fax,
    handwriting,
    ideographs,
    jpeg_claiming,
    landscape,
    pdf_claiming,
    png_claiming,
    sealed,
    stamped,
    table_page,
    tiff_claiming,
)
from factories.scans import page_saying, picture_bytes, require_recogniser, write_pdf
from PIL import Image, ImageChops
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from haidang.engines.reading import page_scans
from haidang.engines.reading.child import read_limited
from haidang.engines.reading.errors import Refused, SecretMarked
from haidang.engines.reading.opening.image import opened_scans
from haidang.engines.reading.opening.scanning.page_quality import BLANK, NOT_A_PAPER
from haidang.engines.reading.opening.scanning.pictures import count_pictures, open_one_picture
from haidang.engines.reading.opening.scanning.scanned_page import ScannedPage

HAND = (
    "Kinh gui dong chi Chu tich",
    "De nghi cho y kien som ve ke hoach",
    "Toi dong y voi to trinh nay",
    "Phong tong hop xem va bao cao lai",
)
PLAIN = ("SỞ NGOẠI VỤ", "KẾ HOẠCH", "Công tác thông tin đối ngoại", "Phối hợp với các sở, ngành")


@pytest.fixture(autouse=True)
def with_recogniser():
    require_recogniser()


def plain_page() -> Image.Image:
    return page_saying(*PLAIN)


def kept(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def lines_of(result) -> list[str]:
    return [line["text"] for line in result["lines"]]


def notes_of(result) -> list[tuple[int, str]]:
    return [(note["page"], note["code"]) for note in result["notes"]]


def refusal_of(path: Path) -> Refused:
    with pytest.raises(Refused) as refused:
        read_limited(path)
    return refused.value


def test_each_bad_page_of_a_paper_is_told_and_none_gives_words(tmp_path):
    pages = [plain_page(), Image.new("RGB", (1654, 2339), "white"), landscape(), handwriting(*HAND)]

    result = read_limited(write_pdf(tmp_path / "hong.pdf", pages))

    assert notes_of(result) == [(2, "blank_page"), (3, "not_a_paper"), (4, "unreadable_page")]
    assert (lines_of(result), {line["page"] for line in result["lines"]}) == (list(PLAIN), {1})
    assert [(doubt["code"], doubt["message"].split(":")[0]) for doubt in result["answer"]["doubts"]] == [
        ("page_note", "Trang 2"),
        ("page_note", "Trang 3"),
        ("page_note", "Trang 4"),
    ]


def test_paper_of_such_pages_alone_is_refused_with_what_to_do():
    with pytest.raises(Refused) as refused:
        opened_scans(
            {1: ScannedPage(1, 595, 842, flags=(NOT_A_PAPER,)), 2: ScannedPage(2, 595, 842, flags=(BLANK,))}
        )

    assert refused.value.code == "no_words"
    assert "trang trắng, ảnh không phải văn bản, hoặc chữ viết tay" in refused.value.message


def test_turned_pages_are_read_upright_and_told(tmp_path):
    pages = [plain_page().rotate(degrees, expand=True) for degrees in (90, 180)]

    result = read_limited(write_pdf(tmp_path / "xoay.pdf", pages))

    assert (lines_of(result), [page["turned"] for page in result["pages"]]) == ([*PLAIN, *PLAIN], [90, 180])
    assert [doubt["message"] for doubt in result["answer"]["doubts"]] == [
        "Trang 1: trang nằm ngang trong tệp; máy đã xoay lại rồi mới đọc.",
        "Trang 2: trang nằm ngược trong tệp; máy đã xoay lại rồi mới đọc.",
    ]


def test_line_in_another_script_is_left_out_and_told_where_it_stands(tmp_path):
    page = page_saying("Kế hoạch hợp tác năm 2026", "The plan of the year 2026", "", "Sở Ngoại vụ chủ trì")
    page.paste(ideographs(24), (200, 376))

    result = read_limited(kept(tmp_path, "song-ngu.png", picture_bytes(page)))

    assert lines_of(result) == [
        "Kế hoạch hợp tác năm 2026",
        "The plan of the year 2026",
        "Sở Ngoại vụ chủ trì",
    ]
    assert [(note["page"], note["code"], note["lines"]) for note in result["notes"]] == [
        (1, "unreadable_lines", [2])
    ]
    assert "tiếng nước ngoài" in result["answer"]["doubts"][0]["message"]


def test_coarse_fax_is_read_in_its_right_proportions_and_told(tmp_path):
    result = read_limited(fax([page_saying(*PLAIN[:3])], tmp_path / "fax.tif", across=204, down=98))

    assert (lines_of(result), notes_of(result)) == (list(PLAIN[:3]), [(1, "low_resolution")])
    assert [round(side) for side in (result["pages"][0]["width"], result["pages"][0]["height"])] == [595, 842]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("to.png", png_claiming(30_000, 20_000)),
        ("to.tif", tiff_claiming(30_000, 20_000)),
        ("to.jpg", jpeg_claiming(60_000, 60_000)),
        ("to.pdf", pdf_claiming(30_000, 20_000)),
    ],
)
def test_six_hundred_megapixels_are_refused_by_their_header(tmp_path, name, content):
    refused = refusal_of(kept(tmp_path, name, content))

    assert (refused.code, "150 triệu điểm ảnh" in refused.message) == ("page_too_large", True)


def test_file_cut_off_is_refused(tmp_path):
    whole = picture_bytes(plain_page(), "JPEG")

    assert refusal_of(kept(tmp_path, "dut.jpg", whole[: len(whole) // 2])).code == "damaged"


def test_strip_of_one_pixel_is_an_empty_page():
    strip = open_one_picture(picture_bytes(Image.new("L", (20_000, 1), 0)), 1)

    assert (strip.pixels == 255).all()


def _exif_turned() -> bytes:
    exif, buffer = Image.Exif(), BytesIO()
    exif[0x0112] = 6  # to be shown turned by 90 degrees
    plain_page().rotate(90, expand=True).save(buffer, "JPEG", exif=exif, dpi=(200, 200))
    return buffer.getvalue()


def _sixteen_bits() -> bytes:
    grey = np.asarray(plain_page().convert("L"), dtype=np.uint16) * 257
    return picture_bytes(Image.fromarray(grey))


def _see_through() -> bytes:
    ink = Image.fromarray(255 - np.asarray(plain_page().convert("L")))
    page = Image.new("RGBA", ink.size, (255, 255, 255, 0))
    page.paste((0, 0, 0, 255), mask=ink)
    return picture_bytes(page)


@pytest.mark.parametrize(
    "make",
    [
        lambda: picture_bytes(plain_page().convert("CMYK"), "JPEG"),
        _exif_turned,
        _sixteen_bits,
        _see_through,
        lambda: picture_bytes(plain_page().convert("P")),
        lambda: picture_bytes(plain_page().convert("LAB"), "TIFF"),
        lambda: picture_bytes(plain_page().convert("1")),
    ],
    ids=["cmyk", "exif", "16 bits", "see-through", "palette", "lab", "1 bit"],
)
def test_odd_kinds_of_pictures_are_opened_as_they_are_seen(make):
    seen = open_one_picture(make(), 1).pixels.astype(np.int16)

    assert np.abs(seen - np.asarray(plain_page(), dtype=np.int16)).mean() < 2


def test_photograph_that_was_turned_by_its_camera_is_read_upright(tmp_path):
    result = read_limited(kept(tmp_path, "dien-thoai.jpg", _exif_turned()))

    assert (lines_of(result), result["notes"]) == (list(PLAIN), [])


def test_moving_picture_has_its_pictures_as_pages():
    buffer = BytesIO()
    second = page_saying("Trang hai").convert("L")
    plain_page().convert("L").save(buffer, "PNG", save_all=True, append_images=[second])

    shown = open_one_picture(buffer.getvalue(), 2).pixels

    assert count_pictures(buffer.getvalue()) == 2
    assert np.abs(shown[..., 0].astype(np.int16) - np.asarray(second, dtype=np.int16)).mean() < 2


HEADER = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian")
FIRST_ROWS = [
    HEADER,
    ("1", "Tổ chức họp báo về đối ngoại", "Sở Ngoại vụ", "Tháng 6"),
    ("2", "Tập huấn cho người phát ngôn", "Sở Văn hóa", "Tháng 9"),
]
NEXT_ROWS = [
    ("", "của các sở, ban, ngành", "và Thể thao", ""),
    ("3", "Cập nhật cổng", "Sở Nội vụ", "Tháng 12"),
]
ABOVE = ("UBND THÀNH PHỐ BIỂN XANH", "KẾ HOẠCH", "Thông tin đối ngoại năm 2026", "", "II. NHIỆM VỤ")


def test_row_cut_in_half_by_the_end_of_a_page_stays_one_task_and_is_told(tmp_path):
    first = table_page(FIRST_ROWS, above=ABOVE, open_at="bottom")
    path = write_pdf(tmp_path / "bang.pdf", [first, table_page(NEXT_ROWS, open_at="top")])

    result = read_limited(path)

    tasks = [(task["label"], task["lead"]) for task in result["answer"]["tasks"]]
    assert tasks == [("1", ["Sở Ngoại vụ"]), ("2", ["Sở Văn hóa và Thể thao"]), ("3", ["Sở Nội vụ"])]
    assert notes_of(result) == [(1, "table_cut_below"), (2, "table_cut_above")]
    cited = [result["lines"][note["lines"][0] - 1]["text"] for note in result["notes"]]
    assert cited == ["Tháng 9", "của các sở, ban, ngành"]


@pytest.mark.parametrize(
    ("words", "look"),
    [
        ("MẬT", {"degrees": 12, "colour": "red"}),
        ("TUYỆT MẬT", {"degrees": 15, "colour": "black", "boxed": False}),
        ("TUYỆT MẬT", {"degrees": -20, "colour": "black"}),
    ],
)
def test_secret_stamp_on_the_slant_is_found(tmp_path, words, look):
    page = stamped(page_saying("", "", *PLAIN[:2]), words, **look)

    with pytest.raises(SecretMarked):
        read_limited(kept(tmp_path, "dong-dau.png", picture_bytes(page)))


def test_secret_stamp_over_the_number_of_a_paper_is_found(tmp_path):
    page = page_saying("", "", "SỞ NGOẠI VỤ", "Số: 12/KH-SNgV", size=36)
    stamp = stamped(Image.new("RGB", page.size, "white"), "TUYỆT MẬT", degrees=12)
    laid = ImageChops.darker(page, ImageChops.offset(stamp, -850, 330))

    with pytest.raises(SecretMarked):
        read_limited(kept(tmp_path, "de-so.png", picture_bytes(laid)))


@pytest.mark.parametrize("words", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_secret_stamp_of_letters_much_larger_than_the_print_is_found(tmp_path, words):
    page = page_saying("", "", "", "", "", *PLAIN * 3, size=36)
    stamp = ImageChops.offset(page_saying(words, size=100), 500, -50)

    with pytest.raises(SecretMarked):
        read_limited(kept(tmp_path, "dau-lon.png", picture_bytes(ImageChops.darker(page, stamp))))


def test_title_of_letters_much_larger_than_the_print_is_read(tmp_path):
    page = page_saying("", "", "", "", "", *PLAIN * 3, size=36)
    laid = ImageChops.darker(page, page_saying("ĐỀ ÁN", size=90))

    result = read_limited(kept(tmp_path, "bia.png", picture_bytes(laid)))

    texts = [line["text"] for line in result["lines"]]
    assert texts[0] == "ĐỀ ÁN"
    assert [text for text in texts if text in PLAIN] == [*PLAIN] * 3


def test_no_page_of_a_secret_paper_is_kept(tmp_path):
    pages = [page_saying("Trang một"), stamped(page_saying("", "", "Trang hai"), "TỐI MẬT", degrees=-10)]
    folder = tmp_path / "scans"

    with pytest.raises(SecretMarked):
        read_limited(write_pdf(tmp_path / "dong-dau.pdf", pages), scans_folder=folder)

    assert list(folder.iterdir()) == []


def test_stamp_of_other_words_is_no_mark_and_no_word_of_the_paper(tmp_path):
    page = stamped(page_saying("", "", *PLAIN), "CÔNG VĂN ĐẾN", degrees=12, colour="red")

    assert lines_of(read_limited(write_pdf(tmp_path / "den.pdf", [page]))) == list(PLAIN)


UNDER_SEAL = (
    "Sở Ngoại vụ chủ trì, phối hợp với các sở, ngành",
    "thực hiện kế hoạch thông tin đối ngoại của tỉnh;",
    "báo cáo Ủy ban nhân dân tỉnh kết quả hằng quý",
    "và đề xuất những nội dung của năm tiếp theo.",
)


@pytest.mark.parametrize(
    ("look", "fewest"),
    [
        (lambda page: page, 40),
        (lambda page: page.convert("L"), 36),
        (lambda page: page.convert("L").point(lambda level: 255 * (level > 150)), 20),
    ],
    ids=["red", "grey", "black"],
)
def test_no_word_is_made_of_a_seal_over_print_without_doubt(tmp_path, look, fewest):
    page = look(sealed(page_saying(*UNDER_SEAL, size=34), "#c81428", at=(420, 180)))

    result = read_limited(kept(tmp_path, "dau-tron.png", picture_bytes(page)))

    words = [token for line in result["lines"] for token in line["tokens"]]
    meant = set(" ".join(UNDER_SEAL).split())
    assert [word["text"] for word in words if word["text"] not in meant and word["confidence"] > 0.8] == []
    assert len([word for word in words if word["text"] in meant]) >= fewest


def test_mark_in_the_text_of_a_paper_is_found_before_its_pictures_are_read(tmp_path, monkeypatch):
    path = kept(tmp_path, "mat.docx", _word_file([plain_page()], header="TỐI MẬT"))
    monkeypatch.setattr(page_scans, "recognised_pages", None)

    with pytest.raises(SecretMarked):
        read_limited(path)


def test_word_file_of_pictures_is_read_as_a_scan(tmp_path):
    result = read_limited(kept(tmp_path, "anh.docx", _word_file([plain_page(), page_saying("Trang hai")])))

    assert (result["kind"], lines_of(result)) == ("image", [*PLAIN, "Trang hai"])
    assert [line["page"] for line in result["lines"]] == [1, 1, 1, 1, 2]


def test_word_file_with_a_small_drawing_alone_is_refused(tmp_path):
    path = kept(tmp_path, "logo.docx", _word_file([Image.new("RGB", (50, 50), "red")]))

    assert refusal_of(path).code == "no_text"


def _word_file(pictures: list[Image.Image], header: str = "") -> bytes:
    document, buffer = docx.Document(), BytesIO()
    for picture in pictures:
        noise = np.random.default_rng(1).integers(0, 12, (picture.height, picture.width, 1))
        grained = np.clip(np.asarray(picture, dtype=np.int64) - noise, 0, 255).astype(np.uint8)
        document.add_picture(BytesIO(picture_bytes(Image.fromarray(grained))), width=docx.shared.Cm(16))
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.save(buffer)
    return buffer.getvalue()


READ = """
import sys
from pathlib import Path
from haidang.engines.reading.child import read_limited
from haidang.engines.reading.limits import Limits
read_limited(Path(sys.argv[1]), scans_folder=Path(sys.argv[2]), limits=Limits(scan_workers=1))
"""


def test_reading_killed_half_way_goes_on_without_reading_a_page_again(tmp_path, monkeypatch):
    path = write_pdf(tmp_path / "quet.pdf", [page_saying(f"Trang {number}") for number in range(1, 4)])
    folder = tmp_path / "scans"
    reader = subprocess.Popen([sys.executable, "-c", READ, str(path), str(folder)], start_new_session=True)
    _wait_for(folder / "page-1.json")
    os.kill(reader.pid, signal.SIGKILL)
    reader.wait()
    before = {one.name: one.stat().st_mtime_ns for one in folder.glob("page-*.json")}
    asked, really = [], page_scans.run_limited
    monkeypatch.setattr(
        page_scans,
        "run_limited",
        lambda request, **given: asked.append(request["page"]) or really(request, **given),
    )

    result = read_limited(path, scans_folder=folder)

    assert lines_of(result) == ["Trang 1", "Trang 2", "Trang 3"]
    assert sorted(asked) == [page for page in range(1, 4) if f"page-{page}.json" not in before]
    assert len(asked) < 3
    assert {name: (folder / name).stat().st_mtime_ns for name in before} == before


def _wait_for(path: Path) -> None:
    for _ in range(600):
        if path.exists():
            return
        time.sleep(0.1)
    raise AssertionError(f"{path.name} has not come")


# What an English recogniser makes of the first lines of a plan.
DAMAGED = (
    "KE HOACH",
    "Té chirc trién khai cic hoat dong thong tin ddi ngoai nim 2026",
    "Thuc hién céng tic thong tin ddi ngoai ctia thanh phé nim 2026",
    "1. So Ngoai vu chu tri, phéi hop véi cic so, ban, nganh lién quan",
    "2. Cic co quan bio chi tuyén truyén vé két qua cia thanh phé",
    "3. Uy ban nhan dan thanh phé giao So Van héa va Thé thao thuc hién",
)
MEANT = ("KẾ HOẠCH", "Tổ chức triển khai các hoạt động thông tin đối ngoại năm 2026")


def _damaged_pdf(path: Path, picture: Image.Image | None) -> Path:
    """Words as a scanner's program lays them unseen over its picture, or alone and seen."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    if picture is not None:
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    words = canvas.beginText(72, 760)
    words.setFont("Helvetica", 11)
    words.setTextRenderMode(0 if picture is None else 3)
    for line in DAMAGED:
        words.textLine(line)
    canvas.drawText(words)
    canvas.save()
    return path


def test_page_with_a_damaged_text_layer_is_recognised_again_from_its_picture(tmp_path):
    result = read_limited(_damaged_pdf(tmp_path / "lop-hong.pdf", plain_page()))

    assert (result["kind"], result["is_damaged"], lines_of(result)) == ("scan", False, list(PLAIN))


def test_damaged_text_layer_without_pictures_is_mended(tmp_path):
    result = read_limited(_damaged_pdf(tmp_path / "chu-hong.pdf", None))

    assert (result["kind"], result["is_damaged"]) == ("pdf", True)
    assert tuple(lines_of(result)[:2]) == MEANT
    assert [line["raw"] for line in result["lines"]] == list(DAMAGED)
