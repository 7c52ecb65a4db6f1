"""Headings through restarted, duplicated and damaged numbering, in several styles."""

from dataclasses import replace

from factories.papers import make_paper, seed_paper

from haidang.engines.reading.outline import read_outline


def labels_in(sections):
    return [(section.label, section.title, labels_in(section.children)) for section in sections]


def outline_of(text, **kwargs):
    return labels_in(read_outline(make_paper(text, **kwargs)))


def numbered_paragraphs(text):
    lines = make_paper(text).lines
    return tuple(replace(line, paragraph=line.number) for line in lines)


def test_outline_nests_letters_romans_and_numbers_when_numbers_restart():
    text = """
A. MỤC TIÊU
Nâng cao chất lượng.
B. NỘI DUNG
I. Thông tin ra nước ngoài
1. Duy trì bản tin đối ngoại
- Chủ trì: Văn phòng Sở.
2. Gặp mặt phóng viên
- Chủ trì: Phòng Lãnh sự.
II. Theo dõi dư luận
1. Tổng hợp tin bài
- Chủ trì: Phòng Lãnh sự.
"""

    assert outline_of(text) == [
        ("A", "MỤC TIÊU", []),
        (
            "B",
            "NỘI DUNG",
            [
                (
                    "I",
                    "Thông tin ra nước ngoài",
                    [("1", "Duy trì bản tin đối ngoại", []), ("2", "Gặp mặt phóng viên", [])],
                ),
                ("II", "Theo dõi dư luận", [("1", "Tổng hợp tin bài", [])]),
            ],
        ),
    ]


def test_outline_reads_damaged_roman_numerals_in_front_of_capitals():
    text = """
|. MUC PiCH, YEU CAU
1. Muc dich
- Bam sat chu truong.
I1. NOI DUNG
- Tiep tuc day manh.
I11. KINH PHi THUC HIEN
- Ngan sach.
"""

    assert outline_of(text, is_damaged=True) == [
        ("I", "MUC PiCH, YEU CAU", [("1", "Muc dich", [])]),
        ("II", "NOI DUNG", []),
        ("III", "KINH PHi THUC HIEN", []),
    ]


def test_outline_takes_no_numbered_sentence_for_a_heading():
    text = """
II. SỰ CẦN THIẾT
1. Những năm qua, công tác thông tin đối ngoại đã được các cấp ủy, chính quyền quan tâm chỉ đạo, tổ chức
thực hiện đồng bộ và đạt nhiều kết quả quan trọng, góp phần nâng cao vị thế của tỉnh.
2. Tuy nhiên, nguồn lực còn hạn chế, đội ngũ cán bộ còn thiếu, nội dung tuyên truyền chưa phong phú, chưa
đáp ứng yêu cầu của giai đoạn mới.
"""

    assert outline_of(text) == [("II", "SỰ CẦN THIẾT", [])]


def test_outline_names_parts_by_the_line_below_their_number():
    text = "PHẦN I\nCƠ SỞ XÂY DỰNG ĐỀ ÁN\nI. CƠ SỞ PHÁP LÝ\nLuật Báo chí.\nPHẦN II\nTỔ CHỨC THỰC HIỆN"

    assert outline_of(text) == [
        ("I", "CƠ SỞ XÂY DỰNG ĐỀ ÁN", [("I", "CƠ SỞ PHÁP LÝ", [])]),
        ("II", "TỔ CHỨC THỰC HIỆN", []),
    ]


def test_outline_keeps_the_number_that_seed_001_uses_twice():
    sections = read_outline(seed_paper("001"))

    assert [(section.label, section.lines[0], len(section.children)) for section in sections] == [
        ("I", 17, 2),
        ("II", 58, 0),
        ("III", 108, 11),
        ("III", 339, 0),
        ("IV", 348, 2),
    ]


def test_outline_parts_the_title_from_the_sentence_below_it_in_seed_002():
    second = read_outline(seed_paper("002"))[1]

    assert (second.children[3].title, second.children[3].lines) == (
        "Triển khai các hoạt động thông tin đối ngoại trên địa bàn thành phố",
        (187,),
    )


