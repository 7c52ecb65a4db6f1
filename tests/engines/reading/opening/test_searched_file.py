"""Files of every office format searched for a state-secret mark, wherever people put one."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document as WordFile
from factories.scans import page_saying, picture_bytes
from factories.slides import packed_slides, slide_saying, with_parts
from factories.workbooks import saved, workbook_of
from openpyxl.comments import Comment

from haidang.engines.reading.errors import Refused, SecretMarked
from haidang.engines.reading.limits import DEFAULT
from haidang.engines.reading.opening.opened import report_nothing
from haidang.engines.reading.opening.searched_file import search_texts, searched_picture

_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property pid="2" name="Độ mật"><vt:lpwstr>{}</vt:lpwstr></property></Properties>'
)


def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.append(["Đoàn", "Số khách"])
    made.active.append(["Đoàn Lào", 14])
    return made


def merged_heading() -> bytes:
    made = book()
    made.active.insert_rows(1)
    made.active["A1"] = "TỐI MẬT"
    made.active.merge_cells("A1:F2")
    return saved(made)


def hidden_sheet() -> bytes:
    made = book()
    made.create_sheet("Phụ lục").append(["TUYỆT MẬT"])
    made["Phụ lục"].sheet_state = "veryHidden"
    return saved(made)


def header_of_sheet() -> bytes:
    made = book()
    made.active.oddHeader.right.text = "TỐI MẬT"
    made.active.oddHeader.right.size = 14
    return saved(made)


def comment_on_cell() -> bytes:
    made = book()
    made.active["A2"].comment = Comment("MẬT", "Người soạn")
    return saved(made)


def property_of_book() -> bytes:
    made = book()
    made.properties.title = "TỐI MẬT"
    made.properties.created = datetime(2026, 6, 1, tzinfo=UTC).replace(tzinfo=None)
    return saved(made)


def word_file(*, header: str = "", body: str = "Kế hoạch đón đoàn", title: str = "") -> bytes:
    paper, made = WordFile(), BytesIO()
    paper.add_paragraph(body)
    paper.sections[0].header.paragraphs[0].text = header
    paper.core_properties.title = title
    paper.save(made)
    return made.getvalue()


def slides(slide: str, **parts: str) -> bytes:
    return packed_slides(
        {"ppt/slides/slide1.xml": slide} | {f"ppt/{name}": one for name, one in parts.items()}
    )


SECRET = {
    "cell": workbook_of([["UBND THÀNH PHỐ", "MẬT"], ["Đoàn Lào", 14]]),
    "cells side by side": workbook_of([["TỐI", "MẬT"], ["Đoàn Lào", 14]]),
    "merged cells": merged_heading(),
    "hidden sheet": hidden_sheet(),
    "name of a sheet": workbook_of([["Đoàn Lào", 14]], title="TUYỆT MẬT"),
    "header of a sheet": header_of_sheet(),
    "comment on a cell": comment_on_cell(),
    "property of a workbook": property_of_book(),
    "custom property": with_parts(saved(book()), {"docProps/custom.xml": _CUSTOM.format("Mật")}),
    "slide": slides(slide_saying("Đón đoàn cấp cao", "TUYỆT MẬT")),
    "notes of a slide": slides(
        slide_saying("Đón đoàn"), **{"notesSlides/notesSlide1.xml": slide_saying("TỐI MẬT")}
    ),
    "master of slides": slides(
        slide_saying("Đón đoàn"), **{"slideMasters/slideMaster1.xml": slide_saying("MẬT")}
    ),
    "header of a paper": word_file(header="TỐI MẬT"),
    "property of a paper": word_file(title="Độ mật: Tuyệt mật"),
}
CLEAR = {
    "honey": workbook_of([["Mặt hàng", "Số lượng"], ["Mật ong rừng", 40], ["MẬT ONG", 3]]),
    "density": workbook_of([["Xã", "Mật độ dân số"], ["Ba Vì", 700]]),
    "protection": slides(slide_saying("TẬP HUẤN BẢO MẬT THÔNG TIN", "Bí mật nhà nước: quy định mới")),
    "paper about secrecy": word_file(body="Quy chế bảo vệ bí mật nhà nước", header="UBND THÀNH PHỐ"),
    "property": with_parts(saved(book()), {"docProps/custom.xml": _CUSTOM.format("Thường")}),
}


def searched(folder: Path, content: bytes) -> tuple[int, ...]:
    path = folder / "tep"
    path.write_bytes(content)
    return search_texts(path, DEFAULT, report_nothing)


@pytest.mark.parametrize("content", SECRET.values(), ids=SECRET)
def test_mark_is_found_wherever_it_stands(tmp_path, content):
    with pytest.raises(SecretMarked):
        searched(tmp_path, content)


@pytest.mark.parametrize("content", CLEAR.values(), ids=CLEAR)
def test_words_that_only_sound_like_a_mark_are_let_through(tmp_path, content):
    assert searched(tmp_path, content) == ()


def test_pictures_in_an_office_file_are_named_and_given_one_by_one(tmp_path):
    photo = picture_bytes(page_saying("Ảnh đoàn"))
    content = slides(slide_saying("Ảnh"))
    content = with_parts(
        content, {"ppt/media/image1.png": photo, "ppt/media/image2.png": b"\x89PNG\r\n\x1a\n"}
    )

    assert searched(tmp_path, content) == (1,)
    assert searched_picture(content, 1) == photo


def test_sheets_that_would_swell_without_end_are_refused(tmp_path):
    bomb = with_parts(saved(book()), {"xl/worksheets/sheet1.xml": b"<a>" + b" " * 70_000_000})

    with pytest.raises(Refused) as refused:
        searched(tmp_path, bomb)

    assert refused.value.code == "bomb"
