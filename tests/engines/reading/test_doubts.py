"""What a person has to settle: every doubt with its code, its lines and the values that differ."""

from dataclasses import replace

import pytest
from factories.papers import make_paper, seed_paper

from haidang.engines.reading.doubts import find_doubts
from haidang.engines.reading.findings import HeadingFound, Reading, SectionFound, TaskFound, TimingFound
from haidang.engines.reading.paper import Token
from haidang.engines.reading.read_paper import read_paper


def doubts_of(text, reading=None, plan_year=2026):
    found = find_doubts(make_paper(text), reading or Reading(HeadingFound()), plan_year)
    return [(doubt.code, doubt.lines) for doubt in found]


def test_year_of_another_plan_is_doubted_but_not_what_looks_back():
    assert doubts_of(
        "Tuyên truyền các sự kiện của đất nước trong năm 2025.\n"
        "Phát huy kết quả năm 2025; giai đoạn 2021-2025; từ năm 2024.\n"
        "Quyết định số 5/QĐ-UBND ngày 01 tháng 02 năm 2025 về kế hoạch năm 2025."
    ) == [("stale_year", (1,))]


def test_a_goal_of_a_year_long_past_is_doubted_but_not_what_was_reached_then():
    assert doubts_of(
        "1. Quán triệt Kết luận số 8-KL/TU.\n"
        "2. Đến hết năm 2018, các cấp ủy hoàn thành việc phổ biến.\n"
        "3. Phấn đấu đến năm 2019 mọi xã có tủ sách đối ngoại.\n"
        "4. Đến hết năm 2018, toàn tỉnh đã có 20 tủ sách.\n"
        "5. Thực hiện Đề án số 6/ĐA-UBND về quảng bá địa phương đến hết năm 2020."
    ) == [("stale_year", (2,)), ("stale_year", (3,))]


def test_blank_numbers_and_odd_signs_are_doubted_once():
    assert doubts_of(
        "(Kèm theo Kế hoạch số......./KH-UBND ngày..../..../2026)\nNghị quyết số 34/NQ-TW.\n"
        "Theo Nghị quyết số 34/NQ-TW."
    ) == [("blank_number", (1,)), ("odd_sign", (2,))]


def test_labels_used_twice_are_doubted_at_the_second_place():
    sections = (
        SectionFound("II", "NỘI DUNG", (2,)),
        SectionFound("III", "NHIỆM VỤ", (5,)),
        SectionFound("III", "KINH PHÍ", (9,)),
    )

    found = find_doubts(make_paper("Kế hoạch"), Reading(HeadingFound(), sections=sections), 2026)

    assert [(doubt.code, doubt.message, doubt.lines) for doubt in found] == [
        ("duplicate_label", "Đề mục III dùng hai lần (dòng 5 và 9).", (9,))
    ]


def test_quarter_in_damaged_strokes_is_doubted():
    timing = TimingFound("Quý 11/2026", "window", lines=(4,))
    task = TaskFound("I.1", "Tổ chức họp báo", (3, 4), lead=("Sở Y tế",), timing=timing)

    assert doubts_of("Kế hoạch", Reading(HeadingFound(), tasks=(task,))) == [("low_confidence", (4,))]


def test_tasks_without_lead_or_readable_time_are_doubted():
    unread = TimingFound("Khi thuận tiện", "unread")
    task = TaskFound("I.1", "Tổ chức họp báo", (3,), timing=unread, confidence=0.4)

    codes = doubts_of("Kế hoạch", Reading(HeadingFound(), tasks=(task,)))

    assert codes == [("low_confidence", (3,)), ("unknown_lead", (3,)), ("unread_timing", (3,))]


@pytest.mark.parametrize(("sure", "codes"), [(0.55, ["low_confidence", "missing_cell"]), (0.97, [])])
def test_task_of_a_labelled_block_without_a_time_is_asked_about_where_it_is_unsure(sure, codes):
    task = TaskFound("I.1", "Duy trì bản tin", (3,), lead=("Sở Y tế",), confidence=sure)

    assert doubts_of("Kế hoạch", Reading(HeadingFound(), tasks=(task,))) == [(code, (3,)) for code in codes]


