"""Sound lines among damaged ones: told by their words, and kept from repair."""

from haidang.engines.vietnamese.repair.sound_lines import sound_lines_among

SOUND = "Thực hiện chương trình công tác, các phòng, ban chuyên môn báo cáo kết quả trước ngày 20 tháng 6."
DAMAGED = "Té chirc trién khai cic hoat dong thong tin ddi ngoai nim 2025 tai dia phuong"
UNMARKED = "De nghi cac phong, ban chuyen mon bao cao ket qua truoc ngay 20 thang 6"


def test_only_lines_with_right_marks_are_sound():
    assert sound_lines_among([DAMAGED, SOUND, UNMARKED, SOUND]) == [False, True, False, True]


def test_line_of_few_words_is_sound_between_sound_lines_only():
    assert sound_lines_among([SOUND, "Kính gửi:", "", SOUND, "Kính gửi:", DAMAGED]) == [
        *(True, True, False, True),
        *(False, False),
    ]


def test_line_that_seems_right_but_bears_no_marks_is_not_sound():
    assert sound_lines_among([SOUND, "trong hai ba năm cho xem hoa quê em cao to", SOUND]) == [
        True,
        False,
        True,
    ]


def test_nothing_is_sound_in_nothing():
    assert sound_lines_among([]) == []
