"""Texts and files that other apps take are looked through for state-secret marks."""

import io

import pytest
from django.core.files.base import ContentFile
from docx import Document as WordFile
from factories.scans import page_saying, picture_bytes, require_recogniser

from haidang.documents.operations.screening import Screening, is_secret_text, screen_file
from haidang.foundation.operations import store_file


def word_file(*paragraphs: str) -> bytes:
    paper, made = WordFile(), io.BytesIO()
    for text in paragraphs:
        paper.add_paragraph(text)
    paper.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("mat.docx", word_file("UBND THÀNH PHỐ", "TUYỆT MẬT", "Kế hoạch đón đoàn"), "secret"),
        ("ro.docx", word_file("UBND THÀNH PHỐ", "Kế hoạch bảo mật thông tin"), "clear"),
        ("hong.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n", "unreadable"),
    ],
)
@pytest.mark.django_db
def test_file_is_looked_through_in_a_child_process(name, content, found):
    stored = store_file(source=ContentFile(content), original_name=name, content_type="application/x")

    assert screen_file(stored).found == found


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        (page_saying("UBND THÀNH PHỐ", "TỐI MẬT", "Số: 12/KH-UBND").rotate(90, expand=True), "secret"),
        (page_saying("TUẦN LỄ MẬT ONG", "HỘI THẢO BẢO MẬT THÔNG TIN", colour="red", size=90), "clear"),
    ],
    ids=["rotated paper", "banner of honey"],
)
@pytest.mark.django_db
def test_photo_is_looked_at_from_all_sides(drawn, found):
    require_recogniser()
    photo = ContentFile(picture_bytes(drawn, "JPEG"))
    stored = store_file(source=photo, original_name="anh.png", content_type="image/jpeg")

    assert screen_file(stored) == Screening(found, 1 if found == "clear" else 0)


@pytest.mark.parametrize(
    ("text", "is_secret"),
    [("MẬT\nSố liệu", True), ("Tập huấn bảo mật cho 40 cán bộ", False), ("", False)],
)
def test_typed_text_is_looked_through_line_by_line(text, is_secret):
    assert is_secret_text([text]) is is_secret
