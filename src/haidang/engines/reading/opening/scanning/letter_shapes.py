"""What the ink says that the recogniser misses: bars of Roman numerals, gaps after a label, torn points.

The model was trained on running text: it reads "II" as "H", "III" as "IH" or "II", and glues "I. MỤC" together.
The pieces of ink under such a word tell.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from haidang.engines.reading.opening.scanning.ink import Mask, bounds_of
from haidang.engines.reading.opening.scanning.readings import with_alternative
from haidang.engines.reading.opening.scanning.recognition import ReadWord
from haidang.engines.reading.opening.scanning.segments import Segmentation
from haidang.engines.reading.opening.scanning.sign_shapes import with_measured_sign

_SAME_SIGNS = str.maketrans({"Ð": "Đ", "ð": "đ", "⁄": "/", "∕": "/", "‐": "-", "‑": "-"})
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")  # that Vietnamese vowels bear
_FOREIGN = 0.9  # what is left of the confidence of a word with a letter of another language
_ITEM_DASHES = frozenset("~¬_")  # what a dash at the head of a line is read as
_DOUBLE_D = re.compile("ĐĐ(?=[A-Z-]|$)")
_DOUBLE_STROKE = re.compile(r"(?<=[^\W_])//(?=\d)")
_NUMERAL = re.compile(r"([XV]{0,4})([IHLl1|!Í›\]\[]{1,5})(?=$|[./,:;)\-])(.*)")
# A label on its own in its cell: there "VỊ" is no word.
_LONE_NUMERAL = re.compile(r"([XV]{0,4})([IHNMULl1|!ÍÌỊĨỈ›\]\[]{1,5})([.)]?)")
_LABEL = re.compile(r"((?:[IVX]+|\d{1,2}|[a-zđ])[.)])([A-ZĐÀ-Ỹ].*)")
_POINTS = re.compile(r"[.:;,…]+")
_STEM = 0.85  # of the rows in the middle of a letter that a stem fills
_WHOLE_STEM = 0.75  # of nearly all its rows; the crossing of a bold "X" fills half of them
_THINNEST_STEM = 0.09  # of the height; the crossing of an "X" is thinner
_WIDEST_STEM = 0.35  # of the letter's height
_FARTHEST_STEM = 0.75  # of the height between two bars of one numeral
_WIDEST_SERIF = 0.4  # of the height that the foot of the last bar reaches out
_FLAG = 0.09  # of the height by which the flag of a "1" reaches out to the left
_CROSSBAR = 0.1  # of the rows between two stems: "H", or bars that the noise has joined
_SOFT_EDGE, _FADING = 3, 0.3  # pixels from a bar's edge; what of the rows there a bar's soft edge still fills
_LOWEST = 12  # pixels
_MOST_BARS = 3
_LABEL_GAP = 0.22  # of the letter height
_POINT_GAP = 1.0  # of the letter height
_SURE_DIGITS = 0.9  # "11" that is one; for "II" the recogniser is less sure of its digits
_SEEN = 0.9  # how sure a numeral counted from its bars is


def mend_words(words: Sequence[ReadWord], segmentation: Segmentation) -> list[ReadWord]:
    """This function will read Roman numerals from their bars, part glued labels and join torn points.

    What the recogniser said stays among the alternatives.
    """
    mended: list[ReadWord] = []
    count = Counter(word.segment for word in words)
    for place, word in enumerate(words):
        opens_line = place == 0 or words[place - 1].segment != word.segment
        plain = _with_item_dash(word) if opens_line and word.text in _ITEM_DASHES else _with_same_signs(word)
        for glued in _parted(plain, segmentation):
            measured = with_measured_sign(glued, segmentation)
            part = _with_bars_counted(measured, segmentation, is_alone=count[word.segment] == 1)
            if mended and _is_torn_point(mended[-1], part, segmentation.letter):
                mended[-1] = _joined(mended[-1], part)
            else:
                mended.append(part)
    return mended


def _with_item_dash(word: ReadWord) -> ReadWord:
    return with_alternative(replace(word, text="-"), word.text, word.confidence)


def _with_same_signs(word: ReadWord) -> ReadWord:
    text = same_signs(word.text)
    plain = replace(word, text=text, alternatives=())
    for other in word.alternatives:
        plain = with_alternative(plain, same_signs(other.text), other.confidence)
    own = _with_own_letters(text)
    if own == text:
        return plain
    return with_alternative(
        replace(plain, text=own, confidence=word.confidence * _FOREIGN), text, word.confidence
    )


def _with_own_letters(text: str) -> str:
    """Letters that Vietnamese does not have lose their mark: "ÑQ/TU", "HanoïTV"; the word stays an alternative."""
    if text.isascii():
        return text
    kept: list[str] = []
    base = ""
    for sign in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(sign):
            base = sign
        elif sign not in _MARKS or base.lower() not in "aeiouy":
            continue
        kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept))


def same_signs(text: str) -> str:
    """This function will give the letters meant for signs that look the same, in NFC."""
    plain = unicodedata.normalize("NFC", text).translate(_SAME_SIGNS)
    return _DOUBLE_STROKE.sub("/", _DOUBLE_D.sub("Đ", plain))


def _with_bars_counted(word: ReadWord, segmentation: Segmentation, *, is_alone: bool) -> ReadWord:
    match = (_LONE_NUMERAL.fullmatch(word.text) if is_alone else None) or _NUMERAL.fullmatch(word.text)
    if match is None:
        return word
    head, body, rest = match.groups()
    if body.isdigit() and word.confidence >= _SURE_DIGITS:
        return word
    bars = _count_bars(_letters_under(word, segmentation), is_last=not rest.strip(".)"))
    text = f"{head}{'I' * bars}{rest}"
    if not 1 <= bars <= _MOST_BARS:
        return word
    if text == word.text:
        return replace(word, confidence=max(word.confidence, _SEEN))
    return with_alternative(replace(word, text=text, confidence=_SEEN), word.text, word.confidence * 0.5)


def _letters_under(word: ReadWord, segmentation: Segmentation) -> Mask:
    """The ink of a word's tall pieces, cut to their height."""
    pieces = segmentation.pieces
    middle = (pieces.left + pieces.right) / 2
    inside = (segmentation.owners == word.segment) & (middle >= word.left - 2) & (middle <= word.right + 2)
    members = np.flatnonzero(inside)
    if not len(members):
        return np.zeros((0, 0), dtype=bool)
    tall = members[pieces.height[members] >= 0.75 * pieces.height[members].max()]
    left, top, right, bottom = bounds_of(pieces, tall.astype(np.int32))
    return np.asarray(np.isin(pieces.labels[top:bottom, left:right], tall))


