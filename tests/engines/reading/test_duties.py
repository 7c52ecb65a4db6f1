"""Who has to do what, and what is asked of higher bodies."""

from dataclasses import replace

import pytest
from factories.papers import make_paper, seed_paper

from haidang.engines.reading.duties import read_duties


def told(duties):
    return [(duty.agency, [item.text for item in duty.items]) for duty in duties]


def test_bullets_under_a_numbered_body_are_its_duties():
    paper = make_paper(
        "III. TỔ CHỨC THỰC HIỆN\n"
        "1. Sở Du lịch\n- Chủ trì tuyên truyền\nvề du lịch.\n\n- Báo cáo kết quả.\n"
        "2. Đề nghị Ban Tuyên giáo Tỉnh ủy\nĐịnh hướng thông tin.\n"
        "Trong quá trình thực hiện, nếu có vướng mắc, phản ánh về Sở Du lịch./.\nNơi nhận:\n- Như trên."
    )

    duties, requests = read_duties(paper, ())

    assert told(duties) == [
        ("Sở Du lịch", ["Chủ trì tuyên truyền về du lịch.", "Báo cáo kết quả."]),
        ("Ban Tuyên giáo Tỉnh ủy", ["Định hướng thông tin."]),
    ]
    assert [(duty.items[0].lines, duty.lines) for duty in duties] == [
        ((3, 4), (2, 3, 4, 6)),
        ((8,), (7, 8, 9)),
    ]
    assert requests == ()


def test_dash_in_the_name_of_a_body_is_kept_one_way():
    paper = make_paper(
        "IV. TỔ CHỨC THỰC HIỆN\n1. Phòng Báo chí – Xuất bản\n- Theo dõi tiến độ.\n"
        "2. Phòng Kế hoạch — Tài chính\n- Bố trí kinh phí."
    )

    duties, _ = read_duties(paper, ())

    assert [duty.agency for duty in duties] == ["Phòng Báo chí - Xuất bản", "Phòng Kế hoạch - Tài chính"]


def test_body_may_open_its_own_sentence():
    paper = make_paper(
        "Điều 2. Tổ chức thực hiện\n"
        "- Giao Sở Ngoại vụ chủ trì, phối hợp với các sở.\n"
        "- Sở Tài chính: bố trí kinh phí hằng năm."
    )

    duties, _ = read_duties(paper, ())

    assert told(duties) == [
        ("Sở Ngoại vụ", ["Chủ trì, phối hợp với các sở."]),
        ("Sở Tài chính", ["Bố trí kinh phí hằng năm."]),
    ]


def test_heading_that_names_no_body_ends_the_duties_before_it():
    paper = make_paper(
        "IV. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh\n- Bảo đảm an ninh.\n2. Chế độ báo cáo\n- Gửi báo cáo trước ngày 05/6."
    )

    duties, _ = read_duties(paper, ())

    assert told(duties) == [("Công an tỉnh", ["Bảo đảm an ninh."])]


@pytest.mark.shared
def test_seed_003_gives_fourteen_bodies_forty_duties_and_four_requests():
    duties, requests = read_duties(seed_paper("003"), ())

    assert [len(duty.items) for duty in duties] == [9, 2, 4, 1, 4, 3, 2, 3, 2, 1, 2, 4, 1, 2]
    assert duties[1].agency == "Ban Tuyên giáo Thành ủy"
    assert duties[13].items[0].lines == (407, 409)
    assert [request.agency for request in requests] == [
        "Ban Chỉ đạo Công tác Thông tin đối ngoại Trung ương",
        "Bộ Thông tin và Truyền thông",
        "Bộ Ngoại giao",
        "Bộ Nội vụ",
    ]


@pytest.mark.shared
def test_page_number_between_bodies_is_no_duty():
    duties, _ = read_duties(seed_paper("002"), ())

    assert [len(duty.items) for duty in duties] == [7, 4, 3, 3, 3]
    assert duties[3].items[-1].text.endswith("bạn bè quốc tế.")


@pytest.mark.shared
def test_damaged_bodies_are_known_by_their_place_in_the_count():
    duties, _ = read_duties(seed_paper("000"), ())

    assert [(duty.lines[0], len(duty.items)) for duty in duties] == [
        (172, 6),
        (199, 2),
        (211, 3),
        (222, 1),
        (228, 1),
        (233, 1),
    ]


