"""How heavy the style of an officer's page is: browsers show nothing until all of it has come."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

MOST_BYTES = 30_720


@pytest.mark.django_db
def test_all_style_of_a_page_stays_under_thirty_kilobytes(officer, log_in):
    page = log_in(officer).get(reverse("programme:list")).content.decode()

    sheets = [
        re.sub(r"\.[0-9a-f]{12}(?=\.css)", "", address)
        for address in re.findall(
            r'<link rel="stylesheet" href="[^"]*?((?:foundation|programme)/[^"?]+)"', page
        )
    ]
    weights = {name: len(Path(finders.find(name)).read_bytes()) for name in sheets}

    assert sorted(weights) == [f"foundation/{name}.css" for name in ("app", "dark", "print", "tokens")]
    assert sum(weights.values()) < MOST_BYTES
