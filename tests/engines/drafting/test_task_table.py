from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.engines.drafting.printable import printable_text
from haidang.engines.drafting.task_table import TableGroup, TaskTable, draft_task_table

COLUMNS = ("STT", "Nhiệm vụ", "Thời gian", "Cơ quan chủ trì")
ROW = ("1", "Xuất bản bản tin\n- Số lượng: 12 số", "Hằng tháng", "Sở Văn hóa, Thể thao và Du lịch")
GROUP = TableGroup("I", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", (ROW,))


def table_of(groups=(GROUP,), **parts) -> TaskTable:
    return TaskTable(title=("PHỤ LỤC",), columns=COLUMNS, groups=tuple(groups), **parts)


def opened(table: TaskTable):
    return docx.Document(BytesIO(draft_task_table(table)))


def texts_of(row) -> list[str]:
    return [cell.text for cell in row.cells]


def test_draft_task_table_writes_head_group_and_rows():
    document = opened(table_of(note="(Kèm theo Kế hoạch)"))

    assert [line.text for line in document.paragraphs[:2]] == ["PHỤ LỤC", "(Kèm theo Kế hoạch)"]
    head, group, row = document.tables[0].rows
    assert texts_of(head) == list(COLUMNS)
    assert texts_of(group) == ["I", GROUP.title, GROUP.title, GROUP.title]
    assert group.cells[1]._tc is group.cells[3]._tc
    assert texts_of(row) == list(ROW)
    assert [line.text for line in row.cells[1].paragraphs] == ["Xuất bản bản tin", "- Số lượng: 12 số"]


def test_draft_task_table_repeats_only_the_head_on_each_page():
    rows = opened(table_of()).tables[0].rows

    repeated = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]

    assert repeated == [True, False, False]


@pytest.mark.parametrize(
    ("landscape", "orientation"), [(False, WD_ORIENT.PORTRAIT), (True, WD_ORIENT.LANDSCAPE)]
)
def test_draft_task_table_turns_the_sheet(landscape, orientation):
    section = opened(table_of(landscape=landscape)).sections[0]

    assert section.orientation == orientation
    assert (section.page_width > section.page_height) is landscape
    assert sorted((round(section.page_width.mm), round(section.page_height.mm))) == [210, 297]


def test_draft_task_table_fits_between_the_margins():
    section = opened(table_of()).sections[0]
    widths = [cell.width for cell in opened(table_of()).tables[0].rows[2].cells]

    assert sum(widths) == pytest.approx(
        section.page_width - section.left_margin - section.right_margin, rel=0.001
    )
    assert widths[0] < widths[1]


def test_draft_task_table_keeps_the_sums_of_a_budget_group():
    group = TableGroup("II", "Phát triển nguồn nhân lực", (("1", "Tập huấn", "3", "2"),), ("5,3", "3,25"))

    rows = opened(table_of([group], totals=(("", "Tổng cộng", "5,3", "3,25"),))).tables[0].rows

    assert texts_of(rows[1]) == ["II", "Phát triển nguồn nhân lực", "5,3", "3,25"]
    assert texts_of(rows[3]) == ["", "Tổng cộng", "5,3", "3,25"]


def test_draft_task_table_writes_rows_without_group_heading():
    rows = opened(table_of([TableGroup("", "", (ROW,))])).tables[0].rows

    assert [texts_of(row) for row in rows] == [list(COLUMNS), list(ROW)]


def test_draft_task_table_fills_up_a_short_row():
    rows = opened(table_of([TableGroup("", "", (("1", "Tập huấn"),))])).tables[0].rows

    assert texts_of(rows[1]) == ["1", "Tập huấn", "", ""]


@pytest.mark.parametrize("table", [
    table_of([TableGroup("", "", ((*ROW, "thừa"),))]),
    table_of([TableGroup("I", "Nhóm", (), ("1", "2", "3"))]),
    TaskTable((), (), ()),
])  # fmt: skip
def test_draft_task_table_refuses_rows_that_do_not_fit(table):
    with pytest.raises(ValueError, match="cells|columns"):
        draft_task_table(table)


def test_draft_task_table_shows_hostile_text_as_text():
    hostile = ("\x00=1+1", "<w:p/>&amp;\x1b]0;x\x07", "a\u202eb", "{{ 7*7 }}\ufffe")

    row = opened(table_of([TableGroup("", "", (hostile,))])).tables[0].rows[1]

    assert texts_of(row) == ["=1+1", "<w:p/>&amp;]0;x", "ab", "{{ 7*7 }}"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=200)), max_size=4))
def test_draft_task_table_reads_back_any_text(cells):
    table = TaskTable((), ("STT", "Nhiệm vụ"), (TableGroup("", "", tuple(cells)),))

    rows = opened(table).tables[0].rows[1:]

    assert [texts_of(row) for row in rows] == [[printable_text(text) for text in row] for row in cells]


def test_long_table_has_all_its_rows_in_their_order_and_hostile_text_stays_text():
    rows = tuple((str(number), f"Xã số {number}") for number in range(1, 451))
    hostile = ("451", "<?haidang-rows QUFB?><w:tr/>&amp;")
    table = TaskTable((), ("STT", "Đơn vị"), (TableGroup("", "", (*rows, hostile)),))

    [grid] = opened(table).tables

    texts = [cell.text for cell in grid._cells]
    assert texts == ["STT", "Đơn vị", *(text for row in (*rows, hostile) for text in row)]
