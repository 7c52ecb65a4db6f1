"""Headings of columns, as plans of several provinces print them."""

import pytest

from haidang.engines.reading.column_roles import role_of_heading, split_headings


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("TT", "number"),
        ("Số TT", "number"),
        ("Nội dung, quy mô công việc", "content"),
        ("Nhiệm vụ trọng tâm", "content"),
        ("Tên nhiệm vụ", "content"),
        ("Tên đề án", "content"),
        ("Tiến độ, thời gian", "timing"),
        ("Thời gian trình", "timing"),
        ("Hình thức văn bản", "product"),
        ("Cơ quan chủ trì soạn thảo", "lead"),
        ("Thời gian hoàn thành", "timing"),
        ("Thời hạn hoàn thành", "timing"),
        ("Cơ quan phụ trách", "lead"),
        ("Đơn vị chủ trì", "lead"),
        ("Cơ quan, đơn vị chủ trì tham mưu", "lead"),
        ("Đơn vị thực hiện", "lead"),
        ("Bộ phận chủ trì", "lead"),
        ("Cơ quan phối hợp", "partners"),
        ("Đơn vị phối hợp thực hiện", "partners"),
        ("Sản phẩm đầu ra", "product"),
        ("Kết quả", "product"),
        ("Kinh phí (triệu đồng)", "money"),
        ("Nguồn kinh phí", "source"),
        ("Ghi chú", "note"),
        ("Họ và tên", "other"),
        ("", "other"),
    ],
)
def test_role_of_heading_knows_the_wordings_of_many_papers(heading, role):
    assert role_of_heading(heading) == role


def test_split_headings_parts_the_flattened_header_of_seed_002():
    titles = split_headings(
        "TT Nội dung, quy mô công việc Tiến độ thời gian Cơ quan phụ trách Cơ quan phối hợp"
    )

    assert [(title.role, title.text) for title in titles] == [
        ("number", "TT"),
        ("content", "Nội dung, quy mô công việc"),
        ("timing", "Tiến độ thời gian"),
        ("lead", "Cơ quan phụ trách"),
        ("partners", "Cơ quan phối hợp"),
    ]


def test_split_headings_gives_none_when_some_words_are_no_heading():
    assert split_headings("TT Nội dung Sở Ngoại vụ") == ()
