"""Whom a letter is addressed to."""

import pytest
from factories.papers import make_paper, seed_paper

from haidang.engines.reading.recipients import read_addressees


def test_addressees_after_the_opening_are_parted_by_semicolons():
    paper = make_paper(
        "Kính gửi: Ủy ban nhân dân tỉnh Lào Cai; UBND thành phố Huế; Văn phòng Chính phủ\n\nBộ đề nghị."
    )

    assert [(one.name, one.kind) for one in read_addressees(paper)] == [
        ("Lào Cai", "tỉnh"),
        ("Huế", "thành phố"),
        ("Văn phòng Chính phủ", None),
    ]


def test_numbered_list_in_one_column_is_read_in_its_order():
    paper = make_paper("Danh sách\n1. UBND tỉnh Sơn La\n2. UBND thành phố Hải Phòng\n3. UBND tỉnh Cà Mau")

    assert [(one.name, one.lines) for one in read_addressees(paper)] == [
        ("Sơn La", (2,)),
        ("Hải Phòng", (3,)),
        ("Cà Mau", (4,)),
    ]


def test_misread_name_in_a_damaged_list_is_the_one_province_it_is_nearest_to():
    listed = (
        "Danh sách\n1. UBND tỉnh Sơn Lạ\n2. UBND TP Hải Phông\n3. UBND tỉnh Quảng Ngin\n4. UBND tỉnh Cà Mau"
    )

    damaged = [one.name for one in read_addressees(make_paper(listed, is_damaged=True))]
    sound = [one.name for one in read_addressees(make_paper(listed))]

    assert damaged == ["Sơn La", "Hải Phòng", "Quảng Ngin", "Cà Mau"]
    assert sound == ["Sơn Lạ", "Hải Phông", "Quảng Ngin", "Cà Mau"]


@pytest.mark.shared
def test_damaged_list_in_two_columns_has_all_provinces():
    found = read_addressees(seed_paper("004"))

    assert len(found) == 63
    assert (found[0].name, found[0].kind, found[32].name) == ("An Giang", "tỉnh", "Kiên Giang")
    assert sum(one.kind == "thành phố" for one in found) == 5
