"""Lines of a cell put together to paragraphs: letters 5 points wide, a cell of 30 letters."""

import pytest

from haidang.engines.reading.opening.pdf_layout import lines_of_words
from haidang.engines.reading.opening.pdf_pages import Word
from haidang.engines.reading.opening.printed_lines import paragraphs_of
from haidang.engines.reading.paper import Box

CELL = Box(0, 0, 160, 100)


def printed(*texts: str) -> list:
    words = []
    for number, text in enumerate(texts):
        left = 3.0
        for word in text.split():
            words.append(Word(word, Box(left, 14 * number, left + 5 * len(word), 14 * number + 10)))
            left += 5 * len(word) + 5
    return lines_of_words(words)


@pytest.mark.parametrize(
    ("lines", "paragraph"),
    [
        (
            ("thanh lịch, văn minh giai đoạn 2021-", "2025 của tỉnh"),
            "thanh lịch, văn minh giai đoạn 2021-2025 của tỉnh",
        ),
        (("kế hoạch phát triển các năm 2026–", "2030"), "kế hoạch phát triển các năm 2026–2030"),
        (("phát triển kinh tế xã hội ta -", "2 năm một lần"), "phát triển kinh tế xã hội ta - 2 năm một lần"),
        (("liên hoan ở Hà Nội các Tổ-", "chức trẻ"), "liên hoan ở Hà Nội các Tổ- chức trẻ"),
    ],
)
def test_range_of_numbers_broken_at_its_dash_is_one_again(lines, paragraph):
    assert list(paragraphs_of(printed(*lines), CELL)) == [paragraph]
