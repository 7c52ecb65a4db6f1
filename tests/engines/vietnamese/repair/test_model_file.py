"""The file of the model: the same sections give the same bytes and come back."""

from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.vietnamese.repair.model_file import (
    Groups,
    pack_groups,
    read_sections,
    write_sections,
)


def test_sections_come_back_and_the_bytes_are_the_same_each_time(tmp_path):
    sections = {"words": "của\nvà".encode(), "costs": bytes(range(256)) * 9, "empty": b""}

    for name in ("first", "second"):
        write_sections(tmp_path / name, sections)

    assert read_sections(tmp_path / "first") == sections
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


@given(st.lists(st.sets(st.integers(0, 6999), max_size=8).map(sorted), min_size=1, max_size=9))
def test_members_of_groups_come_back_with_their_places(groups):
    keys = [group * 7000 + member for group, members in enumerate(groups) for member in members]

    packed = Groups(pack_groups("x", keys, size=7000, groups=len(groups)), "x")

    assert [list(packed.members_at(packed.places_of(group))) for group in range(len(groups))] == groups
    assert [place for group in range(len(groups)) for place in packed.places_of(group)] == list(
        range(len(keys))
    )