def test_outline_of_a_letter_is_its_numbered_points():
    text = """
Sở Ngoại vụ đề nghị các đơn vị thực hiện một số nội dung sau:
1. Rà soát quy chế phát ngôn của đơn vị, hoàn thành trong quý I năm 2027.
2. Bồi dưỡng nghiệp vụ: cử cán bộ tham dự đầy đủ các lớp.
3. Triển khai các hoạt động:
a) Cung cấp thông tin cho báo chí; cập nhật mỗi tháng một lần.
b) Phản hồi thông tin sai lệch:
- Lập danh mục nguồn tin.
4. Gửi báo cáo về Sở trước ngày 15/12/2027./.
"""

    assert outline_of(text) == [
        ("1", "Rà soát quy chế phát ngôn của đơn vị, hoàn thành trong quý I năm 2027", []),
        ("2", "Bồi dưỡng nghiệp vụ", []),
        (
            "3",
            "Triển khai các hoạt động",
            [("a", "Cung cấp thông tin cho báo chí; cập nhật mỗi tháng một lần", []),
             ("b", "Phản hồi thông tin sai lệch", [])],
        ),
        ("4", "Gửi báo cáo về Sở trước ngày 15/12/2027", []),
    ]  # fmt: skip


def test_outline_of_the_ministry_letter_has_its_eight_points():
    sections = read_outline(seed_paper("004"))

    assert [section.label for section in sections] == ["1", "2", "3", "4", "5", "6", "7", "8"]


def test_outline_reads_the_numbers_of_party_papers():
    text = "I- MỤC ĐÍCH, YÊU CẦU\n1- Mục đích\n- Nâng cao nhận thức.\n2- Yêu cầu\n- Sát thực tế."

    assert outline_of(text) == [("I", "MỤC ĐÍCH, YÊU CẦU", [("1", "Mục đích", []), ("2", "Yêu cầu", [])])]


def test_footnote_mark_stuck_to_a_closing_quotation_mark_is_no_part_of_a_title():
    text = """
I. NHIỆM VỤ
1. Tổ chức cuộc thi “Sáng tạo trẻ lần thứ 5”2
- Chủ trì: Đoàn Thanh niên.
2. Xuất bản tập san "Quê hương mùa xuân"11
- Chủ trì: Hội Nhà văn.
3. Tổng kết phong trào “Ngày 20/11” năm 2026
- Chủ trì: Sở Nội vụ.
"""

    assert [title for _, title, _ in outline_of(text)[0][2]] == [
        "Tổ chức cuộc thi “Sáng tạo trẻ lần thứ 5”",
        'Xuất bản tập san "Quê hương mùa xuân"',
        "Tổng kết phong trào “Ngày 20/11” năm 2026",
    ]


def test_outline_takes_a_numbered_paragraph_of_any_length_above_labels_for_a_title():
    title = "Chủ động phối hợp nắm tình hình. Đồng thời " + "triển khai nhiều biện pháp " * 20
    text = f"""
I. NHIỆM VỤ
1. {title.strip()}
- Cơ quan chủ trì: Công an Thành phố.
2. {title.strip()}
Nội dung này không có cơ quan nào.
"""

    assert outline_of(text) == [("I", "NHIỆM VỤ", [("1", title.strip(), [])])]


def test_outline_takes_eleven_in_front_of_capitals_for_eleven_in_a_typed_file():
    text = """
I. NHIỆM VỤ
10. SỞ NGOẠI VỤ
- Đón đoàn.
11. CÔNG AN THÀNH PHỐ
- Bảo vệ.
"""

    typed = replace(make_paper(text), kind="docx", lines=numbered_paragraphs(text))

    assert labels_in(read_outline(typed)) == [
        ("I", "NHIỆM VỤ", [("10", "SỞ NGOẠI VỤ", []), ("11", "CÔNG AN THÀNH PHỐ", [])])
    ]
