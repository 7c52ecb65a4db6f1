import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.vietnamese.lexicon import document_types
from haidang.engines.vietnamese.sign_patterns import type_slips
from haidang.engines.vietnamese.signs import BlankSign, SignFound, find_blank_signs, find_signs, sign_key

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def seed_paper(number):
    papers = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not papers:
        pytest.skip("needs the papers of ../shared/seeds")
    return papers[0].read_text("utf-8")


@pytest.mark.parametrize(
    ("sign", "kind", "family"),
    [
        ("72/2015/NĐ-CP", "Nghị định", "law"),  # seed 002 line 7
        ("22/2016/TT-BTTTT", "Thông tư", "law"),  # seed 002 line 9
        ("34/2011/TTLT-BTTTT-BNG", "Thông tư liên tịch", "law"),  # seed 003 line 20
        ("16/2020/QĐ-UBND", "Quyết định", "law"),
        ("1/2000/PL-UBTVQH10", "Pháp lệnh", "law"),
        ("1234/1999/BYT-QĐ", "Quyết định", "law"),
        ("57-L/CTN", "Luật", "law"),
        ("3734/QĐ-UBND", "Quyết định", "state"),  # seed 003 line 3
        ("47/NQ-CP", "Nghị quyết", "state"),
        ("14/KH-STTTT", "Kế hoạch", "state"),
        ("782/TTr-STTTT", "Tờ trình", "state"),  # seed 003 line 30
        ("12/QĐ-UBND.VX", "Quyết định", "state"),
        ("12a/KH-UBND", "Kế hoạch", "state"),
        ("3089/BTTTT-TTĐN", "Công văn", "state"),  # seed 002 line 15
        ("1234/UBND-KGVX", "Công văn", "state"),
        ("567/CAT-PA03", "Công văn", "state"),
        ("57-KL/TW", "Kết luận", "party"),  # seed 002 line 114
        ("14-CT/TU", "Chỉ thị", "party"),
        ("521-TB/TU", "Thông báo", "party"),
        ("06-CTr/TU", "Chương trình", "party"),  # seed 002 line 1075
        ("36-HD/VPTW", "Hướng dẫn", "party"),
    ],
)
def test_find_signs_reads_the_sign_of_every_family(sign, kind, family):
    [found] = find_signs(f"văn bản số {sign} ngày 05/02/2025")

    assert found == SignFound(11, 11 + len(sign), sign, sign, kind, family, False, False, "")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("57-\n\nKL/TW", "57-KL/TW"),  # seed 002 lines 114-116
        ("28/CT-\nTTg", "28/CT-TTg"),  # seed 001 line 74
        ("202/KH-\nUBND", "202/KH-UBND"),  # seed 001 line 116
        ("45-\nNQ/TW", "45-NQ/TW"),  # seed 001 line 97
        ("14  /KH-STTTT", "14/KH-STTTT"),  # seed 001 line 4
        ("20/KH - UBND", "20/KH-UBND"),
        ("72/2015/\nNĐ-CP", "72/2015/NĐ-CP"),
        ("3089/BTTTT- TTĐN", "3089/BTTTT-TTĐN"),
        ("57 – KL/TW", "57-KL/TW"),
        ("36 NQ/TW", "36-NQ/TW"),
    ],
)
def test_find_signs_joins_what_lines_and_spaces_parted(written, number):
    [found] = find_signs(f"số {written} của")

    assert (found.raw, found.number, found.is_mended) == (written, number, False)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1079/Qb-TTg", "1079/QĐ-TTg"),  # seed 001 line 82
        ("08/2021/QB-UBND", "08/2021/QĐ-UBND"),  # seed 000 line 119
        ("16/2020/QD-UBND", "16/2020/QĐ-UBND"),  # seed 000 line 3
        ("72/2015/ND-CP", "72/2015/NĐ-CP"),  # seed 004 line 8
        ("1074/BTTTT-TTDN", "1074/BTTTT-TTĐN"),  # seed 004 line 74
        ("1O79/QĐ-TTg", "1079/QĐ-TTg"),
        ("l4-CT/TU", None),
        ("12/NQ-HDND", "12/NQ-HĐND"),
    ],
)
def test_find_signs_mends_slips_of_character_recognition(written, number):
    [found] = find_signs(f"s6 {written} ngay")

    assert (found.raw, found.number, found.is_mended) == (written, number or "14-CT/TU", True)


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        (  # seed 002 line 118
            "34/NQ-TW",
            "Ký hiệu theo mẫu của cơ quan nhà nước nhưng cơ quan ban hành thuộc Đảng; thường viết 34-NQ/TW.",
        ),
        (
            "20-KH/UBND",
            "Ký hiệu theo mẫu của Đảng nhưng cơ quan ban hành thuộc Nhà nước; thường viết 20/KH-UBND.",
        ),
        ("76-Ctr/TU", "Ký hiệu loại văn bản Ctr thường viết CTr."),  # seed 001 line 99
        ("15/TTR-SNV", "Ký hiệu loại văn bản TTR thường viết TTr."),
    ],
)
def test_find_signs_tells_what_is_odd_and_corrects_nothing(sign, reason):
    [found] = find_signs(f"số {sign},")

    assert (found.number, found.is_mended, found.is_odd, found.odd_reason) == (sign, False, True, reason)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Luật số 26/2003/QH11", "Luật"),
        ("Bộ luật Lao động số 45/2019/QH14", "Bộ luật"),
        ("Nghị quyết số 43/2022/QH15", "Nghị quyết"),
        ("Quy định số 37-QĐ/TW", "Quy định"),
        ("Quyết định số 12-QĐ/TW", "Quyết định"),
        ("Nghị định số 63/CP", "Nghị định"),
        ("Hướng dẫn số 1074/BTTTT-TTĐN", "Hướng dẫn"),  # seed 004 line 74, repaired
        ("theo văn bản số 1074/BTTTT-TTĐN", "Công văn"),
    ],
)
def test_find_signs_takes_the_kind_from_the_words_before_where_the_code_leaves_it_open(text, kind):
    assert [found.kind for found in find_signs(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Nghị quyết 47/NQ-CP - UBND tỉnh", "47/NQ-CP"),
        ("Nghị định 72/2015/NĐ-CPngày", "72/2015/NĐ-CP"),
        ("Quyết định 12/QĐ-UBND.Căn cứ", "12/QĐ-UBND"),
        ("số 43/2022/QH15 - Luật", "43/2022/QH15"),
    ],
)
def test_find_signs_ends_where_the_sign_ends(text, raw):
    assert [found.raw for found in find_signs(text)] == [raw]


