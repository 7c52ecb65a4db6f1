import unicodedata

import pytest

from haidang.engines.reading.opening.secrecy import bears_secret_mark

LETTERHEAD = ["UBND TỈNH HÀ NAM", "SỞ NGOẠI VỤ", "Số: 12/KH-SNgV", "Hà Nam, ngày 12 tháng 01 năm 2025"]
BODY = ["KẾ HOẠCH", "Thông tin đối ngoại năm 2025", "", "Căn cứ Nghị định số 72/2015/NĐ-CP;"] * 12

ALONE = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "M Ậ T",
    "T Ố I  M Ậ T",
    "T U Y Ệ T   M Ậ T",
    "MAT",
    "TOI MAT",
    "TUYET MAT",
    unicodedata.normalize("NFD", "TUYỆT MẬT"),
    unicodedata.normalize("NFD", "M Ậ T"),
    "TÓI MẠT",
    "TUYÊT MÂT",
    "MẬ T",
    "TỐl MẬT",
    "T0I MAT",
    "TUYBT MẬT",
    "TỐ MẬT",
    "TỔ MẬT",
    "TỐT MẬT",
    "[TỐ MẬT",
    "[ MẬT ]",
    "*** TỐI MẬT ***",
    "**MẬT**",
    "<b>TUYỆT MẬT</b>",
    "(MẬT)",
    "M.Ậ.T",
    "MẬT MẬT MẬT",
    "М А Т",
    "\uff2d\u1eac\uff34",
    "M\u200bẬ\u200bT",
    "\u202eTẬM\u202c",
    "Độ mật: Tối mật",
    "ĐỘ MẬT: MẬT",
    "Mức độ mật: Tuyệt mật",
    "Do mat: Toi mat",
    "| MẬT |",
]

BESIDE = [
    "MẬT   Số: 12/BC-UBND",
    "MẬT Số: 12/BC-UBND",
    "Số: 12/BC-UBND    MẬT",
    "Số: 12/BC-UBND TỐI MẬT",
    "SỞ NGOẠI VỤ\tMẬT",
    "UBND TỈNH HÀ NAM TỐI MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "HỎA TỐC - MẬT",
    "TỐI MẬT - Bản số: 02",
    "Tuyệt mật",
    "Tối mật",
    "TÀI LIỆU MẬT",
    "MẶT",
]

SPLIT = [
    ["TUYỆT", "MẬT"],
    ["TỐI", "", "MẬT"],
    ["M", "Ậ", "T"],
    ["TUY", "ỆT", "M", "ẬT"],
    ["Độ mật:", "Tối mật"],
]

NO_MARK = [
    "- Chấp hành nghiêm chế độ bảo mật thông tin, bảo vệ bí mật Nhà nước trong hoạt động thông tin đối ngoại;",
    "Luật Bảo vệ bí mật nhà nước ngày 15/11/2018;",
    "MẬT ĐỘ DÂN SỐ",
    "MẬT ĐỘ",
    "mật ong",
    "MẬT ONG RỪNG",
    "BẢO MẬT",
    "BÍ MẬT",
    "HỘI MẬT",
    "CÔNG TÁC BẢO MẬT",
    "BẢO  MẬT  THÔNG  TIN",
    "tài liệu mật",
    "mật",
    "tuyệt mật.",
    "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT, TUYỆT MẬT",
    "QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "Độ mật: Không",
    "Độ mật: Thường",
    "Các độ mật: tuyệt mật, tối mật, mật",
    "TUYẾT MAI",
    "Nguyễn Thị Tuyết Mai",
    "TỐI MAI",
    "TÔ MẮT",
    "Tổ mật",
    "THÂN MẬT",
    "MẬT MÃ",
    "Tối mật là độ mật của tài liệu được quy định tại Điều 8;",
    "TÔI MẤT NGỦ",
    "TIN MỚI NHẤT",
    "Mặt trận Tổ quốc",
    "MẶT TRẬN TỔ QUỐC VIỆT NAM",
]

NO_MARK_SPLIT = [
    ["CÔNG TÁC BẢO", "MẬT"],
    ["MẬT", "ĐỘ DÂN SỐ"],
    ["QUY CHẾ BẢO VỆ BÍ", "MẬT NHÀ NƯỚC"],
    ["bảo vệ bí", "mật"],
    ["TỐI", "THIỂU"],
    ["Độ mật:", "Độ khẩn: Hỏa tốc"],
]


@pytest.mark.parametrize("mark", ALONE)
def test_mark_is_found_alone_anywhere(mark: str) -> None:
    assert bears_secret_mark([mark, "", *LETTERHEAD, *BODY])
    assert bears_secret_mark([*LETTERHEAD, *BODY, "", mark, "", "Trên đây là kế hoạch."])


@pytest.mark.parametrize("mark", BESIDE)
def test_mark_is_found_beside_other_words_of_a_letterhead(mark: str) -> None:
    assert bears_secret_mark(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", mark, "", *BODY])


@pytest.mark.parametrize("pieces", SPLIT)
def test_mark_is_found_split_over_lines(pieces: list[str]) -> None:
    assert bears_secret_mark([*LETTERHEAD, "", *pieces, "", *BODY])


@pytest.mark.parametrize("words", NO_MARK)
def test_words_are_no_mark_at_the_top_and_in_the_body(words: str) -> None:
    assert not bears_secret_mark([*LETTERHEAD, "", words, "", *BODY])
    assert not bears_secret_mark([*LETTERHEAD, *BODY, "", words, ""])


@pytest.mark.parametrize("lines", NO_MARK_SPLIT)
def test_words_broken_over_lines_are_no_mark(lines: list[str]) -> None:
    assert not bears_secret_mark([*LETTERHEAD, "", *lines, "", *BODY])


def test_another_word_alone_in_the_body_is_no_mark() -> None:
    assert not bears_secret_mark([*LETTERHEAD, *BODY, "", "MẶT", "", "MẮT", ""])
