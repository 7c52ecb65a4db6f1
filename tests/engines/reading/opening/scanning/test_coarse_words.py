"""On a coarse page a word is no surer than its neighbours let it be."""

import pytest

from haidang.engines.reading.opening.scanning.coarse_words import doubt_coarse
from haidang.engines.reading.paper import Token
from haidang.engines.vietnamese.repair.repair_model import shipped_model


def token(text: str, *others: tuple[str, float]) -> Token:
    return Token(text, text, 0, len(text), 0.97, others)


def doubted(*tokens: Token) -> list[Token]:
    return doubt_coarse([list(tokens)], [True], shipped_model().language)[0]


def test_word_with_the_wrong_mark_is_doubtful_and_the_right_one_is_offered():
    words = doubted(*map(token, ("thông", "tin", "cúa", "Thú", "đô", "Hà", "Nội")))

    assert [word.text for word in words if word.confidence < 0.5] == ["cúa", "Thú"]
    assert [word.alternatives[0][0] for word in words if word.confidence < 0.5] == ["của", "Thủ"]
    assert all(share <= word.confidence for word in words for _, share in word.alternatives)


def test_right_words_stay_as_sure_as_they_were():
    said = "I. MỤC TIÊU - Tổ chức các hoạt động thông tin đối ngoại năm 2026 của UBND"

    words = doubted(*(token(word) for word in said.split()))

    assert [word.text for word in words if word.confidence < 0.8] == []


@pytest.mark.parametrize("text", ["Ilải", "1ừ", "B5%", "T.uật", "'Tiếp", "¡", "I"])
def test_what_is_no_word_is_doubtful(text):
    assert [word.confidence < 0.5 for word in doubted(token(text))] == [True]


def test_comma_where_a_point_was_seen_too_is_less_sure():
    [word] = doubted(token("2,", ("2.", 0.5)))

    assert word.confidence == pytest.approx(0.97 / (0.97 + 0.5), abs=0.001)


def test_words_of_other_pages_are_left_alone():
    run = [token("cúa")]

    assert doubt_coarse([run], [False], shipped_model().language) == [run]
