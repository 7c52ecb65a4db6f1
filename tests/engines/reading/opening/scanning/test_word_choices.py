"""The language chooses between readings that the recogniser saw, and between those alone."""

from dataclasses import replace

from haidang.engines.reading.opening.scanning.word_choices import choose_words
from haidang.engines.reading.paper import Token
from haidang.engines.vietnamese.repair.repair_model import shipped_model


def read(*words: str, **others: tuple[str, float]) -> list[Token]:
    """Words read with 0.95; `others` are further readings of some, by the word."""
    return [
        Token(word, word, 0, len(word), 0.95, (others[word],) if word in others else ()) for word in words
    ]


def chosen(*runs: list[Token]) -> list[str]:
    return [" ".join(token.text for token in run) for run in choose_words(runs, shipped_model().language)]


def test_mark_over_a_vowel_is_chosen_by_the_words_around():
    run = read("Liên", "hiệp", "các", "tố", "chức", "hữu", "nghị", tố=("tổ", 0.5))

    assert chosen(run) == ["Liên hiệp các tổ chức hữu nghị"]


def test_right_word_stays_where_another_was_seen():
    run = read("công", "tác", "thông", "tin", "đối", "ngoại", đối=("đổi", 0.4))

    assert chosen(run) == ["công tác thông tin đối ngoại"]


def test_exchanged_word_is_never_sure_and_keeps_what_was_read():
    [run] = choose_words(
        [read("Sở", "Văn", "hóa", "và", "Thế", "thao", Thế=("Thể", 0.7))], shipped_model().language
    )

    exchanged = run[4]
    assert (exchanged.raw, exchanged.text) == ("Thế", "Thể")
    assert exchanged.confidence < 0.93
    assert exchanged.alternatives == (("Thế", exchanged.confidence),)


def test_exchanged_word_is_no_surer_than_the_ink_was():
    doubtful = replace(read("tố", tố=("tổ", 0.5))[0], confidence=0.55)

    [run] = choose_words([[*read("các"), doubtful, *read("chức", "chính", "trị")]], shipped_model().language)

    assert (run[1].text, run[1].confidence) == ("tổ", 0.55)


def test_nothing_is_read_that_was_not_seen():
    run = read("Liên", "hiệp", "các", "tố", "chức")

    assert chosen(run) == ["Liên hiệp các tố chức"]


def test_numbers_and_numerals_are_not_chosen_by_the_language():
    run = read("Quý", "II", "năm", "2025,", **{"II": ("vì", 0.9), "2025,": ("và", 0.9)})

    assert chosen(run) == ["Quý II năm 2025,"]


def test_marks_behind_a_word_stay_with_the_reading_chosen():
    run = read("chủ", "quyền", "biến,", "đảo", **{"biến,": ("biển,", 0.5)})

    assert chosen(run) == ["chủ quyền biển, đảo"]


def test_name_the_language_does_not_know_stays():
    run = read("Báo", "Hànộimới", Hànộimới=("Hànộimôi", 0.9))

    assert chosen(run, []) == ["Báo Hànộimới", ""]
