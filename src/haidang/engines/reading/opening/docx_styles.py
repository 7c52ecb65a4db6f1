"""How a DOCX says that words are bold, centred, headings, in capitals or out of sight."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from haidang.engines.reading.opening.office_package import Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"
VAL = f"{W}val"

_OFF = frozenset({"0", "false", "off", "none"})
_HEADING_NAME = re.compile(r"^heading (\d)$", re.IGNORECASE)
_SMALLEST_SEEN = 4  # half points: below 2 pt nobody reads
_NEAR_WHITE = 0xF5
_LONGEST_CHAIN = 20  # a style based on itself must not hold us


@dataclass(frozen=True, slots=True)
class WordLook:
    """How a run of words looks."""

    is_bold: bool = False
    is_caps: bool = False
    is_vanished: bool = False
    is_white: bool = False
    is_tiny: bool = False
    is_shaded: bool = False

    @property
    def is_hidden(self) -> bool:
        return self.is_vanished or self.is_tiny or self.is_white and not self.is_shaded


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph looks. `list_id` and `list_level` place it in a numbered list."""

    words: WordLook = field(default_factory=WordLook)
    is_centred: bool = False
    heading_level: int | None = None
    list_id: str | None = None
    list_level: int = 0


class StyleSheet:
    """The named styles of a paper, each with what it is based on."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else list(root.iter(f"{W}style"))
        self._styles: Mapping[str, Element] = {style.get(f"{W}styleId", ""): style for style in styles}
        self._default = next(
            (style.get(f"{W}styleId", "") for style in styles if _is_default_paragraph(style)), ""
        )
        self._paragraph_looks: dict[str, ParagraphLook] = {}

    def paragraph_look(self, paragraph: Element) -> ParagraphLook:
        """This function will work out how a paragraph looks, from its style and its own properties."""
        properties = paragraph.find(f"{W}pPr")
        named = _value(properties, "pStyle") or self._default
        if named not in self._paragraph_looks:
            self._paragraph_looks[named] = self._look_of_style(named)
        look = self._paragraph_looks[named]
        return look if properties is None else _with_paragraph_properties(look, properties)

    def word_look(self, run: Element, base: WordLook) -> WordLook:
        """This function will work out how a run of words looks inside a paragraph that looks like `base`."""
        properties = run.find(f"{W}rPr")
        if properties is None:
            return base
        look = base
        for style in self._chain(_value(properties, "rStyle") or ""):
            look = _with_word_properties(look, style.find(f"{W}rPr"))
        return _with_word_properties(look, properties)

    def shades_cells(self, table: Element) -> bool:
        """This function will tell whether a table's style fills cells, so that white words may be seen."""
        named = _value(table.find(f"{W}tblPr"), "tblStyle") or ""
        return any(_is_filled(shade) for style in self._chain(named) for shade in style.iter(f"{W}shd"))

    def _look_of_style(self, named: str) -> ParagraphLook:
        look = ParagraphLook()
        for style in self._chain(named):
            look = _with_paragraph_properties(look, style.find(f"{W}pPr"))
            look = replace(look, words=_with_word_properties(look.words, style.find(f"{W}rPr")))
            heading = _HEADING_NAME.match(_value(style, "name") or "")
            if heading:
                look = replace(look, heading_level=int(heading.group(1)))
        return look

    def _chain(self, named: str) -> Iterator[Element]:
        """A style and what it is based on, the farthest first."""
        chain: list[Element] = []
        while named in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[named])
            named = _value(chain[-1], "basedOn") or ""
        return reversed(chain)


def is_filled_cell(cell: Element) -> bool:
    """This function will tell whether a table cell has a coloured ground."""
    properties = cell.find(f"{W}tcPr")
    return properties is not None and any(_is_filled(shade) for shade in properties.iter(f"{W}shd"))


def _is_default_paragraph(style: Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")


def _value(properties: Element | None, name: str) -> str | None:
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(VAL)


def _switch(properties: Element, name: str, *, before: bool) -> bool:
    found = properties.find(f"{W}{name}")
    return before if found is None else found.get(VAL, "1") not in _OFF


def _with_paragraph_properties(look: ParagraphLook, properties: Element | None) -> ParagraphLook:
    if properties is None:
        return look
    alignment = _value(properties, "jc")
    level = _value(properties, "outlineLvl")
    numbering = properties.find(f"{W}numPr")
    shade = properties.find(f"{W}shd")
    words = replace(look.words, is_shaded=True) if _is_filled(shade) else look.words
    return replace(
        look,
        words=words,
        is_centred=look.is_centred if alignment is None else alignment == "center",
        heading_level=int(level) + 1
        if level and level.isdecimal() and int(level) < 9
        else look.heading_level,
        list_id=_value(numbering, "numId") or look.list_id,
        list_level=_whole(_value(numbering, "ilvl"), look.list_level),
    )


def _with_word_properties(look: WordLook, properties: Element | None) -> WordLook:
    if properties is None:
        return look
    colour, size = _value(properties, "color"), _value(properties, "sz")
    return WordLook(
        is_bold=_switch(properties, "b", before=look.is_bold),
        is_caps=_switch(properties, "caps", before=look.is_caps),
        is_vanished=_switch(properties, "vanish", before=look.is_vanished),
        is_white=look.is_white if colour is None else _is_near_white(colour),
        is_tiny=look.is_tiny if size is None else _whole(size, 100) < _SMALLEST_SEEN,
        is_shaded=look.is_shaded or _is_filled(properties.find(f"{W}shd")) or _is_highlighted(properties),
    )


def _is_highlighted(properties: Element) -> bool:
    return (_value(properties, "highlight") or "none") not in ("none", "white")


def _is_filled(shade: Element | None) -> bool:
    if shade is None:
        return False
    fill = shade.get(f"{W}fill", "auto")
    return fill != "auto" and not _is_near_white(fill) or shade.get(f"{W}themeFill") is not None


def _is_near_white(colour: str) -> bool:
    if not re.fullmatch("[0-9A-Fa-f]{6}", colour):
        return False
    return all(int(colour[place : place + 2], 16) >= _NEAR_WHITE for place in (0, 2, 4))


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 9 else otherwise
