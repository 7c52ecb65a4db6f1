"""The classes of right, foreign and misread words, counted."""

from collections import Counter

import pytest
from repository import ROOT

from haidang.engines.vietnamese.repair.word_classes import WordClass
from tools.text_kinds.count_word_classes import (
    TABLE,
    count_misread,
    count_right_and_foreign,
    right_lines,
    table_rows,
)

SHARED = ROOT.parent / "shared"


def test_foreign_words_of_right_texts_are_counted_apart():
    right, foreign = count_right_and_foreign(["của software", "của nhà"])

    assert right == Counter(
        {
            WordClass("small", "marked", 0, True): 1,
            WordClass("small", "marked", 0, False): 2,
        }
    )
    assert foreign == Counter({WordClass("small", "foreign plain", 0, False): 1})


def test_rows_name_the_class_and_count_the_three_kinds():
    right, misread = WordClass("small", "marked", 0, True), WordClass("small", "odd printed", 0, False)

    rows = list(table_rows(Counter({right: 5}), Counter(), Counter({misread: 7})))

    assert rows == ["small,marked,0,yes,5,0,0\n", "small,odd printed,0,no,0,0,7\n"]


@pytest.mark.shared
def test_table_of_the_package_is_made_from_the_pages_and_the_shared_texts():
    if not (SHARED / "corpus").is_dir():
        pytest.skip("../shared/corpus is not there")

    right, foreign = count_right_and_foreign(right_lines(SHARED))
    pages = sorted((SHARED / "corpus" / "ocr_pages" / "train").rglob("*.eng.txt"))

    rows = table_rows(right, foreign, count_misread(pages))
    assert TABLE.read_text("utf-8").splitlines(keepends=True)[2:] == list(rows)
