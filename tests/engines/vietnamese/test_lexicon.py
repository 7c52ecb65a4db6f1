from importlib.resources import files

import pytest

from haidang.engines.vietnamese import lexicon


@pytest.mark.parametrize(
    ("entries", "code", "name"),
    [
        (lexicon.document_types(), "QĐ", "Quyết định"),
        (lexicon.agency_abbreviations(), "BTC", "Bộ Tài chính"),
        (lexicon.name_abbreviations(), "UBND", "Ủy ban nhân dân"),
    ],
)
def test_lexicon_names_codes(entries, code, name):
    assert entries[code] == name
    assert all(code.strip() and name.strip() for code, name in entries.items())


def test_lexicon_knows_provinces_of_before_and_after_2025():
    assert {"Hà Nội", "Hà Giang", "Cần Thơ", "Huế"} <= lexicon.province_names()


def test_lexicon_composes_names_of_bodies_from_heads_tails_and_provinces():
    asked = {
        "Sở Ngoại vụ",
        "Ban Tuyên giáo Tỉnh ủy",
        "Báo và Phát thanh, Truyền hình Lạng Sơn",
        "Bộ Ngoại vụ",
    }

    assert asked - lexicon.body_names() == {"Bộ Ngoại vụ"}


def test_every_data_file_says_its_source_first():
    data = files("haidang.engines.vietnamese").joinpath("data")
    openings = {file.name: file.read_text("utf-8").splitlines()[0] for file in data.iterdir()}

    assert len(openings) == 8
    assert [
        name for name, opening in openings.items() if not opening.startswith("# ") or "2026" not in opening
    ] == []
