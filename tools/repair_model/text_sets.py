"""The text sets that the language model of repair may be counted from, with their weights."""

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Words and numbers of clean text; a run that starts with a figure and holds letters is a sign ("16/QĐ-TTg").
TOKEN = re.compile(r"\d[\d.,/:-]*(?:[^\W_]+(?:[-/&.][^\W_]+)*)?|[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")

# Papers of offices as we know them, in our own words.
_OWN_TEXT = Path(__file__).with_name("own_text")

NUMBER, SIGN = "<num>", "<sign>"


@dataclass(frozen=True, slots=True)
class TextSet:
    """A file of sentences and how often each counts."""

    path: Path
    weight: int


def training_sets(shared: Path) -> list[TextSet]:
    """The sets whose README allows them: official texts, Wikipedia (counts only), our own formulas and names."""
    corpus, seeds = shared / "corpus", shared / "seeds"
    return [
        TextSet(corpus / "phapdien.txt.xz", 1),
        TextSet(corpus / "statutes_core.txt.xz", 1),
        TextSet(corpus / "viwiki.txt.xz", 1),
        TextSet(corpus / "local_plans.txt.xz", 6),
        TextSet(corpus / "resolutions.txt.xz", 6),
        TextSet(corpus / "gazetteer.txt.xz", 3),
        TextSet(corpus / "formulas.txt.xz", 12),
        *(TextSet(path, 6) for path in sorted(seeds.glob("00[23]_*.txt"))),
        *(TextSet(path, 12) for path in sorted(_OWN_TEXT.glob("*.txt"))),
    ]


def read_sentences(path: Path) -> Iterator[str]:
    """The sentences of a set, one by one; a seed paper is read by paragraphs."""
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from lines
    elif path.parent == _OWN_TEXT:
        yield from path.read_text("utf-8").splitlines()
    else:
        for paragraph in re.split(r"\n\s*\n", path.read_text("utf-8")):
            yield paragraph.replace("\n", " ")


# Letters drawn like ours that old code pages left behind: ð for đ, ǎ for ă.
_LOOK_ALIKES = str.maketrans("ðÐǎǍ", "đĐăĂ")


def split_tokens(sentence: str) -> list[str]:
    """The tokens the language model knows: words as written, numbers and signs as classes."""
    return [_token_class(token) for token in TOKEN.findall(sentence.translate(_LOOK_ALIKES))]


def _token_class(token: str) -> str:
    if not token[0].isdigit():
        return token
    return SIGN if _LETTER.search(token) else NUMBER


def eight_grams(text: str) -> set[tuple[str, ...]]:
    """All runs of eight words of a text; what held-out pages share with a training line shows here."""
    words = [token.lower() for token in split_tokens(text)]
    return {tuple(words[start : start + 8]) for start in range(len(words) - 7)}


def held_out_grams(shared: Path) -> set[tuple[str, ...]]:
    """Runs of eight words of the held-out pages (`ocr_pages/h*`), whose documents must not be counted."""
    pages = sorted((shared / "corpus" / "ocr_pages").glob("h*.gold.txt"))
    return set().union(*(eight_grams(page.read_text("utf-8")) for page in pages))
