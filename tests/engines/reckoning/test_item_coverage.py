from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.item_coverage import ItemCoverage, ItemLink, coverage_by_unit, item_coverage
from haidang.engines.reckoning.round_shares import Share

PARENTS = {"6a": "6", "6b": "6"}
POINTS = ("1", "4", "6", "7")
TASKS = ("I.4", "I.6", "I.8")
LINKS = (ItemLink("4", "I.4", "quận A"), ItemLink("6a", "I.6", "quận A"), ItemLink("6b", "I.6", "quận B"))


def test_point_is_carried_out_when_one_of_its_sub_points_is():
    assert item_coverage(POINTS, TASKS, LINKS, PARENTS) == ItemCoverage(
        Share(2, 4), ("1", "7"), Share(2, 3), ("I.8",)
    )


def test_sub_points_are_asked_for_one_by_one_too():
    coverage = item_coverage(("6a", "6b", "6"), ("I.4",), [ItemLink("6b", "I.4", "quận A")], PARENTS)

    assert (str(coverage.covered), coverage.uncovered) == ("2/3", ("6a",))


def test_link_to_what_is_not_asked_for_counts_for_nothing():
    coverage = item_coverage(("1",), ("I.8",), LINKS, PARENTS)

    assert coverage == ItemCoverage(Share(0, 1), ("1",), Share(0, 1), ("I.8",))


def test_units_without_a_plan_are_in_the_denominator():
    units = ("quận A", "quận B", "quận C")

    assert coverage_by_unit(POINTS, units, LINKS, PARENTS) == {
        "1": Share(0, 3), "4": Share(1, 3), "6": Share(2, 3), "7": Share(0, 3),
    }  # fmt: skip


ITEMS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)


@given(
    ITEMS,
    ITEMS,
    st.lists(st.builds(ItemLink, *[st.sampled_from("abcdef")] * 3)),
    st.dictionaries(*[st.sampled_from("abcdef")] * 2),
)
def test_each_point_and_each_task_is_counted_once(above, below, links, parents):
    coverage = item_coverage(above, below, links, parents)

    assert coverage.covered.numerator + len(coverage.uncovered) == coverage.covered.denominator == len(above)
    assert coverage.linked.numerator + len(coverage.unlinked) == coverage.linked.denominator == len(below)
