"""Learned confusions in the model file, and what they cost a reading."""

from haidang.engines.vietnamese.repair.channel import ConfusionCounts
from haidang.engines.vietnamese.repair.confusion_tables import pack_confusions, unpack_confusions
from haidang.engines.vietnamese.repair.letter_costs import LetterCosts, base_letter, prior_share

COUNTS = {"ố": {"6": 3.0, "o": 1.5}, "đ": {"d": 2.0}}
RARE = {"ông": {"6ng": 0.2, "éng": 5.0}}


def test_counts_come_back_without_the_rare_ones_of_rhymes_and_syllables():
    counts = ConfusionCounts(COUNTS, COUNTS, COUNTS, COUNTS, RARE, RARE)

    back = unpack_confusions(pack_confusions(counts, least=0.5))

    kept = {"ông": {"éng": 5.0}}
    assert back == ConfusionCounts(COUNTS, COUNTS, COUNTS, COUNTS, kept, kept)


def test_reading_seen_often_costs_less_than_one_never_seen():
    costs = LetterCosts(COUNTS)

    assert costs.cost("ố", "6") < costs.cost("ố", "o") < costs.cost("ố", "x")


def test_run_costs_what_its_letters_cost_and_is_aligned_letter_by_letter():
    costs = LetterCosts(COUNTS)

    assert costs.align("đối", "d6i") == ["d", "6", "i"]
    assert abs(costs.run_cost("đối", "d6i") - sum(costs.cost(*pair) for pair in ("đd", "ố6", "ii"))) < 1e-9


def test_letter_kept_is_likelier_than_any_other_before_anything_is_learned():
    assert base_letter("ố") == "o"
    assert prior_share("n", "n") > prior_share("n", "m")
    assert prior_share("ố", "o") > prior_share("ố", "x")
