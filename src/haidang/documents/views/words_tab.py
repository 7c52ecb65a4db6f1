"""The tab of uncertain words on the review screen: one of them is open, and its line is lit on the left."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse

from haidang.documents.enums import WordState
from haidang.documents.forms.words import WordForm
from haidang.documents.models import DocumentReading, UncertainWord
from haidang.documents.queries.lines import WordLens, word_lens
from haidang.documents.queries.words import WORDS, WordInLine, words_in_lines, words_in_order
from haidang.documents.views.paper_side import kept_side
from haidang.foundation.views import page_of_rows

WORDS_ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class WordRow:
    """One word as listed; `form` is None where it is decided, `lens` where it is closed or has no picture."""

    place: WordInLine
    form: WordForm | None
    is_open: bool
    address: str
    lens: WordLens | None


@dataclass(frozen=True, slots=True)
class WordsTab:
    """What the tab lists; `opened` is the row whose line is lit, with the addresses of its neighbours."""

    rows: list[WordRow]
    page: Page
    opened: WordRow | None
    previous: str
    following: str

    @property
    def lit(self) -> dict[int, str]:
        return {self.opened.place.word.line_number: ""} if self.opened else {}


def words_tab(request: HttpRequest, reading: DocumentReading, answering: WordForm | None = None) -> WordsTab:
    """This function will gather a page of the queue, with the word of `?chu=` open, else the first open one."""
    page = page_of_rows(request, words_in_order(reading), WORDS_ON_A_PAGE)
    words = list(page.object_list)
    chosen = answering.word if answering else _asked(request, reading)
    if chosen and chosen not in words:
        words.insert(0, chosen)
    opened = chosen or next((word for word in words if word.state == WordState.OPEN), None)
    rows = [
        WordRow(
            place=place,
            form=_form_of(place.word, answering),
            is_open=place.word == opened,
            address=word_address(request, reading, place.word, page=page.number, anchor=False),
            lens=word_lens(reading, place.line, place.word) if place.word == opened else None,
        )
        for place in words_in_lines(reading, words)
    ]
    at = next((at for at, row in enumerate(rows) if row.is_open), None)
    return WordsTab(
        rows=rows,
        page=page,
        opened=rows[at] if at is not None else None,
        previous=rows[at - 1].address if at else "",
        following=rows[at + 1].address if at is not None and at + 1 < len(rows) else "",
    )


def word_address(
    request: HttpRequest,
    reading: DocumentReading,
    word: UncertainWord | None,
    *,
    page: int | str = "",
    anchor: bool = True,
) -> str:
    """This function will give the address of the tab with a word open, and the paper shown as it was."""
    parts = {
        "muc": WORDS,
        "trang": page if str(page) not in ("", "1") else "",
        "chu": word.pk if word else "",
        **kept_side(request),
    }
    query = urlencode({name: value for name, value in parts.items() if value})
    fragment = f"#tu-{word.pk}" if word and anchor else ""
    return f"{reverse('documents:review', args=[reading.pk])}?{query}{fragment}"


def _asked(request: HttpRequest, reading: DocumentReading) -> UncertainWord | None:
    asked = request.GET.get("chu", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    return words_in_order(reading).filter(pk=int(asked)).first()


def _form_of(word: UncertainWord, answering: WordForm | None) -> WordForm | None:
    if answering and answering.word.pk == word.pk:
        return answering
    return WordForm(word=word) if word.state == WordState.OPEN else None
