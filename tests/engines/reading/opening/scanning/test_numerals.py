"""Roman numerals read as letters, told by their place."""

import pytest

from haidang.engines.reading.opening.scanning.numerals import LabelCounter, with_numerals
from haidang.engines.reading.paper import Token


def token(text: str, confidence: float = 0.8) -> Token:
    return Token(text, text, 0, len(text), confidence)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Quý IH/2026", "Quý III/2026"),
        ("lần thứ XIH của Đảng", "lần thứ XIII của Đảng"),
        ("Quý II/2026", "Quý II/2026"),
        ("Quý TV/2026", "Quý IV/2026"),
        ("Phần TT và TV", "Phần TT và TV"),
        ("Sở VH và TT", "Sở VH và TT"),
        ("Quý sau", "Quý sau"),
    ],
)
def test_numeral_is_read_behind_a_word_that_asks_for_one(words, read):
    assert " ".join(each.text for each in with_numerals([token(word) for word in words.split()])) == read


@pytest.mark.parametrize(
    ("labels", "read"),
    [
        ("I H Hit IV V VỊ VH VINH IX X XI", "I II III IV V VI VII VIII IX X XI"),
        ("TT I 1 2 H 3 IH", "TT I 1 2 II 3 III"),
        ("A I. B H.", "A I. B II."),
    ],
)
def test_labels_count_on_where_they_look_like_the_next(labels, read):
    counter = LabelCounter()

    assert " ".join(counter.label_in(token(label)).text for label in labels.split()) == read


def test_sure_numeral_is_believed_against_the_rows_above():
    counter = LabelCounter()
    read = [counter.label_in(token(label, 0.97)).text for label in ("I", "II", "III", "III", "V")]

    assert read == ["I", "II", "III", "III", "V"]


@pytest.mark.parametrize(
    ("labels", "read"),
    [
        ("1 1 2 11 1 2", "I 1 2 II 1 2"),
        ("1 2 3", "1 2 3"),
        ("9 10 11", "9 10 11"),
        ("3 4 D 6", "3 4 5 6"),
        ("3 4 A 1 2", "3 4 A 1 2"),
    ],
)
def test_label_is_told_by_the_rows_above_and_below(labels, read):
    counter = LabelCounter()
    given = labels.split()

    told = [counter.label_in(token(label, 0.97), given[place + 1 :]) for place, label in enumerate(given)]

    assert " ".join(each.text for each in told) == read


@pytest.mark.parametrize(
    ("labels", "read"),
    [
        ("IV 1 2 M 1 2 VI 1", "IV 1 2 V 1 2 VI 1"),
        ("I 1 A 1 II 1", "I 1 A 1 II 1"),
        ("IV 1 2 M 2 VI 1", "IV 1 2 M 2 VI 1"),
    ],
)
def test_group_whose_numeral_is_no_numeral_is_told_by_the_groups_above_and_below(labels, read):
    counter = LabelCounter()
    given = labels.split()

    told = [counter.label_in(token(label), given[place + 1 :]).text for place, label in enumerate(given)]

    assert " ".join(told) == read


@pytest.mark.parametrize(("sure", "read"), [(0.7, "5"), (0.95, "D")])
def test_last_number_of_a_group_is_read_where_it_was_seen_in_an_unsure_sign(sure, read):
    counter = LabelCounter()
    counter.label_in(token("4", 0.97), ["D", "IV"])

    assert counter.label_in(Token("D", "D", 0, 1, sure, (("5", 0.6), ("2", 0.4))), ["IV"]).text == read


def test_counted_label_is_unsure_and_keeps_what_was_read():
    counter = LabelCounter()
    counter.label_in(token("I", 0.97))

    assert counter.label_in(token("H")) == Token("H", "II", 0, 1, 0.7, (("H", 0.7),))


def test_counted_label_is_never_less_sure_than_what_was_read():
    [_, numeral] = with_numerals([token("Quý", 0.97), token("IH/2026", 0.95)])

    assert (numeral.text, numeral.confidence, numeral.alternatives) == ("III/2026", 0.7, (("IH/2026", 0.7),))
