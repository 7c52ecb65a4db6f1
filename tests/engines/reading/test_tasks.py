"""All tasks of one paper: of its tables and of its labelled blocks, in the order of the paper."""

from factories.papers import make_paper
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.engines.reading.outline import read_outline
from haidang.engines.reading.tables import read_tables
from haidang.engines.reading.tasks import read_tasks

BLOCKS_THEN_TABLE = """
KẾ HOẠCH
Công tác thông tin đối ngoại năm 2026
I. NHIỆM VỤ
1. Duy trì bản tin song ngữ
- Chủ trì: Văn phòng Sở.
- Thời gian: Hằng quý.
2. Gặp mặt cơ quan đại diện nước ngoài
- Chủ trì: Phòng Hợp tác quốc tế.
- Phối hợp: Văn phòng Sở và các phòng liên quan.
- Thời gian: trước ngày 30/9/2026.
PHỤ LỤC
DANH MỤC NHIỆM VỤ
TT
Nội dung
Chủ trì
Phối hợp
Thời gian
1
Họp báo quý I
Sở Ngoại vụ
Công an tỉnh
Tháng 3
2
Họp báo quý II
Sở Ngoại vụ
Công an tỉnh
Tháng 6
"""


def tasks_in(paper, plan_year):
    tables = read_tables(paper)
    outline = read_outline(paper, table_lines=frozenset(line for table in tables for line in table.lines))
    return read_tasks(paper, outline, tables, plan_year=plan_year)


def test_read_tasks_reads_blocks_and_tables_in_the_order_of_the_paper():
    found = tasks_in(make_paper(BLOCKS_THEN_TABLE), 2026)

    assert [(task.label, task.title, task.lead, task.timing.phrase, task.timing.kind) for task in found] == [
        ("I.1", "Duy trì bản tin song ngữ", ("Văn phòng Sở",), "Hằng quý", "recurring"),
        (
            "I.2",
            "Gặp mặt cơ quan đại diện nước ngoài",
            ("Phòng Hợp tác quốc tế",),
            "trước ngày 30/9/2026",
            "by_date",
        ),
        ("1", "Họp báo quý I", ("Sở Ngoại vụ",), "Tháng 3", "window"),
        ("2", "Họp báo quý II", ("Sở Ngoại vụ",), "Tháng 6", "window"),
    ]
    assert [task.lines[0] for task in found] == [4, 7, 18, 23]


def test_read_tasks_dates_only_what_prints_its_year_without_the_year_of_the_plan():
    found = tasks_in(make_paper(BLOCKS_THEN_TABLE), None)

    assert [task.timing.kind for task in found] == ["unread", "by_date", "unread", "unread"]
    assert all(task.timing.spans == () for task in found)


def test_read_tasks_finds_none_in_a_letter():
    assert tasks_in(make_paper("Kính gửi: Sở Ngoại vụ\nĐề nghị quý Sở phối hợp thực hiện./."), 2026) == ()


TEXTS = st.sampled_from(
    ["TT", "Nội dung", "Chủ trì", "Thời gian", "1. Họp báo", "- Chủ trì: Sở Y tế", "- Thời gian: Quý I", "I. NHÓM",
     "1", "2", "Sở Y tế", "Quý I", "(Chủ trì: Sở Y tế; thời gian: Quý I)", "STT\tNội dung\tChủ trì\tThời gian",
     "1\tHọp báo\tSở Y tế\tQuý I", "\t\t\t", "II", ""]
)  # fmt: skip


@given(st.lists(TEXTS | st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=20), max_size=30))
@settings(deadline=None)
def test_read_tasks_never_raises_and_cites_lines_of_the_paper(texts):
    paper = make_paper("\n".join(["Danh mục", *texts]))

    for task in tasks_in(paper, 2026):
        assert task.lines
        assert set(task.lines) <= {line.number for line in paper.lines}
        assert 0 <= task.confidence <= 1
