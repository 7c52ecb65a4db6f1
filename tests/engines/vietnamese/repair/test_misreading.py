"""How much of a text was misread."""

import pytest

from haidang.engines.vietnamese.repair.misreading import Misreading, measure_misreading

PLAN = (
    "Thực hiện Chương trình công tác năm Ủy ban nhân dân xã xây dựng kế hoạch giới thiệu hình ảnh tiềm năng và con "
    "người của địa phương tới bạn bè quốc tế các trường học trạm y tế cùng phối hợp thực hiện"
)
A_FIFTH_MISREAD = (
    "Thực hién Chương trình cong tác năm Ủy ban nhân dan xã xây dựng kế hoach giới thiệu hình anh tiềm năng va con "
    "ngudi của địa phương tới ban bè quéc tế các trường học trạm y tế cùng phối hgp thực hiện"
)
FOREIGN_WORDS = (
    "Các môn thể thao có nguồn gốc từ Anh gồm bóng đá cricket rugby union rugby league tennis cầu lông squash "
    "rounders hockey đấm bốc snooker billiards phi tiêu bóng bàn bowls bóng rổ đua ngựa"
)
CHEMISTRY = (
    "Người ta không thống nhất được hai nguyên tố sau scandi và yttri là gì một số cho là lantan và actini nhưng số "
    "khác cho là luteti và lawrenci"
)


@pytest.mark.parametrize("words", [PLAN, FOREIGN_WORDS, CHEMISTRY], ids=["plan", "sports", "chemistry"])
def test_right_text_is_no_likelier_with_misread_words(words):
    assert measure_misreading([words.split()]).evidence < 2


def test_share_of_misread_words_is_found():
    found = measure_misreading([A_FIFTH_MISREAD.split()])

    assert 0.15 < found.share < 0.4
    assert found.evidence > 30


def test_text_without_words_has_nothing_misread():
    assert measure_misreading([]) == measure_misreading([[]]) == Misreading(0.0, 0.0)
