"""How headings that a paper prints in capitals are shown on a screen."""

from collections.abc import Iterable

from haidang.agencies.models import Agency
from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.syllables import is_syllable


def shown_headings(titles: Iterable[str]) -> dict[str, str]:
    """Write headings printed in capitals as sentences.

    This function will give the register's spelling of a body ("SỞ VĂN HÓA VÀ THỂ THAO" is "Sở Văn hóa và Thể
    thao"), else a capital first letter with words that are no syllables (UBND, ASEAN) left as they are. A heading
    that is not all in capitals stays as printed.
    """
    titles = set(titles)
    capitals = {title for title in titles if title.isupper()}
    agencies = Agency.objects.without_tree_fields().filter(
        folded_name__in={folded_form(title) for title in capitals}
    )
    spelt = {one.folded_name: one.name for one in agencies if not one.name.isupper()}
    return {
        title: (spelt.get(folded_form(title)) or _as_sentence(title)) if title in capitals else title
        for title in titles
    }


def _as_sentence(title: str) -> str:
    words = " ".join(_lowered(word) for word in title.split(" "))
    return words[:1].upper() + words[1:]


def _lowered(word: str) -> str:
    parts = "".join(letter if letter.isalpha() else " " for letter in word).split()
    return word.lower() if all(is_syllable(part) for part in parts) else word
