"""Tokens of a damaged line: nothing but spaces is lost, marks at both ends are set apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.engines.vietnamese.repair.tokens import is_protected, looks_coded, split_line


def parts(line):
    return [(token.before, token.core, token.after) for token in split_line(line, 1)]


def test_marks_at_both_ends_are_set_apart():
    assert parts('"cic (hoat dong);') == [('"', "cic", ""), ("(", "hoat", ""), ("", "dong", ");")]


def test_words_written_together_are_parted():
    assert [token.raw for token in split_line("cấp‘xã kinh tế-xã hội", 1)] == [
        "cấp‘",
        "xã",
        "kinh",
        "tế-",
        "xã",
        "hội",
    ]


def test_quotes_part_words_but_behind_u_and_o_they_are_a_hook():
    assert [token.raw for token in split_line("cấp‘xã nu’éc To’ng", 1)] == ["cấp‘", "xã", "nu’éc", "To’ng"]


@pytest.mark.parametrize("text", ["lienhe@haidang.gov.vn", "https://a.vn", "www.haidang.vn", "b/c", "V/v"])
def test_addresses_and_short_forms_are_protected(text):
    assert is_protected(text)
    assert [token.raw for token in split_line(text, 1)] == [text]


@pytest.mark.parametrize(
    ("text", "is_coded"),
    [("16/2020/QD-UBND", True), ("NQ/TW", True), ("16/8/2020", False), ("hoat", False), ("tế-xã", False)],
)
def test_signs_are_told_from_dates_and_words(text, is_coded):
    assert looks_coded(text) is is_coded


@settings(max_examples=40)
@given(st.text(max_size=40))
def test_tokens_hold_all_but_spaces_in_their_order(line):
    tokens = split_line(line, 7)

    assert "".join(token.raw for token in tokens) == "".join(line.split())
    assert all(line[token.start : token.end] == token.raw and token.line == 7 for token in tokens)
    assert all(token.before + token.core + token.after == token.raw for token in tokens)
