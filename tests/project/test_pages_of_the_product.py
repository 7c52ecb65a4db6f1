"""What holds for every page: nothing inline, nothing from outside, light enough, safe headers."""

import re

import pytest
from django.template.loader import get_template
from django.urls import URLPattern, get_resolver, reverse
from django.urls.resolvers import RoutePattern
from factories.agencies import make_person, make_post
from repository import SOURCE, as_name

from haidang.agencies.enums import Role

MOST_CSS_BYTES = 30_720
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
SCRIPTS = sorted(SOURCE.glob("*/static/**/*.js"))
STYLES = sorted(SOURCE.glob("*/static/**/*.css"))
DRAWINGS = sorted(SOURCE.glob("*/static/**/*.svg"))

INLINE = re.compile(
    r"""\sstyle\s*= | <style\b | <script\b(?![^>]*\bsrc=) | \son[a-z]+\s*= | javascript:""",
    re.VERBOSE | re.IGNORECASE,
)
ELSEWHERE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]""", re.IGNORECASE)


def test_there_is_something_to_look_at():
    assert TEMPLATES
    assert SCRIPTS
    assert STYLES


@pytest.mark.parametrize("path", TEMPLATES, ids=as_name)
def test_template_has_no_inline_style_or_script(path):
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [*TEMPLATES, *SCRIPTS, *STYLES, *DRAWINGS], ids=as_name)
def test_file_for_the_browser_names_no_other_site(path):
    assert ELSEWHERE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=as_name)
def test_template_knows_every_tag_that_it_uses(path):
    assert get_template(str(path).split("/templates/", 1)[1]).template.nodelist


@pytest.mark.parametrize("bad", ['<p style="a">', "<script>x</script>", '<a onclick="x">', "<style>"])
def test_inline_style_and_script_would_be_seen(bad):
    assert INLINE.search(bad)


@pytest.mark.parametrize("bad", ["https://cdn.example.com/x.js", "url(//fonts.example.org/a.woff2)"])
def test_other_site_would_be_seen(bad):
    assert ELSEWHERE.search(bad)


def addresses_without_arguments() -> list[str]:
    found = []
    for resolver in get_resolver().url_patterns:
        space = f"{resolver.app_name}:" if resolver.app_name else ""
        named = [one for one in resolver.url_patterns if isinstance(one, URLPattern) and one.name]
        found += [f"{space}{one.name}" for one in named if takes_no_arguments(one)]
    return sorted(found)


def takes_no_arguments(pattern: URLPattern) -> bool:
    return isinstance(pattern.pattern, RoutePattern) and not pattern.pattern.converters


@pytest.fixture
def everybody(db, log_in):
    account = make_person(Role.OFFICER)
    make_post(account, Role.ADMINISTRATOR)
    return log_in(account)


def test_there_are_addresses_to_visit():
    assert {"desk:home", "agencies:log_in", "agencies:agencies"} <= set(addresses_without_arguments())


@pytest.mark.parametrize("name", addresses_without_arguments())
def test_page_is_drawn_with_the_strict_policy(everybody, client, name):
    visitor = client if name == "agencies:log_in" else everybody
    answer = visitor.get(reverse(name))

    assert answer.status_code in {200, 405}
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    if answer.headers["Content-Type"].startswith("text/html"):
        assert INLINE.findall(answer.content.decode(errors="replace")) == []


def test_css_that_holds_up_an_officers_page_is_light():
    folder = SOURCE / "foundation" / "static" / "foundation"

    assert sum((folder / name).stat().st_size for name in ("tokens.css", "app.css")) <= MOST_CSS_BYTES
