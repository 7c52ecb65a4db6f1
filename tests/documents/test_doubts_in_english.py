"""Doubts on pages in another language: every code and form has its sentence, the engine's own stands beside."""

import re
import string
from pathlib import Path

import pytest
from django.utils import translation
from factories.papers import seed_paper

from haidang.documents.models import DocumentDoubt
from haidang.documents.templatetags.doubts import FORM_SENTENCES, KIND_SENTENCES, doubt_sentence
from haidang.engines import reading as reading_engine
from haidang.engines.reading.doubt_values import doubt_forms, doubt_values
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper

SOURCE = Path(reading_engine.__file__).parent
SAMPLES = sorted((SOURCE.parents[1] / "documents" / "samples").glob("*.docx"))
VALUES = re.compile(r'<span lang="vi">[^<]*</span>')
SENTENCES = KIND_SENTENCES | FORM_SENTENCES


def codes_of_engine() -> set[str]:
    """This function will find the code of every doubt that the source of the engine makes."""
    sources = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    return set(re.findall(r'\bDoubt\(\s*"(\w+)"', sources))


def vietnamese_letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha() and not letter.isascii())


def test_every_code_of_the_engine_has_its_sentence():
    assert codes_of_engine() == set(KIND_SENTENCES)
    assert len(codes_of_engine()) == 17


def test_every_form_belongs_to_a_code_and_has_its_sentence():
    forms = dict(doubt_forms())

    assert set(forms.values()) == set(KIND_SENTENCES)
    assert set(FORM_SENTENCES) == set(forms) - {"damaged_text"}


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=list(SENTENCES))
def test_translation_names_the_same_values(sentence):
    with translation.override("vi"):
        translated = translation.gettext(sentence)

    assert vietnamese_letters(sentence) == ""
    assert values_of(translated) == values_of(sentence)
    assert translated != sentence


def values_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def assert_told_in_english(doubts) -> None:
    for doubt in doubts:
        assert doubt_values(doubt.code, doubt.message).form
        with translation.override("en"):
            sentence = doubt_sentence(DocumentDoubt(code=doubt.code, message=doubt.message))
        assert vietnamese_letters(VALUES.sub("", sentence)) == ""
        with translation.override("vi"):
            assert doubt_sentence(DocumentDoubt(code=doubt.code, message=doubt.message)) == doubt.message


@pytest.mark.shared
@pytest.mark.parametrize("number", ["001", "002", "003"])
def test_doubts_of_seeds_are_told_in_english(number):
    doubts = read_paper(seed_paper(number)).doubts

    assert doubts
    assert_told_in_english(doubts)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_doubts_of_samples_are_told_in_english(sample):
    assert_told_in_english(read_paper(open_paper(sample)).doubts)


@pytest.mark.parametrize(
    ("code", "message", "english"),
    [
        (
            "sum_differs",
            "Nhóm II “Cơ chế”, cột 2013-2015: văn bản ghi 4 tỷ đồng, cộng các dòng được 2,5 tỷ đồng "
            "(chênh 1,5 tỷ đồng).",
            'Group <span lang="vi">II</span>, 2013-2015: the paper states 4 <span lang="vi">tỷ đồng</span>, its '
            "lines add up to 2,5 (difference 1,5). Say which figure holds.",
        ),
        (
            "odd_sign",
            "Ký hiệu 76-Ctr/TU: Ký hiệu loại văn bản Ctr thường viết CTr.",
            'The sign <span lang="vi">76-Ctr/TU</span> writes its type as <span lang="vi">Ctr</span>; usually '
            '<span lang="vi">CTr</span>. Say which form holds.',
        ),
        (
            "unread_lines",
            "Dòng trong bảng nhiệm vụ chưa đọc được: “<b>x</b>”.",
            'A line inside the table of tasks was not read: “<span lang="vi">&lt;b&gt;x&lt;/b&gt;</span>”. Add '
            "what it says.",
        ),
        ("unread_timing", "Không hiểu thời gian “Theo tiến độ …", KIND_SENTENCES["unread_timing"]),
    ],
)
def test_sentence_names_the_values_of_the_engines(code, message, english):
    with translation.override("en"):
        assert doubt_sentence(DocumentDoubt(code=code, message=message)) == english
