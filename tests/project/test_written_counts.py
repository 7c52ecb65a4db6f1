"""Counts stand with their thousands apart: no template and no sentence of the code writes one bare."""

import ast
import re

import pytest
from repository import SOURCE, python_files

SENTENCES = re.compile(r"{%\s*blocktranslate\b(?P<head>.*?)%}.*?{%\s*endblocktranslate\s*%}", re.DOTALL)
PLURALS = re.compile(r"\bcount \w+=(?P<what>\S+)")
NAMED = re.compile(r"(?<!\bcount )\b(?:all|count|shown|total)=(?P<what>\S+)")
# "answered/asked" and the large figure of a sheet: what these two classes of the design are for.
FIGURES = re.compile(
    r"""<(?P<tag>\w+)[^<>]*class="(?:[^"]*\s)?(?:nd|fig)(?:\s[^"]*)?"[^<>]*>(?P<inner>.*?)</(?P=tag)>""",
    re.DOTALL,
)
ATTRIBUTES = re.compile(r"""=\s*"[^"]*\"""")
OUTPUTS = re.compile(r"{{\s*(?P<what>[^{}]+?)\s*}}")
IS_COUNT = re.compile(r"\|length$|(?:^|[._])(?:count|in_all|denominator|numerator)$")
WRITERS = (
    "|shown_count",
    "|counted",
    "|day",
    "|dong",
    "|millions",
    "|whole_millions",
    "|signed_millions",
    "|points",
    "|figure_words",
)
NO_COUNTS = {"each.count", "password", "row.percent"}
COUNTED_NAMES = {"added", "agencies", "all", "answered", "asked", "bad", "changed", "count", "length", "same"}
BARE = re.compile(rf"%\((?:{'|'.join(sorted(COUNTED_NAMES))})\)d")


def bare_counts_of(template: str) -> list[str]:
    """This function will return what a template shows as a count without writing it as one."""
    heads = [match["head"] for match in SENTENCES.finditer(template)]
    shown = [match["what"] for head in heads for seen in (PLURALS, NAMED) for match in seen.finditer(head)]
    rest = SENTENCES.sub("", template)
    inner = "".join(match["inner"] for match in FIGURES.finditer(rest))
    shown += [match["what"] for match in OUTPUTS.finditer(inner)]
    texts = OUTPUTS.finditer(ATTRIBUTES.sub('=""', rest))
    shown += [match["what"] for match in texts if IS_COUNT.search(match["what"])]
    return [what for what in shown if what not in NO_COUNTS and not any(one in what for one in WRITERS)]


def bare_counts_of_sentences(code: str) -> list[str]:
    """This function will return the counts that code puts into a sentence as they are."""
    filled = [node.right for node in ast.walk(ast.parse(code)) if is_filling(node)]
    return [
        ast.unparse(value)
        for filling in filled
        for name, value in zip(filling.keys, filling.values, strict=True)
        if isinstance(name, ast.Constant) and name.value in COUNTED_NAMES
        if not ast.unparse(value).startswith("ShownCount(")
    ]


def is_filling(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and isinstance(node.right, ast.Dict)


def test_templates_write_counts_by_the_one_filter():
    found = {
        path.name: bare
        for path in sorted(SOURCE.rglob("templates/**/*.*"))
        if (bare := bare_counts_of(path.read_text(encoding="utf-8")))
    }

    assert found == {}


def test_sentences_of_the_code_write_counts_by_the_one_class():
    texts = {path: path.read_text(encoding="utf-8") for path in python_files() if "engines" not in path.parts}

    assert {path.name: BARE.findall(text) for path, text in texts.items() if BARE.search(text)} == {}
    assert {path.name: bare for path, text in texts.items() if (bare := bare_counts_of_sentences(text))} == {}


@pytest.mark.parametrize(
    ("template", "bare"),
    [
        (
            "{% blocktranslate count count=rows|length %}a{% plural %}b{% endblocktranslate %}",
            ["rows|length"],
        ),
        ("{% blocktranslate with count=page.count day=on|day %}a{% endblocktranslate %}", ["page.count"]),
        ('<span class="nd mute">{{ one.late }}<span>/{{ one.due|shown_count }}</span></span>', ["one.late"]),
        ("<h2>Papers {{ found.papers.in_all }}</h2>", ["found.papers.in_all"]),
        ('<td colspan="{{ columns|length }}">{{ rows|length|shown_count }}</td>', []),
    ],
)
def test_bare_count_of_a_template_would_be_seen(template, bare):
    assert bare_counts_of(template) == bare


def test_bare_count_of_a_sentence_would_be_seen():
    assert bare_counts_of_sentences('_("%(count)s rows") % {"count": len(rows), "day": day}') == ["len(rows)"]