def test_two_numbers_for_the_same_thing_are_doubted_where_they_stand():
    task = TaskFound(
        "I.1",
        "Mở 02 lớp tập huấn",
        (3, 4),
        product="03 lớp",
        lead=("Sở Y tế",),
        field_lines={"quantity": (3,)},
    )

    assert doubts_of("Kế hoạch", Reading(HeadingFound(), tasks=(task,))) == [("quantities_differ", (3,))]


def test_line_between_the_rows_of_a_table_that_nothing_explains_is_doubted():
    text = "TT Nội dung\n1 Họp báo\nTT Nội dung\nTrang bị xe\n2 Triển lãm"
    header = ("TT", "Nội dung")
    tasks = (
        TaskFound(
            "1",
            "Họp báo",
            (2,),
            lead=("Sở Ngoại vụ",),
            timing=TimingFound("Quý I", "window"),
            table_header=header,
        ),
        TaskFound(
            "2",
            "Triển lãm",
            (5,),
            lead=("Sở Du lịch",),
            timing=TimingFound("Quý I", "window"),
            table_header=header,
        ),
    )

    assert doubts_of(text, Reading(HeadingFound(), tasks=tasks)) == [("unread_lines", (4,))]


@pytest.mark.shared
def test_seed_002_shows_its_three_defects_and_the_early_report():
    found = [(doubt.code, doubt.lines) for doubt in read_paper(seed_paper("002")).doubts]

    expected = [
        ("odd_sign", (118,)),
        ("due_before_close", (652,)),
        ("blank_number", (713,)),
        ("stale_year", (828,)),
    ]
    assert [one for one in found if one[0] in {code for code, _ in expected}] == expected


@pytest.mark.shared
def test_damaged_papers_are_marked():
    assert [read_paper(seed_paper(number)).doubts[0].code for number in ("000", "001", "004")] == [
        "damaged_text"
    ] * 3


def test_hidden_words_are_told_once_for_each_page():
    paper = make_paper("Kế hoạch\nchữ ẩn một\nchữ ẩn hai\nchữ ẩn ba")
    one, two, three = paper.lines[1:]
    hidden = (replace(one, page=1), replace(two, page=1), replace(three, page=2))

    found = find_doubts(replace(paper, hidden=hidden), Reading(HeadingFound()))

    assert [(doubt.code, doubt.lines) for doubt in found] == [("hidden_text", (2, 3)), ("hidden_text", (4,))]
    assert "(2 dòng)" in found[0].message


def test_messages_of_doubts_stay_short():
    task = TaskFound("1", "Họp báo", (1,), group="Sở Ngoại vụ và các cơ quan liên quan " * 20)

    found = find_doubts(make_paper("Họp báo"), Reading(HeadingFound(), tasks=(task,)))

    assert [doubt.code for doubt in found] == ["unknown_lead"]
    assert len(found[0].message) <= 302


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (
            "damaged",
            "Bản chữ bị hỏng do nhận dạng từ ảnh, máy đã sửa từng dòng; còn 1 từ chưa chắc; cần đối chiếu với bản gốc.",
        ),
        ("unmarked", "Bản chữ gõ không dấu, máy đã thêm dấu; còn 1 từ chưa chắc; cần đối chiếu với bản gốc."),
        (
            "tcvn3",
            "Bản chữ dùng bảng mã cũ TCVN3, máy đã chuyển sang Unicode; còn 1 từ chưa chắc; cần đối chiếu với bản gốc.",
        ),
    ],
)
def test_mended_text_says_what_was_wrong_and_how_many_words_are_unsure(kind, sentence):
    paper = make_paper("Kế hoạch năm 2026")
    [line] = paper.lines
    tokens = (Token("K€", "Kế", 0, 2, 0.3), Token("hoach", "hoạch", 3, 8, 0.99))
    mended = replace(paper, text_kind=kind, lines=(replace(line, tokens=tokens),))

    [doubt] = [one for one in read_paper(mended).doubts if one.code == "damaged_text"]

    assert doubt.message == sentence
