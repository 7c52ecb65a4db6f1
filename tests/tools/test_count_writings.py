"""The table of writings is what the counted texts give."""

import pytest
from repository import ROOT

from tools.text_kinds.count_writings import TABLE, Writing, read_writings, table_rows

SHARED = ROOT.parent / "shared"


def test_row_tells_how_often_letters_come_up_and_how_they_are_written():
    writings = {
        "cua": [Writing("cua", 10, 1), Writing("của", 970, 2), Writing("cửa", 20, 1)],
        "va": [Writing("và", 1000, 0)],
    }

    assert list(table_rows(writings)) == [
        "cua,500000,của:970:500 cửa:20:250 cua:10:250\n",
        "va,500000,và:1000:0\n",
    ]


@pytest.mark.shared
def test_table_of_the_package_is_made_from_the_shared_counts():
    if not (SHARED / "corpus").is_dir():
        pytest.skip("../shared/corpus is not there")

    rows = [row + "\n" for row in TABLE.read_text("utf-8").splitlines()]

    assert rows[2:] == list(table_rows(read_writings(SHARED)))
