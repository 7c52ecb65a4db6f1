"""Formulas of indicators: read, checked, and reckoned so that the parts come to the whole."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.formulas import (
    BadFormula,
    Formula,
    Known,
    Term,
    check_formula,
    parse_formula,
    reckon_formula,
    written_formula,
)
from haidang.engines.reckoning.measures import Ratio

ONE = Decimal(1)
KNOWN = {
    "dao-tao": Known("Cán bộ đã tập huấn", "người"),
    "can_bo": Known("Cán bộ làm thông tin đối ngoại", "người"),
    "tin-anh": Known("Tin, bài tiếng Anh", "tin, bài"),
    "tin-trung": Known("Tin, bài tiếng Trung", "tin, bài"),
    "ngon-ngu": Known("Số thứ tiếng", "thứ tiếng", adds_up=False),
}


def refusal_of(text: str, known=None) -> tuple[str, int, tuple[str, ...]]:
    with pytest.raises(BadFormula) as refused:
        check_formula(parse_formula(text), KNOWN if known is None else known)
    return refused.value.reason, refused.value.place, refused.value.names


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("dao-tao / can_bo", Formula((Term(ONE, "dao-tao"),), (Term(ONE, "can_bo"),))),
        ("tin-anh + tin-trung", Formula((Term(ONE, "tin-anh"), Term(ONE, "tin-trung")))),
        ("tin-anh - tin-trung", Formula((Term(ONE, "tin-anh"), Term(-ONE, "tin-trung")))),
        ("2 * (a + b / 4)", Formula((Term(Decimal(2), "a"), Term(Decimal("0.5"), "b")))),
        ("(a + a) / (b - c)", Formula((Term(Decimal(2), "a"),), (Term(ONE, "b"), Term(-ONE, "c")))),
        ("1000 * a / b", Formula((Term(Decimal(1000), "a"),), (Term(ONE, "b"),))),
    ],
)
def test_formula_is_read_as_it_is_written(text, formula):
    assert parse_formula(text) == formula


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", ("empty", 0, ())),
        ("dao-tao /", ("end", 0, ())),
        ("dao-tao / can_bo / tin-anh", ("second_line", 18, ())),
        ("dao-tao / can_bo + tin-anh", ("second_line", 18, ())),
        ("dao-tao * can_bo", ("product", 9, ())),
        ("dao-tao / 0", ("zero", 9, ())),
        ("dao-tao + 5", ("number_alone", 9, ())),
        ("12", ("number_alone", 0, ())),
        ("5 / can_bo", ("number_alone", 3, ())),
        ("can_bo - can_bo", ("nothing", 0, ())),
        ("can_bo / (dao-tao - dao-tao)", ("nothing", 0, ())),
        ("(can_bo", ("brackets", 1, ())),
        ("can_bo)", ("unexpected", 7, ())),
        ("__import__('os')", ("sign", 1, ())),
        ("can_bo ** 2", ("unexpected", 9, ())),
        ("Tin Anh", ("sign", 1, ())),
        ("1234567890 * can_bo", ("number", 1, ())),
        ("(" * 400, ("too_long", 0, ())),
        ("(" * 300, ("brackets", 21, ())),
        ("can_bo / nguoi", ("unknown", 0, ("nguoi",))),
        ("ngon-ngu / can_bo", ("not_added_up", 0, ("ngon-ngu",))),
        ("tin-anh + can_bo", ("unlike", 0, ("tin-anh", "can_bo"))),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(text, refusal):
    assert refusal_of(text) == refusal


def test_units_may_differ_above_and_below_the_stroke():
    check_formula(parse_formula("tin-anh / can_bo"), KNOWN)


def test_formula_is_told_in_words():
    assert written_formula(parse_formula("2 * tin-anh - tin-trung"), KNOWN) == (
        "2 x Tin, bài tiếng Anh - Tin, bài tiếng Trung",
        "",
    )
    assert written_formula(parse_formula("dao-tao / can_bo"), KNOWN) == (
        "Cán bộ đã tập huấn",
        "Cán bộ làm thông tin đối ngoại",
    )


def test_missing_figure_leaves_no_result():
    assert reckon_formula(parse_formula("a / b"), {"a": ONE}) is None
    assert reckon_formula(parse_formula("a / b"), {"a": ONE, "b": Decimal(4)}) == Ratio(ONE, Decimal(4))


SIGNS = st.sampled_from([*"+-*/() .,_'\"\\", "a", "tin-anh", "0", "12", "1.5", "đ", "\n", "__", "**"])


@given(st.one_of(st.text(), st.lists(SIGNS, max_size=80).map("".join)))
def test_any_text_is_a_formula_or_is_refused(text):
    try:
        formula = parse_formula(text)
    except BadFormula:
        return

    assert formula.numerator
    assert all(term.times for term in (*formula.numerator, *formula.denominator))


FIGURES = st.fixed_dictionaries({name: st.integers(0, 10_000).map(Decimal) for name in ("a", "b", "c", "d")})


@given(st.sampled_from(["a", "a + b", "a / b", "(a + b) / (c + d)", "100 * a / (b + c)"]), st.lists(FIGURES))
def test_units_come_to_the_whole(text, units):
    formula = parse_formula(text)
    parts = [reckon_formula(formula, unit) for unit in units]
    whole = reckon_formula(
        formula, {name: sum((unit[name] for unit in units), Decimal(0)) for name in "abcd"}
    )

    assert whole is not None
    assert sum((part.numerator for part in parts if part), Decimal(0)) == whole.numerator
    if formula.is_ratio:
        assert sum((part.denominator for part in parts if part), Decimal(0)) == whole.denominator
