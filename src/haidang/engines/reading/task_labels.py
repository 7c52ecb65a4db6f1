"""The labels that stand before the parts of a task: "Đơn vị chủ trì:", "Thời gian thực hiện:", "Sản phẩm:"."""

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from haidang.engines.reading.running_text import without_bullet
from haidang.engines.vietnamese.forms import folded_form

LabelRole = Literal["content", "lead", "partners", "timing", "product", "parts", "other"]

_BODY = ("don vi", "co quan", "bo phan", "phong")
_WORDINGS: dict[str, LabelRole] = {
    **dict.fromkeys(
        ("noi dung", "noi dung thuc hien", "noi dung cong viec", "noi dung nhiem vu", "noi dung trien khai",
         "nhiem vu"),
        "content",
    ),
    **{f"{body} {duty}": "lead" for body in _BODY
       for duty in ("chu tri", "phu trach", "thuc hien", "chu tri thuc hien")},
    **dict.fromkeys(("chu tri", "chu tri thuc hien", "phu trach", "phan cong", "phan cong thuc hien", "giao"), "lead"),
    **dict.fromkeys(("dau moi", "don vi dau moi", "co quan dau moi", "trach nhiem thuc hien"), "lead"),
    **{f"{body} phoi hop{end}": "partners" for body in _BODY for end in ("", " thuc hien")},
    **dict.fromkeys(("phoi hop", "phoi hop thuc hien", "phoi hop voi"), "partners"),
    **{f"{start}{end}": "timing" for start in ("thoi gian", "tien do", "thoi han", "thoi diem")
       for end in ("", " thuc hien", " hoan thanh", " trien khai", " to chuc")},
    **dict.fromkeys(("hoan thanh", "han hoan thanh", "du kien thoi gian", "thoi gian du kien"), "timing"),
    **dict.fromkeys(
        ("san pham", "san pham dau ra", "ket qua", "ket qua dau ra", "san pham hoan thanh", "san pham du kien",
         "ket qua thuc hien", "du kien san pham", "dau ra"), "product"),
    **dict.fromkeys(
        ("cac viec cu the", "cong viec cu the", "cac nhiem vu thanh phan", "nhiem vu thanh phan"), "parts",
    ),
    **dict.fromkeys(
        ("hinh thuc", "hinh thuc the hien", "hinh thuc thuc hien", "kenh truyen thong", "kinh phi", "nguon kinh phi",
         "kinh phi thuc hien", "dia diem", "doi tuong", "thanh phan", "quy mo", "so luong", "muc tieu", "yeu cau",
         "phuong thuc", "ghi chu", "can cu"), "other"),
}  # fmt: skip
_LABEL = re.compile(r"(?P<label>[^:.;()]{3,45}?)\s*:\s*(?P<rest>.*)", re.DOTALL)
_ALIKE = 82  # of 100: "pon vi chu tri", "thot gian thuc hien"; clean labels differ from each other by more
_EXACT = 100
_MISREAD = str.maketrans(
    "0165", "oios"
)  # figures that scanners read for letters: "N61 dung" of seed 001 line 298


@dataclass(frozen=True, slots=True)
class LabelledWords:
    """A paragraph that opens with a label: what the label means, the words behind it, how sure the label is."""

    role: LabelRole
    words: str
    sureness: float


def split_label(paragraph: str, *, is_damaged: bool) -> LabelledWords | None:
    """This function will part the label from a paragraph; None when no known label opens it.

    In a damaged paper a label may have slips ("Pon vj chu tri", "Thot gian thwe hién"); in a clean one none.
    """
    found = _LABEL.match(without_bullet(paragraph))
    if not found:
        return None
    label = folded_form(found["label"])
    least = _ALIKE if is_damaged else _EXACT
    best = _closest_wording(label.translate(_MISREAD) if is_damaged else label, least)
    if best is None:
        return None
    wording, score = best
    return LabelledWords(_WORDINGS[wording], found["rest"].strip(), score / 100)


def _closest_wording(label: str, least: int) -> tuple[str, float] | None:
    best = process.extractOne(label, list(_WORDINGS), scorer=fuzz.ratio, score_cutoff=least)
    return (best[0], best[1]) if best else None
