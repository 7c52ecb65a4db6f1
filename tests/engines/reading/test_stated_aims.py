"""What a sentence sets as an aim, wherever it stands in a paper."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reading.stated_aims import AimDoubt, find_aims

COMPARISON, RATE = AimDoubt.COMPARISON, AimDoubt.RATE


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # seed 002, section X.1
            "Xuất bản Bản tin “Hà Nội hội nhập và Phát triển” (12 số) và Đặc san (6 số)",
            [(12, "số", "=", (COMPARISON,)), (6, "số", "=", (COMPARISON,))],
        ),
        ("Tập huấn cho đội ngũ trên 600 nhân sự", [(600, "nhân sự", ">=", ())]),  # seed 003 line 487
        (  # seed 003 line 307
            "Định kỳ hàng quý tổ chức công tác giao ban với các cơ quan liên quan",
            [(4, "công tác giao ban", "=", (COMPARISON, RATE))],
        ),
        ("Dịch sang tiếng nước ngoài bao gồm 5 thứ tiếng", [(5, "thứ tiếng", "=", (COMPARISON,))]),
        (
            "100% cổng cập nhật; ít nhất 20% trang mở trang tiếng Anh, tổ chức 02 lớp tập huấn",
            [(100, "%", "=", (COMPARISON,)), (20, "%", ">=", ()), (2, "lớp", "=", (COMPARISON,))],
        ),
        ("Tỷ lệ hồ sơ trễ không quá 2,5%", [(Decimal("2.5"), "%", "<=", ())]),
        ("Đạt 90% trở lên", [(90, "%", ">=", ())]),
        ("Mỗi tuần ít nhất 15 tin, bài", [(15, "tin, bài", ">=", (RATE,))]),
    ],
)
def test_aim_is_told_with_its_unit_comparison_and_doubts(text, told):
    assert [(one.value, one.unit, one.comparison, one.doubts) for one in find_aims(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "Đã tổ chức 05 lớp",
        "Hiện có 47% cổng có trang tiếng Anh",
        "Doanh nghiệp 100% vốn nước ngoài",
        "Kế hoạch số 12/KH-UBND ngày 15 tháng 01 năm 2024",
        "Bản đồ tỷ lệ (số 5)",
    ],
)
def test_what_is_so_already_and_other_numbers_are_no_aim(text):
    assert find_aims(text) == ()


@given(st.text(alphabet="0123456789%.,;()/-–≥ hàngquýmỗitổchứcgiaobantrênsốlớp\n“”", max_size=80))
def test_no_text_is_refused_and_every_aim_stands_in_it(text):
    for one in find_aims(text):
        assert one.value > 0
        assert " ".join(one.text.split()) in " ".join(text.split())