@pytest.mark.parametrize(
    "text",
    [
        "ngày 20/6/2024",
        "47/63 tỉnh, thành phố",
        "trực 24/7",
        "ĐT: 024.3826/7890",
        "120 triệu/năm",
        "100/VND",
        "Luật Tổ chức HĐND-UBND",  # seed 003 line 14
        "5/CLB-Đoàn",
        "theo Mẫu số 01/TB-KTT",
        "số………../KH-UBND",
        "15/7/2021/QĐ-UBND",
        "giai đoạn 2021-2025",
    ],
)
def test_find_signs_takes_nothing_else_for_a_sign(text):
    assert find_signs(text) == []


@pytest.mark.shared
def test_find_signs_reads_all_papers_cited_in_a_real_plan():
    found = find_signs(seed_paper("002"))

    assert [sign.number for sign in found] == [
        "72/2015/NĐ-CP",
        "22/2016/TT-BTTTT",
        "3089/BTTTT-TTĐN",
        "57-KL/TW",
        "34/NQ-TW",
        "1191/QĐ-TTg",
        "112/KH-UBND",
        "1079/QĐ-TTg",
        "28/CT-TTg",
        "1191/QĐ-TTg",
        "08/2021/QĐ-UBND",
        "146/KH-UBND",
        "36-NQ/TW",
        "09-NQ/TU",
        "06-CTr/TU",
        "15-NQ/TW",
        "12-CT/TW",
    ]
    assert [sign.number for sign in found if sign.is_odd] == ["34/NQ-TW"]