@pytest.mark.parametrize("matter", ["Chế độ báo cáo", "Kinh phí thực hiện"])
def test_heading_of_another_matter_ends_the_bodies_of_a_damaged_paper(matter):
    paper = make_paper(
        "IV. TỔ CHỨC THỰC HIỆN\n"
        "1. Sở Ngoại vụ\n- Theo dõi việc thực hiện.\n"
        "2. Sẽ Y tẽ\n- Bố trí cán bộ.\n"
        f"3. {matter}\n- Theo quy định hiện hành.\n"
    )

    duties, _ = read_duties(replace(paper, is_damaged=True), ())

    assert told(duties) == [("Sở Ngoại vụ", ["Theo dõi việc thực hiện."]), ("Sẽ Y tẽ", ["Bố trí cán bộ."])]


def test_party_bodies_have_duties_too():
    paper = make_paper(
        "IV- TỔ CHỨC THỰC HIỆN\n"
        "1- Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì, hướng dẫn, kiểm tra.\n"
        "2- Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo cụ thể hóa Chương trình.\n"
        "3- Các đảng ủy trực thuộc xây dựng kế hoạch thực hiện.\n"
    )

    duties, _ = read_duties(paper, ())

    assert told(duties) == [
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", ["Chủ trì, hướng dẫn, kiểm tra."]),
        ("Đảng ủy Ủy ban nhân dân tỉnh", ["Lãnh đạo cụ thể hóa Chương trình."]),
        ("Các đảng ủy trực thuộc", ["Xây dựng kế hoạch thực hiện."]),
    ]


def test_points_on_one_line_are_items_and_a_name_with_a_dash_stays_whole():
    paper = make_paper(
        "III. TỔ CHỨC THỰC HIỆN\n"
        "1. Sở Du lịch\na) Theo dõi, đôn đốc; b) Tổng hợp, báo cáo; c) Lập dự toán.\n"
        "2. Phòng Thông tin - Tổng hợp chủ trì, phối hợp các phòng triển khai."
    )

    duties, _ = read_duties(paper, ())

    assert told(duties) == [
        ("Sở Du lịch", ["Theo dõi, đôn đốc", "Tổng hợp, báo cáo", "Lập dự toán."]),
        ("Phòng Thông tin - Tổng hợp", ["Chủ trì, phối hợp các phòng triển khai."]),
    ]


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        (
            "- Sở Tài chính: a) bố trí kinh phí; b) hướng dẫn thanh quyết toán.",
            ["Bố trí kinh phí", "Hướng dẫn thanh quyết toán."],
        ),
        (
            "- Giao Sở Du lịch có trách nhiệm: a) quảng bá điểm đến; b) kiểm tra các khu du lịch; c) báo cáo hằng quý.",
            ["Quảng bá điểm đến", "Kiểm tra các khu du lịch", "Báo cáo hằng quý."],
        ),
        (
            "- Sở Ngoại vụ chủ trì theo dõi việc thực hiện của các sở: a) tổng hợp tiến độ; b) đôn đốc báo cáo.",
            ["Chủ trì theo dõi việc thực hiện của các sở:", "Tổng hợp tiến độ", "Đôn đốc báo cáo."],
        ),
    ],
)
def test_lettered_parts_of_one_sentence_are_duties_where_each_has_its_verb(sentence, items):
    paper = make_paper(f"Điều 2. Tổ chức thực hiện\n{sentence}\n- Công an tỉnh: bảo đảm an ninh.")

    duties, _ = read_duties(paper, ())

    assert told(duties)[0][1] == items


@pytest.mark.parametrize(
    "words",
    [
        "phối hợp với: a) Báo Cần Thơ; b) Đài Phát thanh; c) Cổng thông tin điện tử.",
        "bố trí kinh phí cho: a) hội nghị; b) tập huấn tại cơ sở.",
    ],
)
def test_list_of_things_in_a_sentence_stays_one_duty(words):
    below = make_paper(f"II. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính\n- {words[:1].upper()}{words[1:]}")
    inline = make_paper(
        f"Điều 2. Tổ chức thực hiện\n- Sở Tài chính {words}\n- Công an tỉnh: bảo đảm an ninh."
    )

    found = [read_duties(paper, ())[0][0] for paper in (below, inline)]

    assert [len(duty.items) for duty in found] == [1 if "Báo" in words else 3, 1]