def _count_bars(ink: Mask, *, is_last: bool) -> int:
    """How many upright bars follow each other, from the first one on; 0 where that is not clear.

    Where the numeral is the last of its word, letters behind the bars ("VINH") are not clear either.
    """
    if ink.shape[0] < _LOWEST:
        return 0
    stems, share = _stems_in(ink)
    height = ink.shape[0]
    bars = 0
    for place, (first, last) in enumerate(stems):
        before = stems[place - 1][1] if bars else None
        if last - first > _WIDEST_STEM * height or before and first - before > _FARTHEST_STEM * height:
            break
        if before and (_between(share, before, first) > _CROSSBAR).any() or _has_flag(ink, stems, place):
            return 0
        bars += 1
    has_rest = is_last and bars > 0 and ink.shape[1] - stems[bars - 1][1] > _WIDEST_SERIF * height
    return 0 if has_rest else bars


def _stems_in(ink: Mask) -> tuple[list[tuple[int, int]], NDArray[np.float64]]:
    """The upright strokes of a word, and what share of its middle rows each column fills."""
    height = ink.shape[0]
    share = ink[int(0.3 * height) : int(0.7 * height)].mean(axis=0)
    whole = ink[int(0.1 * height) : int(0.9 * height)].mean(axis=0)
    thinnest = _THINNEST_STEM * height
    runs = [
        (first, last)
        for first, last in _runs(share >= _STEM)
        if last - first >= thinnest and whole[first:last].mean() >= _WHOLE_STEM
    ]
    return [run for run in runs if _is_upright(share, *run)], share


