"""The file of the model: the same sections give the same bytes and come back."""

from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.vietnamese.repair.model_file import (
    pack_rising,
    read_sections,
    unpack_rising,
    write_sections,
)


def test_sections_come_back_and_the_bytes_are_the_same_each_time(tmp_path):
    sections = {"words": "của\nvà".encode(), "costs": bytes(range(256)) * 9, "empty": b""}

    for name in ("first", "second"):
        write_sections(tmp_path / name, sections)

    assert read_sections(tmp_path / "first") == sections
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


@given(st.lists(st.integers(0, 2**48), max_size=50).map(sorted))
def test_rising_numbers_come_back(numbers):
    assert list(unpack_rising(pack_rising(numbers))) == numbers
