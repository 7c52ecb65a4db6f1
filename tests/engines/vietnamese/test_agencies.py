import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.vietnamese.agencies import (
    EXACT_SCORE,
    LIKELY_SCORE,
    MARKS_LOST_SCORE,
    PLACE_LEFT_OUT_SCORE,
    PLACE_NAMED_SCORE,
    AgencyMatch,
    agency_key,
    match_agency,
)


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("Trung tâm Thông tin - Truyền thông", "Trung tâm Thông tin và Truyền thông"),
        ("TT Thông tin – Truyền thông", "Trung tâm Thông tin và Truyền thông"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("Sở TTTT", "Sở Thông tin và Truyền thông"),  # seed 003 line 473
        ("STTTT", "Sở Thông tin và Truyền thông"),
        ("Bộ TT & TT", "Bộ Thông tin và Truyền thông"),
        ("Sở VHTT", "Sở Văn hóa và Thể thao"),
        ("Sở Văn hóa – Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),  # seed 003 line 125
        ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở GD-ĐT", "Sở Giáo dục và Đào tạo"),
        ("UBND TP. Hà Nội", "Ủy ban nhân dân thành phố Hà Nội"),
        ("UBND Tp Hải Phòng", "Uỷ ban nhân dân thành phố Hải Phòng"),
        ("HĐND Thành phố", "HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ"),
        ("BCĐ TTĐN", "Ban Chỉ đạo thông tin đối ngoại"),
        ("VP UBND Thành phố;", "Văn phòng Ủy ban nhân dân thành phố"),
        ("CATP Hà Nội", "Công an thành phố Hà Nội"),
    ],
)
def test_agency_key_is_one_for_one_body(written, full):
    assert agency_key(written) == agency_key(full)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sở Văn hóa và Thể thao", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Ngoại vụ", "Sở Nội vụ"),
        ("Bộ Thông tin và Truyền thông", "Sở Thông tin và Truyền thông"),
        ("Ủy ban nhân dân quận", "Ủy ban nhân dân thành phố"),
    ],
)
def test_agency_key_parts_different_bodies(first, second):
    assert agency_key(first) != agency_key(second)


def test_match_agency_puts_the_exact_body_first_and_others_clearly_lower():
    candidates = [
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Du lịch",
        "Sở Văn hóa và Thể thao",
        "Công an thành phố",
    ]

    matches = match_agency("Sở Văn hóa - Thể thao", candidates)

    assert matches[0] == AgencyMatch("Sở Văn hóa và Thể thao", EXACT_SCORE)
    assert [match.name for match in matches[1:]] == ["Sở Văn hóa, Thể thao và Du lịch"]
    assert matches[1].score < LIKELY_SCORE - 0.1


@pytest.mark.parametrize(
    ("name", "candidate", "score"),
    [
        ("Sở TT&TT", "Sở Thông tin và Truyền thông thành phố Hà Nội", PLACE_LEFT_OUT_SCORE),
        ("Sở Ngoại vụ Hải Phòng", "Sở Ngoại vụ", PLACE_LEFT_OUT_SCORE),
        ("Công an Thành phố", "Công an thành phố Hà Nội", PLACE_NAMED_SCORE),
        ("UBND Hải Phòng", "Ủy ban nhân dân thành phố Hải Phòng", PLACE_NAMED_SCORE),
        ("Ban Tuyên giáo Tỉnh ủy Nghệ An", "Ban Tuyên giáo Tỉnh ủy", PLACE_LEFT_OUT_SCORE),
        ("Sở LĐTB&XH", "Sở Lao động - Thương binh và Xã hội tỉnh An Giang", PLACE_LEFT_OUT_SCORE),
        ("Ủy ban Hòa bình", "Ủy ban Hòa bình Thành phố", PLACE_LEFT_OUT_SCORE),  # Hòa Bình was a province too
        ("So Ngoai vu", "Sở Ngoại vụ", MARKS_LOST_SCORE),
    ],
)
def test_match_agency_scores_what_one_name_leaves_out(name, candidate, score):
    assert match_agency(name, [candidate]) == [AgencyMatch(candidate, score)]


@pytest.mark.parametrize(
    "slip", ["Sở Thông tin và Truyên thông", "Sở Thông tin và Truyền thôg", "Sỡ Thông tin Truyền thông"]
)
def test_match_agency_takes_a_slip_of_typing_as_likely(slip):
    [best, *_] = match_agency(slip, ["Sở Thông tin và Truyền thông", "Sở Nội vụ"])

    assert best.name == "Sở Thông tin và Truyền thông"
    assert LIKELY_SCORE <= best.score < EXACT_SCORE


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Sở Nội vụ", "Sở Ngoại vụ"),
        ("Sở Du lịch thành phố Hà Nội", "Sở Du lịch thành phố Hải Phòng"),
        ("UBND quận", "UBND Thành phố"),
        ("Sở Ngoại vụ Hà Nội", "Sở Ngoại vụ Đà Nẵng"),
        ("UBND huyện Ba Vì", "UBND Hà Nội"),
        ("Bộ Tài chính", "Sở Tài chính"),
        ("Ban Tuyên giáo Trung ương", "Ban Tuyên giáo Thành ủy"),
    ],
)
def test_match_agency_never_takes_another_body_as_likely(name, other):
    assert all(match.score < LIKELY_SCORE for match in match_agency(name, [other]))


def test_match_agency_shows_ambiguity_by_close_scores():
    candidates = ["Sở Du lịch thành phố Hà Nội", "Sở Du lịch thành phố Hải Phòng", "Sở Tư pháp"]

    matches = match_agency("Sở Du lịch", candidates)

    assert [match.score for match in matches] == [PLACE_LEFT_OUT_SCORE, PLACE_LEFT_OUT_SCORE]


def test_match_agency_proposes_nothing_when_nothing_is_near():
    assert match_agency("Thông tấn xã Việt Nam", ["Sở Tư pháp", "Công an thành phố"]) == []


@given(st.text(max_size=60))
def test_agency_key_is_idempotent_on_its_own_keys(name):
    key = agency_key(name)

    assert key == " ".join(key.split())
    assert match_agency(name, [name]) == ([AgencyMatch(name, EXACT_SCORE)] if key else [])


@given(st.text(max_size=40), st.text(max_size=40))
def test_match_agency_is_symmetric_and_exact_only_for_the_same_key(first, second):
    there = [match.score for match in match_agency(first, [second])]

    assert there == [match.score for match in match_agency(second, [first])]
    assert (there == [EXACT_SCORE]) == (agency_key(first) == agency_key(second) != "")


@pytest.mark.parametrize("piece", ["TT", "TT&", "TT - ", " xã", "a,", " thành phố"])
def test_agency_key_stays_fast_on_hostile_repetition(piece):
    text = piece * (100_000 // len(piece))

    started = time.process_time()
    agency_key(text)

    assert time.process_time() - started < 1
