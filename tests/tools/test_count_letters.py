"""The letters of misread and foreign words, counted."""

from collections import Counter

import pytest
from repository import ROOT

from tools.text_kinds.count_letters import TABLE, count_runs, foreign_words, misread_words, table_rows

SHARED = ROOT.parent / "shared"


def test_run_is_the_likelier_the_more_often_its_end_came_up_behind_its_beginning():
    counts = count_runs(Counter({"tgi": 3, "tai": 1}))

    assert counts.log_share("^tg") > counts.log_share("^ta") > counts.log_share("^tz")


def test_rows_tell_what_speaks_for_misreading_and_leave_out_what_shorter_runs_say():
    rows = list(table_rows(count_runs(Counter({"tgi": 50})), count_runs(Counter({"tea": 50}))))

    evidence = {letters.strip('"'): float(number) for letters, number in (row.rsplit(",", 1) for row in rows)}
    assert evidence["tg"] > 1 > -1 > evidence["te"]
    assert "^^t" not in evidence


@pytest.mark.shared
def test_table_of_the_package_is_made_from_the_pages_and_the_shared_texts():
    if not (SHARED / "corpus").is_dir():
        pytest.skip("../shared/corpus is not there")

    rows = table_rows(count_runs(misread_words()), count_runs(foreign_words(SHARED)))

    assert TABLE.read_text("utf-8").splitlines(keepends=True)[2:] == list(rows)
