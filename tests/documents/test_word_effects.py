"""A word is changed in a value only where it came from the changed place."""

import pytest

from haidang.documents.operations.word_effects import ChangedPlace, WordReplacement


def changed(value, lines, *places, old="đổi", new="đối"):
    numbered = dict(enumerate(lines, start=1))
    marks = [ChangedPlace(number, start) for number, start in places]
    return WordReplacement(old, new, lines=numbered, changed=marks).value_with(value)


@pytest.mark.parametrize(
    ("text", "lines", "place", "result"),
    [
        ("thông tin đổi ngoại", ["thông tin đổi ngoại"], (1, 10), "thông tin đối ngoại"),
        # The word may stand at the end of a line, and at the end of its value.
        ("thông tin đổi ngoại", ["1. thông tin đổi", "ngoại"], (1, 13), "thông tin đối ngoại"),
        ("thông tin đổi", ["1. thông tin đổi", "Sở Du lịch"], (1, 13), "thông tin đối"),
        ("đổi", ["đổi"], (1, 0), "đối"),
        # Only whole words, and only with the same neighbours.
        ("trao đổiq ngoại", ["thông tin đổi ngoại"], (1, 10), "trao đổiq ngoại"),
        ("trao đổi mới", ["thông tin đổi ngoại"], (1, 10), "trao đổi mới"),
        ("trao đổi thông tin đổi ngoại", ["trao đổi thông tin đổi ngoại"], (1, 19), "trao đổi thông tin đối ngoại"),
        # Two places that look alike: told by their order when the value holds both, left alone when not.
        ("tin đổi ngoại; tin đổi ngoại", ["tin đổi ngoại;", "tin đổi ngoại"], (2, 4), "tin đổi ngoại; tin đối ngoại"),
        ("tin đổi ngoại", ["tin đổi ngoại", "tin đổi ngoại"], (2, 4), "tin đổi ngoại"),
    ],
)  # fmt: skip
def test_word_is_changed_with_its_neighbours(text, lines, place, result):
    assert changed({"title": text}, lines, place) == {"title": result}


def test_parts_that_name_their_lines_are_told_apart_by_them():
    lines = ["tin đổi ngoại", "tin đổi ngoại"]
    parts = [{"text": "tin đổi ngoại", "lines": [[number, number]]} for number in (1, 2)]
    value = {
        "title": "tin đổi ngoại",
        "product": "tin đổi ngoại",
        "_field_lines": {"title": [[1, 1]], "product": [[2, 2]]},
        "items": parts,
    }

    assert changed(value, lines, (2, 4)) == value | {
        "product": "tin đối ngoại",
        "items": [parts[0], parts[1] | {"text": "tin đối ngoại"}],
    }


def test_two_equal_places_that_both_change_need_not_be_told_apart():
    lines = ["tin đổi ngoại", "tin đổi ngoại"]

    assert changed({"items": [{"text": "tin đổi ngoại"}]}, lines, (1, 4), (2, 4)) == {
        "items": [{"text": "tin đối ngoại"}]
    }


def test_only_parts_with_words_change():
    value = {
        "label": "đổi",
        "title": "đổi ngoại",
        "lines": [[1, 1]],
        "_field_lines": {"title": [[1, 1]]},
        "lead": ["Sở đổi ngoại"],
        "quantity": None,
    }

    assert changed(value, ["đổi ngoại Sở đổi ngoại"], (1, 0), (1, 13)) == value | {
        "title": "đối ngoại",
        "lead": ["Sở đối ngoại"],
    }


def test_value_given_in_is_not_touched():
    value = {"title": "tin đổi ngoại"}

    changed(value, ["tin đổi ngoại"], (1, 4))

    assert value == {"title": "tin đổi ngoại"}
