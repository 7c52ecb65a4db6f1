"""What has to be reported again and again, and what was reported. Totals and shares are computed, never stored."""

from haidang.regimes.models.chases import MOST_CHARACTERS_OF_CHASE, Chase, ChasedPerson
from haidang.regimes.models.consolidation import ConsolidatedSection, Consolidation, IssuedFigure, Pick
from haidang.regimes.models.measures import MOST_DECIMALS, Measure, MeasureValue
from haidang.regimes.models.narratives import MOST_CHARACTERS_OF_SECTION, Narrative, Remark, Signature
from haidang.regimes.models.questions import ReportQuestion
from haidang.regimes.models.regimes import (
    FormFigure,
    Level,
    Regime,
    RegimeForm,
    RegimeUnit,
    Section,
)
from haidang.regimes.models.rounds import ReportRound

__all__ = [
    "Chase",
    "ChasedPerson",
    "ConsolidatedSection",
    "Consolidation",
    "FormFigure",
    "IssuedFigure",
    "Level",
    "MOST_CHARACTERS_OF_CHASE",
    "MOST_CHARACTERS_OF_SECTION",
    "MOST_DECIMALS",
    "Measure",
    "MeasureValue",
    "Narrative",
    "Pick",
    "Regime",
    "RegimeForm",
    "RegimeUnit",
    "Remark",
    "ReportQuestion",
    "ReportRound",
    "Section",
    "Signature",
]
