"""What is followed and what is to be reached. Actual figures are computed when asked, never stored."""

from haidang.indicators.models.indicators import MOST_DECIMALS, Indicator, IndicatorNote, IndicatorTarget

__all__ = ["MOST_DECIMALS", "Indicator", "IndicatorNote", "IndicatorTarget"]
