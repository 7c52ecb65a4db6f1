"""The whole way from misread words to right ones, by usual misreadings."""

import pytest

from haidang.engines.vietnamese.repair.kinds import TextKind
from haidang.engines.vietnamese.repair.whole_text import repair_text


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("té chirc trién khai", "tổ chức triển khai"),
        ("thông tin d6i ngoai", "thông tin đối ngoại"),
        ("hoat dong cia co quan", "hoạt động của cơ quan"),
        ("thirc hién nhiém vu", "thực hiện nhiệm vụ"),
        ("CHU TICH UY BAN", "CHỦ TỊCH ỦY BAN"),
    ],
)
def test_usual_misreadings_are_undone(raw, meant):
    assert [line.text for line in repair_text([raw], kind=TextKind.DAMAGED).lines] == [meant]


def test_right_words_among_misread_ones_stay():
    raw = "công tác thông tin cia tỉnh nam 2025"
    (line,) = repair_text([raw], kind=TextKind.DAMAGED).lines

    assert line.text == "công tác thông tin của tỉnh năm 2025"


def test_word_that_nobody_can_read_is_kept_with_low_confidence_or_alternatives():
    (line,) = repair_text(["hoat dong xqzwkv cia tinh"], kind=TextKind.DAMAGED).lines
    (odd,) = [token for token in line.tokens if token.raw == "xqzwkv"]

    assert odd.confidence < 0.9 or odd.text == "xqzwkv"
