"""The repair model as shipped: language model and confusions in one file, read once."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from haidang.engines.vietnamese.repair.channel import Channel, ConfusionCounts, KnownSyllable
from haidang.engines.vietnamese.repair.confusion_tables import unpack_confusions
from haidang.engines.vietnamese.repair.language_model import LanguageModel, unpack_language_model
from haidang.engines.vietnamese.repair.model_file import read_sections
from haidang.engines.vietnamese.repair.readings import Reader
from haidang.engines.vietnamese.repair.usual_runs import UsualRuns

_MODEL_NAME = "repair.model"


class RepairModel:
    """A language model and a reader of damaged tokens; what the reader works out it keeps."""

    def __init__(
        self, language: LanguageModel, confusions: ConfusionCounts, usual: UsualRuns | None = None
    ) -> None:
        self.language = language
        self.reader = Reader(language, Channel(confusions, known_syllables(language), usual))


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
    return RepairModel(unpack_language_model(sections), unpack_confusions(sections), UsualRuns(sections))


def known_syllables(language: LanguageModel) -> list[KnownSyllable]:
    """The Vietnamese syllables among the words of a language model."""
    return [
        KnownSyllable(number, word, language.word_costs[number])
        for number, word in enumerate(language.words)
        if language.syllables[number]
    ]
