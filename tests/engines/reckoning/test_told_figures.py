"""A narrative that names a figure of the table with another number: by its whole name or shortened, and few."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.told_figures import TableFigure, ToldOtherwise, told_otherwise

FOREIGN = TableFigure("Tin, bài bằng tiếng nước ngoài", Decimal(14))
NATIVE = TableFigure("Tin, bài về địa phương bằng tiếng Việt", Decimal(30))
PRESS = TableFigure("Đoàn phóng viên nước ngoài đã phục vụ", Decimal(3))
TRAINED = TableFigure("Lượt cán bộ được tập huấn", Decimal(1200))
UNITS = TableFigure("Đơn vị đã ban hành kế hoạch năm", Decimal(9))
PAPERS = TableFigure("Số bản tin đã ra", Decimal(6))


def told(text: str, *figures: TableFigure) -> list[tuple[str, int, str]]:
    return [
        (one.figure.name, int(one.told), one.words) for one in told_otherwise(text, figures or (FOREIGN,))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Đăng 15 tin, bài bằng tiếng nước ngoài trên cổng.",
            [ToldOtherwise(FOREIGN, Decimal(15), "15 tin, bài bằng tiếng nước ngoài")],
        ),
        ("Đăng 14 tin, bài bằng tiếng nước ngoài trên cổng.", []),
        ("Đăng 1.400 Tin, bài bằng tiếng nước ngoài.", [
            ToldOtherwise(FOREIGN, Decimal(1400), "1.400 Tin, bài bằng tiếng nước ngoài")
        ]),
        ("Đăng 15 tin, bài, trong đó có bài bằng tiếng nước ngoài.", []),
        ("Trong 2 quý có tin, bài bằng tiếng nước ngoài.", []),
    ],
)  # fmt: skip
def test_narrative_that_names_another_figure_than_the_table_is_told(text, found):
    assert told_otherwise(text, [FOREIGN]) == found


@pytest.mark.parametrize(
    ("text", "figures", "words"),
    [
        ("Trong quý, Sở đã đăng 15 tin bài.", (FOREIGN,), "15 tin bài"),
        ("Đã đăng 15 tin, bài và 2 phóng sự ảnh.", (FOREIGN,), "15 tin, bài"),
        ("Đăng 15 tin bài bằng tiếng nước ngoài.", (FOREIGN,), "15 tin bài bằng tiếng nước ngoài"),
        ("Đã phục vụ 5 đoàn phóng viên nước ngoài.", (FOREIGN, PRESS), "5 đoàn phóng viên nước ngoài"),
        ("Có 1.150 lượt cán bộ được tập huấn.", (TRAINED,), "1.150 lượt cán bộ được tập huấn"),
        ("Mới đăng được 15 tin bài trong kỳ.", (FOREIGN,), "15 tin bài"),
        ("Sở ra 4 bản tin đã ra bằng hai thứ tiếng.", (PAPERS,), "4 bản tin đã ra"),
    ],
)
def test_shortened_name_of_a_figure_is_told_where_no_other_is_meant(text, figures, words):
    assert [one for _name, _number, one in told(text, *figures)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch quý sau đăng 20 tin bài.",
        "Phấn đấu đăng 20 tin, bài bằng tiếng nước ngoài.",
        "Mỗi tháng đăng 5 tin bài.",
        "Đăng hơn 10 tin bài.",
        "Tăng 3 tin bài so với cùng kỳ.",
        "Cùng kỳ năm trước có 11 tin, bài bằng tiếng nước ngoài.",
        "Đăng 44 tin, bài, trong đó 14 bằng tiếng nước ngoài.",
        "Đăng 44 tin bài (trong đó có 14 bài tiếng Anh).",
        "Đăng 44 tin bài bằng tiếng Việt và tiếng Anh.",
        "Đăng 44 tin bài về lễ hội.",
        "Quý I đăng 5 tin bài, quý II đăng 9 tin bài.",
        "Đăng 5 tin, bài bằng tiếng nước ngoài trên cổng và 9 tin, bài bằng tiếng nước ngoài trên báo.",
        "Đăng 14 tin, bài bằng tiếng nước ngoài, nhiều hơn kỳ trước 12 tin, bài bằng tiếng nước ngoài.",
        "Ngày 15 tin bài đầu tiên được đăng.",
        "Có 15 tin nhắn và 3 bài viết gửi tới.",
        "Công văn số 15/SNgV-TT, tin bài được gửi đủ.",
    ],
)
def test_numbers_of_something_else_are_no_warning(text):
    assert told(text) == []


def test_short_name_that_two_figures_share_says_nothing_of_either():
    assert told("Đã đăng 15 tin bài.", FOREIGN, NATIVE) == []


def test_one_or_two_syllables_are_no_shortened_name():
    assert told("Có 15 đơn vị. Mời 20 cán bộ.", UNITS, TRAINED) == []


@given(st.text())
def test_any_text_is_looked_at_without_a_fault(text):
    told_otherwise(text, [FOREIGN, TableFigure("", Decimal(1)), TableFigure("tin", Decimal(1))])


@given(
    st.lists(
        st.sampled_from(["15", "14", "tin", ",", "bài", "bằng", "tiếng", "nước", "ngoài", ".", "(", "%"])
    )
)
def test_no_order_of_words_is_a_fault(words):
    told_otherwise(" ".join(words), [FOREIGN, NATIVE])
