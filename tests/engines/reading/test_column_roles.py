"""Headings of columns, as plans of several provinces print them."""

import pytest

from haidang.engines.reading.column_roles import role_of_heading, split_headings, split_headings_loosely


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
        ("Nhiệm vụ/giải pháp", "content"),
        ("Tên chương trình, đề án, dự án", "content"),
        ("Đơn vị chủ trì/phối hợp", "bodies"),
        ("Cơ quan chủ trì và cơ quan phối hợp", "bodies"),
        ("Cơ quan, đơn vị được giao", "lead"),
        ("Lãnh đạo UBND phụ trách", "person"),
        ("Người thực hiện", "person"),
        ("Sản phẩm, kết quả đầu ra", "product"),
        ("Mốc thời gian hoàn thành", "timing"),
        ("Tổng kinh phí", "money"),
        ("Đơn vị tính", "other"),
        ("Địa điểm tổ chức", "other"),
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


def test_split_headings_loosely_takes_unknown_words_for_columns_of_their_own():
    titles = split_headings_loosely(
        ["STT", "Nhiệm vụ", "Nguồn lực", "bảo đảm", "Mã số", "hồ sơ", "Độ khó", "Cơ quan chủ trì", "Mức độ"]
    )

    assert [(title.role, title.text) for title in titles] == [
        ("number", "STT"),
        ("content", "Nhiệm vụ"),
        ("source", "Nguồn lực bảo đảm"),
        ("other", "Mã số hồ sơ"),
        ("other", "Độ khó"),
        ("lead", "Cơ quan chủ trì"),
        ("other", "Mức độ"),
    ]


def test_split_headings_loosely_finds_an_unknown_column_inside_a_line():
    titles = split_headings_loosely(["TT Nội dung Cách thức triển khai Thời gian"])

    assert [title.role for title in titles] == ["number", "content", "other", "timing"]
