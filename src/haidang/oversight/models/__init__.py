"""Schemes of emulation and what units earned in them. No row here is about a person; people stand as who acted."""

from haidang.oversight.models.commendations import Commendation, CommendationList
from haidang.oversight.models.outcomes import ViolationOutcome
from haidang.oversight.models.schemes import Criterion, EmulationGroup, EmulationScheme
from haidang.oversight.models.sheets import Appeal, Score, ScoreSheet

__all__ = [
    "Appeal",
    "Commendation",
    "CommendationList",
    "Criterion",
    "EmulationGroup",
    "EmulationScheme",
    "Score",
    "ScoreSheet",
    "ViolationOutcome",
]