def _is_upright(share: NDArray[np.float64], first: int, last: int) -> bool:
    """A bar has white close beside it; the strokes of a V or X fade away to one side."""
    beside = [
        share[place] for place in (first - _SOFT_EDGE, last - 1 + _SOFT_EDGE) if 0 <= place < len(share)
    ]
    return all(filled <= _FADING for filled in beside)


def _between(share: NDArray[np.float64], before: int, first: int) -> NDArray[np.float64]:
    """The middle of the gap between two stems, without their soft edges."""
    edge = max((first - before) // 4, 1)
    return share[before + edge : first - edge]


def _runs(is_on: NDArray[np.bool_]) -> list[tuple[int, int]]:
    steps = np.diff(np.concatenate(([0], is_on.astype(np.int8), [0])))
    return list(zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True))


def _has_flag(ink: Mask, stems: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether the top of a stem reaches farther to the left than to the right; serifs of neighbours may touch."""
    height, width = ink.shape
    first, last = stems[place]
    side = int(0.25 * height)
    left_end = max(first - side, (stems[place - 1][1] + first) // 2 if place else 0, 0)
    right_end = min(
        last + side, (last + stems[place + 1][0] + 1) // 2 if place + 1 < len(stems) else width, width
    )
    top = ink[: int(0.3 * height)].any(axis=0)
    left = right = 0
    while first - left - 1 >= left_end and top[first - left - 1]:
        left += 1
    while last + right < right_end and top[last + right]:
        right += 1
    if place == 0 and 0 < left_end == first - left:
        return False  # the serif of a letter before it: a flag ends sooner
    return bool(left - right > _FLAG * height)


def _parted(word: ReadWord, segmentation: Segmentation) -> Iterable[ReadWord]:
    match = _LABEL.fullmatch(word.text)
    seam = _gap_in(word, segmentation) if match else None
    if match is None or seam is None:
        return [word]
    label, rest = match.groups()
    whole = replace(word, alternatives=())
    return [replace(whole, text=label, right=seam[0]), replace(whole, text=rest, left=seam[1])]


def _gap_in(word: ReadWord, segmentation: Segmentation) -> tuple[int, int] | None:
    """The widest white inside a word, when it is as wide as a space."""
    pieces = segmentation.pieces
    middle = (pieces.left + pieces.right) / 2
    inside = (segmentation.owners == word.segment) & (middle >= word.left) & (middle <= word.right)
    widest, reach = (0, 0), None
    for piece in sorted(np.flatnonzero(inside), key=lambda each: int(pieces.left[each])):
        left, right = int(pieces.left[piece]), int(pieces.right[piece])
        if reach is not None and left - reach > widest[1] - widest[0]:
            widest = (reach, left)
        reach = right if reach is None else max(reach, right)
    return widest if widest[1] - widest[0] >= _LABEL_GAP * segmentation.letter else None


def _is_torn_point(before: ReadWord, word: ReadWord, letter: float) -> bool:
    is_near = word.segment == before.segment and word.left - before.right < _POINT_GAP * letter
    return is_near and bool(_POINTS.fullmatch(word.text))


def _joined(before: ReadWord, point: ReadWord) -> ReadWord:
    return replace(
        before,
        text=before.text + point.text,
        right=max(before.right, point.right),
        confidence=min(before.confidence, point.confidence),
        alternatives=tuple(replace(other, text=other.text + point.text) for other in before.alternatives),
    )
