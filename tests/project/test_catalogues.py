"""Vietnamese is complete: every text of every app is translated, and the catalogues know every text."""

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from repository import APPS, ROOT, SOURCE

PLACES = re.compile(r"%\((\w+)\)[sd]")


def catalogue_of(app: str):
    with (SOURCE / app / "locale" / "vi" / "LC_MESSAGES" / "django.po").open("rb") as written:
        return read_po(written, locale="vi")


def strings_of(message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


@pytest.mark.parametrize("app", APPS)
def test_every_text_is_translated(app):
    messages = [message for message in catalogue_of(app) if message.id]

    assert messages
    assert [message.id for message in messages if not all(strings_of(message)) or message.fuzzy] == []


@pytest.mark.parametrize("app", APPS)
def test_translation_has_the_places_of_its_text(app):
    different = [
        message.id
        for message in catalogue_of(app)
        if isinstance(message.id, str)
        and message.id
        and set(PLACES.findall(message.id)) != set(PLACES.findall(message.string))
    ]

    assert different == []


@pytest.mark.parametrize("app", APPS)
def test_catalogue_knows_every_text_of_the_code(app, tmp_path):
    known = {text for message in catalogue_of(app) for text in ids_of(message)}
    used = texts_of_code(app, tmp_path)

    assert used
    assert used - known == set()


def ids_of(message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def texts_of_code(app: str, folder: Path) -> set[str]:
    """This function will return the texts that the Python code of an app marks for translation."""
    gathered = folder / "texts.pot"
    keywords = [
        part for word in ("_", "gettext_lazy", "gettext_noop", "ngettext:1,2") for part in ("-k", word)
    ]
    subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", "extract", *keywords]
        + ["--no-location", "--omit-header", "-o", str(gathered), str(SOURCE / app)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    with gathered.open("rb") as texts:
        return {text for message in read_po(texts) for text in ids_of(message) if text}


# Django keeps one word of each text for all apps: who means another one writes another text.
def test_text_of_several_apps_has_one_translation():
    words = defaultdict(set)
    for app in APPS:
        for message in catalogue_of(app):
            words[(message.context, ids_of(message))].add(tuple(strings_of(message)))

    assert [text for text, translations in words.items() if text[1] != ("",) and len(translations) > 1] == []
