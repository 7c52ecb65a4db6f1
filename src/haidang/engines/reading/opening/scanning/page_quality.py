"""What is wrong with a page: empty, no paper, written by hand, cut off. Each a flag with its reason."""

from collections.abc import Iterable, Sequence

import numpy as np

from haidang.engines.reading.opening.scanning.ink import Grey, Mask, Pieces
from haidang.engines.reading.opening.scanning.open_tables import OpenEnds
from haidang.engines.reading.opening.scanning.recognition import ReadWord
from haidang.engines.reading.opening.scanning.scanned_page import PageFlag

BLANK = PageFlag("blank_page", "Trang trắng, không có chữ nào.")
NOT_A_PAPER = PageFlag(
    "not_a_paper", "Ảnh này không phải trang văn bản (không thấy dòng chữ in nào); hãy kiểm tra lại tệp."
)
UNREADABLE = PageFlag(
    "unreadable_page",
    "Chữ trên trang không đọc được (chữ viết tay, tiếng nước ngoài, quá mờ hoặc quá nhỏ); hãy quét lại rõ hơn hoặc "
    "nhập tay.",
)
_UNREADABLE_LINES = (
    "Có {count} dòng không đọc được (chữ viết tay, tiếng nước ngoài, mờ hoặc bị che); "
    "hãy xem ảnh và nhập tay."
)
_CUT_PAGE = "Trang bị cắt ở mép {sides}: chữ chạm mép ảnh, có thể thiếu nội dung; hãy quét lại cả trang."
_LOW_RESOLUTION = "Ảnh có độ phân giải thấp (khoảng {dpi} điểm/inch); nên quét lại từ 200 điểm/inch trở lên."

_UNSURE_PAGE = PageFlag(
    "unsure_page", "Nhiều từ trên trang đọc chưa chắc; hãy đối chiếu cả trang với ảnh trước khi dùng."
)
_TURNED_PAGE = "Trang nằm {how} trong tệp; máy đã xoay lại rồi mới đọc."
_TURNED_HOW = {90: "ngang", 180: "ngược", 270: "ngang"}
_CUT_TABLE = (
    "Bảng bị cắt ở {where} trang (không có đường kẻ khép ô): hàng ở đó có thể còn nửa kia ở trang {other}."
)

_READABLE_LINE = 0.55  # mean confidence of a line's letters
_FEWEST_LETTERS = (
    5  # of a line that is judged; a number or numeral of its own keeps its low confidence instead
)
_READABLE_PAGE = 0.5
_FEWEST_SURE = 0.25  # of a page's words that are sure; print in another language has more
_SURE = 0.85
_UNSURE = 0.8  # of a word
_MOST_UNSURE = 0.12  # of a page's words; a noisy page of 200 dpi has 1 in 100, a coarse fax 3
_FEWEST_WORDS = 10  # of a page whose share of unsure words says something
_FEWEST_PIECES = 4
_TOUCHING = 4  # letters at one edge of the picture
_EDGE_NAMES = ("trái", "trên", "phải", "dưới")
_LEAST_DPI = 140.0
_LEAST_CONTRAST = 80  # grey levels; an empty page has its noise alone
_MIDDLE_TONES = 0.3  # of a picture: a page has paper and ink, a photograph of something all the tones between
_LEAST_PAPER = 0.6  # of a page is bare, be it written all over


def unreadable_segments(words: Iterable[ReadWord]) -> set[int]:
    """This function will name the segments whose words are guesses: they are reported, never handed on."""
    letters: dict[int, float] = {}
    sure: dict[int, float] = {}
    for word in words:
        letters[word.segment] = letters.get(word.segment, 0) + len(word.text)
        sure[word.segment] = sure.get(word.segment, 0) + len(word.text) * word.confidence
    return {
        segment
        for segment, count in letters.items()
        if count >= _FEWEST_LETTERS and sure[segment] < _READABLE_LINE * count
    }


def judge_page(words: Sequence[ReadWord], pieces: Pieces, *, raw: Grey, unreadable: int) -> list[PageFlag]:
    """This function will tell what is wrong with a page as a whole; `raw` is the picture before it was lit."""
    if len(pieces) <= _FEWEST_PIECES:
        return [NOT_A_PAPER if shows_things(raw) else BLANK]
    flags = []
    letters = sum(len(word.text) for word in words)
    mean = sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0
    is_sure = sum(word.confidence >= _SURE for word in words) >= _FEWEST_SURE * max(len(words), 1)
    if not words or mean < _READABLE_PAGE or not is_sure:
        flags.append(NOT_A_PAPER if shows_things(raw) or not words else UNREADABLE)
        return flags
    if unreadable:
        flags.append(PageFlag("unreadable_lines", _UNREADABLE_LINES.format(count=unreadable)))
    unsure = sum(word.confidence < _UNSURE for word in words)
    if len(words) >= _FEWEST_WORDS and unsure > _MOST_UNSURE * len(words):
        flags.append(_UNSURE_PAGE)
    return flags


def judge_turn(turned: int) -> list[PageFlag]:
    """This function will tell that a page lies on its side or upside down in the file."""
    return [PageFlag("turned_page", _TURNED_PAGE.format(how=_TURNED_HOW[turned]))] if turned else []


def judge_tables(ends: OpenEnds) -> list[PageFlag]:
    """This function will tell that a table runs off the page in the middle of a row."""
    below = [PageFlag("table_cut_below", _CUT_TABLE.format(where="cuối", other="sau"))] if ends.below else []
    above = [PageFlag("table_cut_above", _CUT_TABLE.format(where="đầu", other="trước"))] if ends.above else []
    return below + above


def judge_edges(ink: Mask, letter: float) -> list[PageFlag]:
    """This function will tell at which edges of the picture letters are cut."""
    sides = [
        name
        for name, edge in zip(_EDGE_NAMES, (ink[:, 0], ink[0], ink[:, -1], ink[-1]), strict=True)
        if _letters_at(edge, letter) >= _TOUCHING
    ]
    return [PageFlag("cut_page", _CUT_PAGE.format(sides=", ".join(sides)))] if sides else []


def judge_resolution(dpi: float) -> list[PageFlag]:
    """This function will tell that a picture is too coarse to be read well."""
    return [PageFlag("low_resolution", _LOW_RESOLUTION.format(dpi=round(dpi)))] if dpi < _LEAST_DPI else []


def shows_things(raw: Grey) -> bool:
    """This function will tell whether a picture has tones of its own where a page has paper and ink."""
    values = raw[::4, ::4]
    dark, light = (float(each) for each in np.percentile(values, (1, 90)))
    reach = light - dark
    if reach < _LEAST_CONTRAST:
        return False
    is_light = values >= dark + 0.75 * reach
    is_between = (values > dark + 0.25 * reach) & ~is_light
    return bool(is_between.mean() > _MIDDLE_TONES or is_light.mean() < _LEAST_PAPER)


def _letters_at(edge: Mask, letter: float) -> int:
    """Runs of ink at an edge that are strokes; a black border of the scanner is one long run."""
    steps = np.diff(np.concatenate(([0], edge.astype(np.int8), [0])))
    lengths = np.flatnonzero(steps == -1) - np.flatnonzero(steps == 1)
    return int(((lengths >= 2) & (lengths <= letter)).sum())
