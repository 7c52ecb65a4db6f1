"""Read words become lines; another reading of a word is never surer than the one that was chosen."""

from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reading.opening.scanning.page_text import set_page_text
from haidang.engines.reading.opening.scanning.readings import merge_readings, vote_again
from haidang.engines.reading.opening.scanning.recognition import ReadWord
from haidang.engines.reading.opening.scanning.scanned_page import ScannedWord, WordReading

SURE = st.floats(0.01, 1)
TEXTS = st.sampled_from(["I", "I.MỤC", "MỤC", "I.", "ĐÍCH", "tố", "tổ"])


def words_of(words: list[ReadWord]) -> list[ScannedWord]:
    return set_page_text(words, (), number=1, width=595, height=842).words


@st.composite
def read_words(draw, place: int) -> ReadWord:
    """A word with up to two other readings, however sure, as recognition gives them: the likeliest first."""
    text, *others = draw(st.lists(TEXTS, min_size=1, max_size=3, unique=True))
    shares = sorted(draw(st.lists(SURE, min_size=len(others), max_size=len(others))), reverse=True)
    readings = tuple(map(WordReading, others, shares))
    return ReadWord(text, draw(SURE), 100 * place, 100, 100 * place + 80, 130, 1, readings)


def lines_read() -> st.SearchStrategy[list[ReadWord]]:
    return st.integers(1, 3).flatmap(lambda count: st.tuples(*map(read_words, range(count))).map(list))


def test_reading_that_another_parting_of_words_offers_is_no_surer_than_the_words_chosen():
    chosen = [ReadWord("I.", 0.9, 100, 100, 120, 130, 1), ReadWord("MỤC", 0.9, 140, 100, 200, 130, 1)]
    glued = [ReadWord("I.MỤC", 0.86, 100, 100, 200, 130, 1)]

    told = [
        (word.text, word.confidence, word.alternatives) for word in words_of(merge_readings(chosen, glued))
    ]

    assert told == [("I.", 0.81, (WordReading("I.MỤC", 0.81),)), ("MỤC", 0.81, ())]


@given(lines_read(), lines_read(), st.lists(lines_read(), max_size=3))
def test_no_alternative_of_any_merge_or_vote_is_surer_than_its_word(first, second, further):
    words = words_of(vote_again(merge_readings(first, second), further))

    assert [
        word for word in words if any(other.confidence > word.confidence for other in word.alternatives)
    ] == []
    assert all(
        list(word.alternatives) == sorted(word.alternatives, key=lambda each: -each.confidence)
        for word in words
    )