@pytest.mark.parametrize(
    ("text", "raw", "kind"),
    [
        (
            "(Kèm theo Kế hoạch số………../KH-UBND ngày……/..…/2024)",
            "số………../KH-UBND",
            "Kế hoạch",
        ),  # seed 002 line 713
        ("Số:      /KH-UBND    Hà Nội", "Số:      /KH-UBND", "Kế hoạch"),
        ("Số: .../QĐ-UBND", "Số: .../QĐ-UBND", "Quyết định"),
        ("Số:    /2024/QĐ-UBND", "Số:    /2024/QĐ-UBND", "Quyết định"),
        ("Số ...-KH/TU", "Số ...-KH/TU", "Kế hoạch"),
        ("Kế hoạch ……/KH-UBND", "……/KH-UBND", "Kế hoạch"),
    ],
)
def test_find_blank_signs_finds_numbers_left_open(text, raw, kind):
    start = text.index(raw)

    assert find_blank_signs(text) == [BlankSign(start, start + len(raw), raw, kind)]


def test_find_signs_and_blank_signs_know_every_type_and_its_slips():
    types = [*document_types(), *type_slips()]

    numbered = [find_signs(f"số 12/{code}-UBND")[0].number for code in types]
    blank = [find_blank_signs(f"Số: .../{code}-UBND")[0].kind for code in types]

    assert numbered == [f"12/{type_slips().get(code, code)}-UBND" for code in types]
    assert blank == [document_types()[type_slips().get(code, code)] for code in types]


@pytest.mark.parametrize("text", ["Số: 14/KH-STTTT", "số 57-KL/TW", "và/hoặc", "Số: 14  /KH-STTTT"])
def test_find_blank_signs_finds_none_where_a_number_stands(text):
    assert find_blank_signs(text) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("57 - KL/TƯ", "57-KL/TW"), ("16/2020/QD-UBND", "16/2020/QĐ-UBND"), ("76-Ctr/TU", "76-CTr/TU")],
)
def test_sign_key_is_one_for_one_paper(first, second):
    assert sign_key(first) == sign_key(second)


def test_sign_key_parts_state_and_party_forms():
    assert sign_key("34/NQ-TW") != sign_key("34-NQ/TW")


@given(st.text(alphabet="0123456789IlO/-–. \nQĐNKHTWUBCPrg&số…"))
def test_find_signs_gives_places_that_hold_the_text(text):
    found = [*find_signs(text), *find_blank_signs(text)]

    assert all(text[one.start : one.end] == one.raw for one in found)


@given(
    st.integers(1, 99999),
    st.sampled_from(["QĐ", "KH", "NQ", "CT", "TB", "TTr", "CTr", "BC"]),
    st.sampled_from(["UBND", "SNgV", "SVHTTDL", "CP", "TTg", "BCĐ"]),
    st.sampled_from([" ngày", ",", "\n", ".", ";", ")"]),
)
def test_find_signs_reads_any_number_type_and_body(number, type_code, body, after):
    sign = f"{number}/{type_code}-{body}"

    assert [found.number for found in find_signs(f"(số {sign}{after}")] == [sign]


@pytest.mark.parametrize(
    "piece",
    [
        "1/KH-",
        "AAAAAAAAAAAAA-",
        "1-KH/",
        "số ",
        "số: ....",
        "....",
        "1/AAAAAAA",
        "l",
        "1/\n",
        "1/QĐ-\n",
        "lO1",
    ],
)
def test_find_signs_stays_fast_on_hostile_repetition(piece):
    text = piece * (100_000 // len(piece))

    started = time.process_time()
    find_signs(text)
    find_blank_signs(text)

    assert time.process_time() - started < 1
