"""Headers with headings that no list knows: the table is found all the same, with a column more."""

from factories.papers import make_paper

from haidang.engines.reading.linear_headers import header_at
from haidang.engines.reading.plan_years import PlanYears
from haidang.engines.reading.tables import read_tables
from haidang.engines.reading.task_rows import read_table_tasks

UNKNOWN_IN_THE_MIDDLE = """
STT
Nội dung nhiệm vụ
Lãnh đạo phụ trách
Đơn vị chủ trì
Đơn vị phối hợp
Kết quả đầu ra
Thời gian thực hiện
Nguồn lực bảo đảm
Ghi chú
I
Hoàn thiện thể chế
1
Ban hành quy chế cung cấp thông tin của tỉnh.
Đ/c Nguyễn Văn Bình
Sở Ngoại vụ
Sở Tư pháp, Văn phòng UBND tỉnh
Quyết định của UBND tỉnh
Quý II/2027
Ngân sách tỉnh
2
Cập nhật danh sách chuyên gia, trí thức kiều bào.
Đ/c Trần Thị Hoa
Sở Ngoại vụ
Các sở, ban, ngành liên quan
Cơ sở dữ liệu
Thường xuyên
Ngân sách tỉnh
Lồng ghép với Đề án kiều bào
II
Truyền thông
3
Mời phóng viên nước ngoài đến viết bài về tỉnh.
Đ/c Lê Quang Minh
Sở Ngoại vụ
Công an tỉnh
Đoàn phóng viên
Theo kế hoạch của Bộ Ngoại giao
Ngân sách tỉnh
"""

COLUMNS_COUNTED = """
TT
Nhiệm vụ/giải pháp
Đơn vị chủ trì/phối hợp
Sản phẩm
Thời gian
hoàn thành
Người
theo dõi
(1)
(2)
(3)
(4)
(5)
(6)
1
Xây dựng chuyên mục tiếng Anh trên cổng thông tin.
Sở Thông tin và Truyền thông/Sở Ngoại vụ
Chuyên mục
Quý I
Nguyễn Thị Lan
2
In sổ tay tuyên truyền biển đảo.
Chủ trì: Bộ Chỉ huy Bộ đội Biên phòng tỉnh; phối hợp: Sở Tài chính, các huyện
5.000 cuốn
Trước ngày 15/11
Nguyễn Thị Lan
"""


def tasks_of(text: str, years: PlanYears = 2027):
    (table,) = read_tables(make_paper(text))
    return [
        (task.label, task.lead, task.partners, task.product, task.timing.phrase if task.timing else None)
        for task in read_table_tasks(table, years)
    ]


def test_header_at_keeps_the_tasks_of_a_table_with_unknown_columns():
    assert tasks_of(UNKNOWN_IN_THE_MIDDLE) == [
        ("I.1", ("Sở Ngoại vụ",), ("Sở Tư pháp", "Văn phòng UBND tỉnh"), "Quyết định của UBND tỉnh", "Quý II/2027"),
        ("I.2", ("Sở Ngoại vụ",), ("Các sở, ban, ngành liên quan",), "Cơ sở dữ liệu", "Thường xuyên"),
        ("II.3", ("Sở Ngoại vụ",), ("Công an tỉnh",), "Đoàn phóng viên", "Theo kế hoạch của Bộ Ngoại giao"),
    ]  # fmt: skip


def test_header_at_steps_over_counted_columns_and_reads_lead_and_partners_of_one_column():
    lead = "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"

    assert tasks_of(COLUMNS_COUNTED) == [
        ("1", ("Sở Thông tin và Truyền thông",), ("Sở Ngoại vụ",), "Chuyên mục", "Quý I"),
        ("2", (lead,), ("Sở Tài chính", "các huyện"), "5.000 cuốn", "Trước ngày 15/11"),
    ]


def test_header_at_finds_none_where_sentences_follow():
    lines = list(
        make_paper("STT\nNội dung\nThời gian\nTất cả đã báo cáo xong trong tuần.\n1\nViệc").content_lines()
    )

    found = header_at(lines, 0)

    assert found is not None
    assert [title.role for title in found.titles] == ["number", "content", "timing"]
    assert header_at(list(make_paper("TT\nTheo quy định chung.\n1\nViệc").content_lines()), 0) is None


LETTERS_OVER_ROMAN_GROUPS = """
Số TT
Nhiệm vụ
Sản phẩm
Đơn vị
chủ trì
Thời gian hoàn thành
Ghi chú
A
CHỈ ĐẠO, ĐIỀU HÀNH
I
Xây dựng văn bản
1
Tham mưu Kế hoạch thông tin đối ngoại
Kế hoạch của UBND tỉnh
Văn phòng Sở
Tháng 01/2027
2
Tham mưu Báo cáo tổng kết
Báo cáo
Văn phòng Sở
Trước ngày 10/12
Theo mẫu của Bộ
B
TUYÊN TRUYỀN
I
Trong nước
3
Cập nhật trang thông tin điện tử của Sở
Tin, bài
Phòng Hợp tác quốc tế
Từ nay đến hết năm 2027

III. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở: theo dõi, báo cáo Lãnh đạo Sở định kỳ hằng quý.
2. Các phòng chuyên môn triển khai thực hiện.
"""

REMARK_BEHIND_THE_PRODUCT = """
TT
Công việc
Cơ quan chủ trì
Thời gian thực hiện
Sản phẩm
Ghi chú
1
Tuyên truyền về du lịch biển đảo trên cổng thông tin điện tử.
Trung tâm Truyền thông huyện
Thường xuyên và đột xuất
Tin, bài, video clip
Ưu tiên nội dung song ngữ
2
Đón các đoàn phóng viên nước ngoài.
Phòng Văn hóa và Thông tin
Theo kế hoạch của tỉnh
Báo cáo kết quả
"""


def test_letters_over_roman_groups_are_counted_each_and_the_next_part_ends_the_table():
    assert tasks_of(LETTERS_OVER_ROMAN_GROUPS) == [
        ("A.I.1", ("Văn phòng Sở",), (), "Kế hoạch của UBND tỉnh", "Tháng 01/2027"),
        ("A.I.2", ("Văn phòng Sở",), (), "Báo cáo", "Trước ngày 10/12"),
        ("B.I.3", ("Phòng Hợp tác quốc tế",), (), "Tin, bài", "Từ nay đến hết năm 2027"),
    ]


def test_a_remark_behind_the_product_is_no_part_of_it():
    assert [task[3:] for task in tasks_of(REMARK_BEHIND_THE_PRODUCT)] == [
        ("Tin, bài, video clip", "Thường xuyên và đột xuất"),
        ("Báo cáo kết quả", "Theo kế hoạch của tỉnh"),
    ]
