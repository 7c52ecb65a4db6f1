"""Lead and partners in one cell or in two."""

import pytest

from haidang.engines.reading.column_roles import ColumnTitle
from haidang.engines.reading.duty_cells import read_row_duty
from haidang.engines.reading.paper import Cell, Row
from haidang.engines.reading.tables import WholeTable


def duty_of(role, *paragraphs):
    row = Row((Cell(paragraphs, (1,)),))
    return read_row_duty(WholeTable((ColumnTitle(role, "Đơn vị"),), (row,), (1,)), row)


@pytest.mark.parametrize(("paragraphs", "lead", "partners"), [
    (("Sở Y tế / Sở Tài chính, Sở Nội vụ",), ("Sở Y tế",), ("Sở Tài chính", "Sở Nội vụ")),
    (("Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ",), ("Sở Y tế",), ("Sở Nội vụ",)),
    (("Chủ trì: Sở Y tế", "Phối hợp: các xã, phường"), ("Sở Y tế",), ("các xã, phường",)),
    (("Sở Y tế chủ trì, phối hợp với Sở Nội vụ",), ("Sở Y tế",), ("Sở Nội vụ",)),
    (("Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)",), ("Sở Y tế",), ("Sở Nội vụ",)),
    (("Sở Y tế", "Sở Nội vụ"), ("Sở Y tế",), ("Sở Nội vụ",)),
])  # fmt: skip
def test_read_row_duty_parts_one_column_for_both(paragraphs, lead, partners):
    duty = duty_of("bodies", *paragraphs)

    assert (duty.lead, duty.partners) == (lead, partners)


def test_read_row_duty_is_unsure_where_only_the_order_tells_the_lead():
    assert (
        duty_of("bodies", "Sở Y tế, Sở Nội vụ").confidence < duty_of("bodies", "Sở Y tế/Sở Nội vụ").confidence
    )


def test_read_row_duty_keeps_several_leads_and_names_with_the_word_in_them():
    assert duty_of("lead", "Sở Y tế, Sở Nội vụ").lead == ("Sở Y tế", "Sở Nội vụ")
    assert duty_of("lead", "Trung tâm Phối hợp tìm kiếm cứu nạn").lead == (
        "Trung tâm Phối hợp tìm kiếm cứu nạn",
    )


def test_read_row_duty_takes_the_person_in_charge_where_no_body_leads():
    assert duty_of("person", "Đ/c Nguyễn Văn Bình").lead == ("Đ/c Nguyễn Văn Bình",)
