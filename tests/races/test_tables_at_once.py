"""Several people take the same table over at once: its rows are saved once, and the others are told."""

NAMES = [f"Sở Thử nghiệm {at}" for at in range(30)]


def test_of_three_people_who_take_the_same_table_over_at_once_one_saves_its_rows(course):
    [_begun, sent] = course.do(("begin_anew", {}), ("hold_same_table", {"people": 3, "names": NAMES}))

    answers = course.race(
        *(("take_table_over", {"held": held, "seen": sent["seen"]}) for held in sent["held"])
    )

    [found, log] = course.do(("agencies_named", {"names": NAMES}), ("verify_log", {}))
    assert sorted(one["told"] for one in answers) == ["changed meanwhile", "changed meanwhile", "done"]
    assert found["names"] == sorted(NAMES)
    assert log["breaks"] == []
