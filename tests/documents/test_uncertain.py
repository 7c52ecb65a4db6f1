"""Which words of a paper are worth a look."""

from factories.words import repaired_line

from haidang.documents.models import DocumentReading
from haidang.documents.operations.uncertain import least_certain_words


def token(text: str, confidence: float, start: int = 0, **parts) -> dict:
    about = {"raw": text, "text": text, "start": start, "end": start + len(text), "alternatives": []}
    return about | {"confidence": confidence} | parts


def chosen(*confidences: float) -> list[float]:
    lines = [
        {"number": number, "text": "chữ", "tokens": [token("chữ", confidence)]}
        for number, confidence in enumerate(confidences, start=1)
    ]
    return [word.confidence for word in least_certain_words(DocumentReading(), lines) if word.is_listed]


def test_two_in_a_hundred_are_chosen_the_least_certain_first():
    assert chosen(*[0.9] * 97, 0.8, 0.7, 0.95) == [0.7, 0.8]


def test_all_that_are_more_likely_wrong_than_right_are_chosen():
    assert chosen(0.9, 0.4, 0.49, 0.1, 0.5) == [0.1, 0.4, 0.49]


def test_nothing_is_asked_where_the_machine_is_sure():
    assert chosen(0.99, 0.981, 1.0) == []
    assert chosen(0.98, 1.0) == [0.98]


def test_queue_ends_at_a_thousand():
    assert len(chosen(*[0.2] * 1_200)) == 1_000


def test_signs_alone_are_no_words():
    line = {
        "number": 1,
        "text": "... 16/2020",
        "tokens": [token("...", 0.1), token("16/2020", 0.2, start=4)],
    }

    words = least_certain_words(DocumentReading(), [line])

    assert [(word.text, word.start, word.end, word.order) for word in words] == [("16/2020", 4, 11, 1)]


def test_word_whose_place_cannot_be_told_is_left_out():
    line = {
        "number": 1,
        "text": "thông tin tin",
        "tokens": [token("tin", 0.1), token("lạ", 0.1, start=4), token("tin", 0.2, start=9)],
    }

    words = least_certain_words(DocumentReading(), [line])

    assert [(word.start, word.end) for word in words] == [(6, 9), (10, 13)]


def test_other_readings_come_likeliest_first_without_the_chosen_one():
    others = [["đoi", 0.1], ["đối", 0.3], ["đổi", 0.5], [" ", 0.2]]
    line = repaired_line(1, "ddi", "đổi")
    line["tokens"][0]["alternatives"] = others

    (word,) = least_certain_words(DocumentReading(), [line])

    assert word.alternatives == [["đối", 0.3], ["đoi", 0.1]]


def test_signs_around_a_word_stay_in_the_line():
    others = [["tế;", 0.3], ["tệ,", 0.2], ["tố", 0.005]]
    line = {
        "number": 1,
        "text": "(tổ;) 80%",
        "tokens": [
            token("(tổ;)", 0.1, raw="(té;)", alternatives=others),
            token("80%", 0.2, start=6, raw="%%"),
        ],
    }

    words = least_certain_words(DocumentReading(), [line])

    assert [(word.raw, word.text, word.start, word.end, word.alternatives) for word in words] == [
        ("té", "tổ", 1, 3, [["tế", 0.3], ["tệ", 0.2]]),
        ("%%", "80", 6, 8, []),
    ]


def test_places_read_alike_follow_without_being_listed():
    spread = [("ddi", "đổi", 0.2), ("ddi", "đổi", 0.99), ("d6i", "đổi", 0.99), ("ngoai", "ngoại", 0.99)]
    lines = [
        {"number": number, "text": text, "tokens": [token(text, confidence, raw=raw)]}
        for number, (raw, text, confidence) in enumerate(spread, start=1)
    ]

    words = least_certain_words(DocumentReading(), lines)

    assert [(word.line_number, word.order, word.is_listed) for word in words] == [(1, 1, True), (2, 2, False)]


def test_word_recognised_on_a_picture_keeps_its_box():
    box = {"left": 1.0, "top": 2.0, "right": 3.0, "bottom": 4.0}
    line = {"number": 1, "text": "tin", "tokens": [token("tin", 0.1, box=box)]}

    assert [word.box for word in least_certain_words(DocumentReading(), [line])] == [box]
