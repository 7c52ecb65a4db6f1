"""What is counted of each word of a line."""

import pytest

from haidang.engines.vietnamese.repair.word_classes import WordClass, classes_of_line


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("của", ("small", "marked", 0)),
        ("Hải", ("name", "marked", 0)),
        ("TRONG", ("capitals", "plain", 0)),
        ("cua", ("small", "plain", 4)),
        ("khong", ("small", "odd plain", 0)),
        ("trién", ("small", "odd printed", 0)),
        ("d6i", ("small", "odd printed", 0)),
        ("đẹn", ("small", "odd vietnamese", 0)),
        ("Pàng", ("name", "odd other", 0)),
        ("nhttng", ("small", "foreign plain", 6)),
        ("nhGp", ("mixed", "foreign plain", 6)),
        ("software", ("small", "foreign plain", 0)),
        ("Söderling", ("name", "foreign other", 0)),
        ("rơbah", ("small", "foreign vietnamese", 0)),
    ],
)
def test_word_has_a_case_a_writing_and_a_step(word, told):
    assert classes_of_line([word]) == [WordClass(*told, is_beside_foreign=False)]


def test_words_beside_foreign_ones_say_so_and_those_beside_misread_ones_do_not():
    beside = [
        one.is_beside_foreign for one in classes_of_line(["giải", "Copenhagen", "của", "nhttng", "nước"])
    ]

    assert beside == [True, False, True, False, False]


def test_rare_plain_word_is_foreign_only_beside_a_foreign_one():
    assert [one.is_foreign for one in classes_of_line(["Bank", "cua", "America"])] == [True, True, True]
    assert [one.is_foreign for one in classes_of_line(["nhà", "cua", "chúng"])] == [False, False, False]
