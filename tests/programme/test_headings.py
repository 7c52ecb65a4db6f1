"""Headings printed in capitals on a screen."""

import pytest
from factories.agencies import make_agency

from haidang.programme.queries.headings import shown_headings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("SỞ VĂN HÓA VÀ THỂ THAO", "Sở Văn hóa và Thể thao"),
        ("NHIỆM VỤ, GIẢI PHÁP", "Nhiệm vụ, giải pháp"),
        ("HOẠT ĐỘNG CỦA UBND", "Hoạt động của UBND"),
        ("Tổ chức thực hiện", "Tổ chức thực hiện"),
    ],
)
def test_heading_in_capitals_is_shown_as_a_sentence(printed, shown):
    make_agency("Sở Văn hóa và Thể thao")

    assert shown_headings([printed]) == {printed: shown}
