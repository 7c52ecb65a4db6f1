"""The repair model as shipped: language model and confusions in one file, read once."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from haidang.engines.vietnamese.repair.channel import Channel, ConfusionCounts, KnownSyllable
from haidang.engines.vietnamese.repair.confusion_tables import unpack_confusions
from haidang.engines.vietnamese.repair.language_model import LanguageModel, unpack_language_model
from haidang.engines.vietnamese.repair.model_file import read_sections
from haidang.engines.vietnamese.repair.readings import Reader

_MODEL_NAME = "repair.model"


@dataclass(frozen=True, slots=True)
class RepairModel:
    """A language model and a reader of damaged tokens; what the reader works out it keeps."""

    language: LanguageModel
    reader: Reader
    quick_reader: Reader


@cache
def shipped_model() -> RepairModel:
    """The model of the package. This function will read its file once."""
    return model_from(sections_of_package())


def sections_of_package() -> dict[str, bytes]:
    """The sections of the model file that the package holds."""
    with files(__package__).joinpath("data", _MODEL_NAME).open("rb") as file:
        return read_sections(Path(file.name))


def model_from(sections: dict[str, bytes]) -> RepairModel:
    """Build the model from the sections of a model file."""
    return model_with(unpack_language_model(sections), unpack_confusions(sections))


def model_with(language: LanguageModel, confusions: ConfusionCounts) -> RepairModel:
    """Put a language model and confusions together; evaluation leaves papers out of the latter."""
    syllables = known_syllables(language)
    best, quick = (Channel(confusions, syllables, is_quick=is_quick) for is_quick in (False, True))
    return RepairModel(language, Reader(language, best), Reader(language, quick))


def known_syllables(language: LanguageModel) -> list[KnownSyllable]:
    """The Vietnamese syllables among the words of a language model."""
    return [
        KnownSyllable(number, word, language.word_costs[number])
        for number, word in enumerate(language.words)
        if language.syllables[number]
    ]
