"""On English pages everything but the words of papers and the names of people and bodies is English."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from factories.documents import make_reading

from haidang import documents
from haidang.documents.models import Document, DocumentLine, DocumentReading, Finding
from haidang.documents.templatetags.findings import finding_title
from haidang.engines.reading.answer import answer_object
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper

SAMPLES = Path(documents.__file__).parent / "samples"
# The product's and the language's own name, the word of the form for a legal basis, an example for the search.
NAMES = ("Hải Đăng", "Tiếng Việt", "It is a legal basis (“Căn cứ”)", "“le hoi” also finds “lễ hội”")
SHOWN_ATTRIBUTES = {"aria-label", "title", "placeholder", "alt", "content"}
UNSEEN, CLOSED_BY_THEMSELVES = (
    {"script", "style", "symbol", "textarea"},
    {"input", "br", "meta", "link", "img", "hr"},
)


class ShownTexts(HTMLParser):
    """Gathers the texts of a page outside elements that are marked as Vietnamese or hold what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.left_out: list[str] = []

    def handle_starttag(self, tag, attributes):
        about = dict(attributes)
        self.texts += [about[name] or "" for name in SHOWN_ATTRIBUTES & set(about)]
        is_left_out = tag in UNSEEN or about.get("lang") == "vi"
        if (self.left_out or is_left_out) and tag not in CLOSED_BY_THEMSELVES:
            self.left_out.append(tag)

    def handle_endtag(self, tag):
        if self.left_out and self.left_out[-1] == tag:
            self.left_out.pop()

    def handle_data(self, text):
        if not self.left_out:
            self.texts.append(text)


def strings_of(value) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings_of(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings_of(one)]
    return [value] if isinstance(value, str) else []


def vietnamese_texts(page: str, paper: str) -> list[str]:
    """This function will return the texts of a page with Vietnamese letters that are no words of the paper."""
    shown = ShownTexts()
    shown.feed(page)
    assert (shown.left_out, "</html>" in page) == ([], True)
    told = (" ".join(text.split()) for text in shown.texts)
    parts = [part for text in told for part in re.split(r"…|: | · | [|] |\d\d/\d\d?/\d{4} \d\d:\d\d ", text)]
    return [part for part in parts if has_vietnamese_letters(part) and not is_of_paper(part, paper)]


def has_vietnamese_letters(text: str) -> bool:
    return any(letter.isalpha() and not letter.isascii() for letter in text)


def is_of_paper(part: str, paper: str) -> bool:
    """A text, or one behind the number of a finding ("VII.3 Giao lưu ...")."""
    text = part.strip(" “”.,")
    return text in paper or re.sub(r"^[\w.+]+ ", "", text) in paper


def read_sample(name: str, officer) -> DocumentReading:
    paper = open_paper(SAMPLES / name)
    answer = answer_object(paper, read_paper(paper), by_ordinal=True)
    return make_reading(answer, texts=tuple(line.text for line in paper.lines), by=officer, name=name)


def words_of_papers(officer) -> str:
    """This function will join all that papers and registers say: no part of a page but these may be Vietnamese."""
    texts = [*NAMES, str(officer), *map(str, Document.objects.all())]
    texts += DocumentLine.objects.order_by("id").values_list("text", flat=True)
    texts += [text for reading in DocumentReading.objects.all() for text in strings_of(reading.answer)]
    texts += [finding_title(finding) for finding in Finding.objects.all()]
    texts += [post.agency.name for post in officer.posts.all()]
    return " | ".join(" ".join(text.split()) for text in texts)


@pytest.fixture
def english_officer(officer):
    officer.language = "en"
    officer.save()
    return officer


PLAN, PROJECT = "ke-hoach-thanh-pho-2026.docx", "de-an-2026-2030.docx"
TABS = (
    "",
    "?muc=nghi-van",
    "?muc=task",
    "?muc=heading",
    "?muc=citation",
    "?muc=duty",
    "?muc=report",
    "?muc=budget_row",
)


@pytest.mark.parametrize("name", [PLAN, PROJECT])
@pytest.mark.parametrize("tab", TABS)
def test_review_speaks_english(english_officer, log_in, name, tab):
    reading = read_sample(name, english_officer)

    page = log_in(english_officer).get(f"/van-ban/ra-soat/{reading.pk}/{tab}").text

    assert '<html lang="en">' in page
    assert vietnamese_texts(page, words_of_papers(english_officer)) == []


@pytest.mark.parametrize(
    "address",
    [
        "/van-ban/",
        "/van-ban/nop/",
        "/van-ban/hang-doi/",
        "/van-ban/{pk}/",
        "/van-ban/{pk}/dong/",
        "/van-ban/{pk}/sua/",
    ],
)
def test_other_pages_of_papers_speak_english(english_officer, log_in, address):
    reading = read_sample(PLAN, english_officer)

    page = log_in(english_officer).get(address.format(pk=reading.document_id)).text

    assert '<html lang="en">' in page
    assert vietnamese_texts(page, words_of_papers(english_officer)) == []


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("unread_timing", "khi trăng lên"),
        ("stale_year", "20244"),
        ("blank_number", "chưa có"),
        ("stale_year", ""),
    ],
)
def test_refused_answers_speak_english(english_officer, log_in, code, note):
    reading = read_sample(PLAN, english_officer)
    doubt = reading.doubts.get(code=code)

    page = log_in(english_officer).post(
        f"/van-ban/nghi-van/{doubt.pk}/",
        {"version": doubt.version, "answer": "typed", "note": note, "muc": "nghi-van"},
    )

    assert page.status_code == 200
    assert 'class="err"' in page.text
    assert vietnamese_texts(page.text, words_of_papers(english_officer)) == []


@pytest.mark.parametrize("stage", ["reading", "pages", "page_images"])
def test_queue_names_the_stage_in_english(english_officer, log_in, stage):
    reading = make_reading(by=english_officer)
    DocumentReading.objects.filter(pk=reading.pk).update(
        state="running", progress_stage=stage, progress_total=3
    )

    page = log_in(english_officer).get("/van-ban/hang-doi/").text

    assert "page_images" not in page
    assert vietnamese_texts(page, words_of_papers(english_officer)) == []
