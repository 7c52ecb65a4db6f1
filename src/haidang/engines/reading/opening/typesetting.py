"""Marks of typesetting in a line of plain text: Markdown and HTML are taken off, what they say is kept."""

import html
import re
import unicodedata
from dataclasses import dataclass

# What is not seen and is no text, beside the soft hyphen: zero width characters, byte order mark.
_UNSEEN = re.compile("[\u180e\u200b-\u200d\u2060-\u2064\ufeff]+")
_SOFT_HYPHEN = "\u00ad"
# A soft hyphen is a letter in TCVN3 (ư), VPS (Ứ) and VISCII (ễ), which such signs among the letters betray; letters
# that only Unicode has speak against it.
_OLD_CODES = re.compile(
    "[\u0080-\u009f\u00a1-\u00ac\u00ae-\u00bf\u00c4-\u00c7"
    "\u00d0\u00d6-\u00d8\u00de-\u00df\u00e4-\u00e7\u00f0\u00f6-\u00f8\u00fe-\u00ff"
    "\u0152-\u0192\u02c6\u02dc\u201a\u201e\u2020\u2021\u2030\u2039\u203a\u20ac\u2122]"
)
_ONLY_IN_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
# Marks that turn the direction of writing; no Vietnamese paper needs them, they only disguise.
DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

_TAG_NAMES = (
    "a|b|big|blockquote|body|center|code|div|em|font|h[1-6]|head|hr|html|i|img|ins|li|ol|p|pre|s|small|span|strong"
    "|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul"
)
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->")
_BOLD_TAG = re.compile(r"<(/?)(?:b|strong)(?:\s[^<>]*)?>", re.IGNORECASE)
_HEADING_TAG = re.compile(r"<h([1-6])(?:\s[^<>]*)?>", re.IGNORECASE)
_CENTRE_TAG = re.compile(r"<center|text-align:\s*center|align=[\"']?center", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|quot|#\d{1,6});")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+")
_CLOSING_HASHES = re.compile(r"\s+#+\s*$")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*]*[^\s*\\])\*(?![\w*])")
_UNDERSCORE_BOLD = re.compile(r"(?<![\w_])__(?=[^\W_])([^_]+)__(?![\w_])")
_LINK = re.compile(r"!?\[([^\[\]]+)\]\((?:https?:|mailto:|#)[^()\s]*\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_BOLD_MARK = "**"
_CENTRED_INDENT = 12  # spaces; a first-line indent has at most 8


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A line without its marks, and what the marks said. `bold_goes_on`: the next line begins in bold."""

    text: str
    is_bold: bool = False
    is_centred: bool = False
    heading_level: int | None = None
    bold_goes_on: bool = False


def visible_text(text: str) -> str:
    """This function will compose letters (NFC), drop what is not seen and fold white space to single spaces."""
    seen = DIRECTION_MARKS.sub("", _UNSEEN.sub("", text))
    if _SOFT_HYPHEN in seen and not _is_letter_of_old_encoding(seen):
        seen = seen.replace(_SOFT_HYPHEN, "")
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _is_letter_of_old_encoding(text: str) -> bool:
    return bool(_OLD_CODES.search(text)) and not _ONLY_IN_UNICODE.search(text)


def without_marks(text: str) -> str:
    """This function will take Markdown and HTML marks off a piece of text, keeping its words and white space."""
    bare = _TAG.sub("", _COMMENT.sub("", _BREAK.sub(" ", text)))
    bare = _CLOSING_HASHES.sub("", _HEADING.sub("", bare, count=1)) if _HEADING.match(bare) else bare
    bare = _LINK.sub(r"\1", _UNDERSCORE_BOLD.sub(r"\1", bare))
    bare = _ESCAPED.sub(r"\1", _without_stars(bare))
    return html.unescape(bare) if _ENTITY.search(bare) else bare


def split_breaks(text: str) -> list[str]:
    """This function will split text at HTML line breaks."""
    return _BREAK.split(text)


def plain_line(raw: str, *, begins_bold: bool = False) -> PlainLine:
    """This function will give a raw line's text without marks, and the hints the marks give.

    A line is bold when all its words are; `begins_bold` carries a `**` left open on the line before it.
    """
    heading = _HEADING.match(raw)
    heading_tag = _HEADING_TAG.search(raw)
    bold_words, plain_words, goes_on = _weigh_bold(raw, begins_bold=begins_bold)
    level = len(heading.group(1)) if heading else int(heading_tag.group(1)) if heading_tag else None
    text = visible_text(without_marks(raw))
    return PlainLine(
        text=text,
        is_bold=bool(text) and bold_words and not plain_words,
        is_centred=bool(text) and _looks_centred(raw),
        heading_level=level,
        bold_goes_on=goes_on,
    )


def _without_stars(text: str) -> str:
    """A line of stars alone is an ornament and stays."""
    if not text.strip(" *\t"):
        return text
    return _EMPHASIS.sub(r"\1", text.replace(_BOLD_MARK, ""))


def _weigh_bold(raw: str, *, begins_bold: bool) -> tuple[bool, bool, bool]:
    """Whether there are words inside bold, words outside it, and whether bold is still open at the end."""
    pieces = _BOLD_TAG.sub(_BOLD_MARK, raw).split(_BOLD_MARK)
    is_bold = begins_bold
    has_words = {True: False, False: False}
    for index, piece in enumerate(pieces):
        is_bold = is_bold if index == 0 else not is_bold
        if re.search(r"\w", _TAG.sub("", piece)):
            has_words[is_bold] = True
    return has_words[True], has_words[False], is_bold


def _looks_centred(raw: str) -> bool:
    indent = len(raw) - len(raw.lstrip(" "))
    return indent >= _CENTRED_INDENT or bool(_CENTRE_TAG.search(raw))
