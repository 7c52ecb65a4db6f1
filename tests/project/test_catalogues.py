"""Vietnamese is complete: every text of every app is translated, and the catalogues know every text."""

import re
import subprocess
import sys

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
def test_catalogue_knows_every_text_of_the_code(app):
    known = {text for message in catalogue_of(app) for text in ids_of(message)}

    assert texts_of_code(app) - known == set()


def ids_of(message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def texts_of_code(app: str) -> set[str]:
    """This function will return the texts that the Python code of an app marks for translation."""
    extracted = subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", "extract", "-k", "_", "-k", "gettext_lazy"]
        + ["--no-location", "--omit-header", "-o", "-", str(SOURCE / app)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    return {text for message in read_po(extracted.decode().splitlines()) for text in ids_of(message) if text}
