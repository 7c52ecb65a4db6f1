"""What is followed and what is to be reached; what all units gave together is kept ready, actual figures are not."""

from haidang.indicators.models.indicators import MOST_DECIMALS, Indicator, IndicatorNote, IndicatorTarget
from haidang.indicators.models.proposals import LeftProposal
from haidang.indicators.models.totals import GivenTotal

__all__ = ["MOST_DECIMALS", "GivenTotal", "Indicator", "IndicatorNote", "IndicatorTarget", "LeftProposal"]
