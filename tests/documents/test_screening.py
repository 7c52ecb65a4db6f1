"""Texts and files that other apps take are looked through for state-secret marks."""

import io

import pytest
from django.core.files.base import ContentFile
from docx import Document as WordFile

from haidang.documents.operations.screening import is_secret_text, screen_file
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

    assert screen_file(stored) == found


@pytest.mark.parametrize(
    ("text", "is_secret"),
    [("MẬT\nSố liệu", True), ("Tập huấn bảo mật cho 40 cán bộ", False), ("", False)],
)
def test_typed_text_is_looked_through_line_by_line(text, is_secret):
    assert is_secret_text([text]) is is_secret
