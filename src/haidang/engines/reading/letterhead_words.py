"""Words by which the head of a paper is known: bodies, kinds of papers, mottoes, first words of the body."""

import re
from functools import cache

from rapidfuzz import fuzz

from haidang.engines.reading.paper import Paper
from haidang.engines.reading.running_text import folded_letters
from haidang.engines.vietnamese.forms import folded_form, normal_form
from haidang.engines.vietnamese.lexicon import document_types
from haidang.engines.vietnamese.signs import find_blank_signs, find_signs

# Folded forms with room for what OCR does to them (seed 001 lines 1-2: "XA HQI CHU NGHIA", "Déc 1ap - Tw do").
_NATION = re.compile(r"c[o0q]ng h[o0]a x[aã] h[o0q]i ch[a-z] ngh[i1l]a.*$")
_MOTTO = re.compile(r"[dp][o0e]c [l1i][aâ]p\s*[-–—]\s*t\S{1,2} d[o0].*$")
_NUMBER_LABEL = re.compile(r"\W*so\s*[:.]?\s*[\d/.…_]")
_PARTY = re.compile(r"dang c[o0]ng san viet nam\s*$")

ISSUER_OPENING = re.compile(
    r"^\W*(?:uy ban|ubnd|hdnd|hoi dong|so|s0|s6|bo|ban|chi cuc|cuc|tong cuc|van phong|trung tam|vien|cong an|thanh uy|"
    r"tinh uy|quan uy|huyen uy|dang uy|thu tuong|chinh phu|chu tich|giam doc|bo truong|phong|lien hiep|hoi|tinh doan|"
    r"thanh doan|truong|dai|bao|cong thong tin|mat tran|hoc vien|tap doan|tong cong ty)\b"
)
PARTY_COMMITTEE = re.compile(r"(?:tinh|thanh|huyen|quan|dang) uy\b")
SUPERIOR_PART = re.compile(
    r"\b(?:(?:tinh|thanh|huyen|quan|dang) uy|thanh pho|tp\.?|tinh|huyen|quan|thi xa)\s+\S"
)
TERRITORY = re.compile(r"\b(?:thanh pho|tp\.?|tinh|huyen|quan|thi xa|phuong|xa)\s+\S")

_BODY_OPENING = re.compile(
    r"^\W*(?:can c\S{1,2} |can ctr|cian c|thuc hien |th\Sc hi|trien khai |de |nham |theo |nham |xet |tiep theo |"
    r"tren co so|kinh g\S{1,2}i|ngay \d|[i1l|]{1,3}[.)–-] |i\. |1[.)–-] |phan (?:i|thu nhat)\b|a\. |trong nam|"
    r"nhung nam|dieu 1|quyet dinh:|(?:uy ban nhan dan|ubnd|so|bo) [^,;]{2,80} (?:ban hanh|xay dung|de nghi|thong bao) )"
)
_LIKE_A_BODY_OPENING = ("thuc hien", "can cu", "trien khai", "kinh gui", "theo de nghi")
_ALIKE = 84  # of 100: two slips in ten letters
_LONGEST_KIND_LINE = 30


def without_mottoes(text: str) -> str:
    """This function will leave of a line of the letterhead what stands left of the mottoes."""
    folded = folded_letters(text)
    cuts = [match.start() for motto in (_NATION, _MOTTO, _PARTY) if (match := motto.search(folded))]
    return text[: min(cuts, default=len(text))].strip(" _-–—*|.'‘’`")


def is_motto_line(text: str) -> bool:
    """Tell whether a line holds a motto of the State or the Party, alone or in its right column."""
    folded = folded_letters(text)
    return any(motto.search(folded) for motto in (_NATION, _MOTTO, _PARTY))


def is_number_line(text: str) -> bool:
    """Tell whether a line opens with the paper's own number, given or left blank: "Số: 15/KH-SDL", "Số:   /KH-UBND"."""
    is_labelled = bool(_NUMBER_LABEL.match(folded_letters(text)))
    return is_labelled and bool(find_signs(text) or find_blank_signs(text))


def is_capitals(text: str) -> bool:
    """Tell whether a line is written in capitals; a slip of a small letter or two does not count."""
    letters = [letter for letter in text if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    return len(letters) > 1 and small * 10 <= len(letters)


def kind_of_line(text: str) -> str | None:
    """The kind of paper that a line of the head names ("KẾ HOẠCH", "QUYẾT ĐỊNH"), or null.

    This function will also know it without marks or with a slip of OCR ("KE HOACH", seed 001 line 6).
    """
    bare = folded_form(text).strip(" .:*_-–")
    if not is_capitals(text) or not 3 < len(bare) <= _LONGEST_KIND_LINE or text.rstrip().endswith(":"):
        return None
    kinds = _kinds_by_folded_name()
    if bare in kinds:
        return kinds[bare]
    spaced = bare.replace(" ", "")
    return next((kind for name, kind in kinds.items() if name.replace(" ", "") == spaced), None)


def opens_body(text: str) -> bool:
    """Tell whether a line is the first of the paper's own sentences ("Căn cứ ...", "Kính gửi", "I. ...")."""
    folded = folded_letters(text)
    if is_capitals(text) and not re.match(r"^[i1l|]{1,3}[.)–-] ", folded):
        return False
    if _BODY_OPENING.match(folded):
        return True
    return any(
        fuzz.ratio(folded.strip(" -~_|")[: len(opening)], opening) >= _ALIKE
        for opening in _LIKE_A_BODY_OPENING
    )


def cased_as_in(paper: Paper, name: str) -> str:
    """Give a name in capitals the letter case it has in the paper's sentences.

    This function will fall back on sentence case where the sentences never name it.
    """
    wanted = normal_form(name).lower()
    pattern = re.compile(re.escape(wanted).replace(r"\ ", r"\s+"))
    text = " ".join(line.text for line in paper.content_lines() if not is_capitals(line.text))
    lowered = text.lower()
    places = pattern.finditer(lowered) if len(lowered) == len(text) else iter(())
    written = (" ".join(text[match.start() : match.end()].split()) for match in places)
    found = next((words for words in written if not is_capitals(words)), None)
    if found:
        return found[:1].upper() + found[1:]
    return _sentence_cased(normal_form(name))


_PARTY_WORDS = ("tỉnh", "thành", "huyện", "quận", "đảng")
_TERRITORY_PAIRS = ("thành phố", "thị xã", "thị trấn", "đặc khu")
_TERRITORY_WORDS = ("tỉnh", "huyện", "quận", "xã", "phường")
_BODY_PAIRS = ("văn phòng", "ủy ban", "hội đồng", "chi cục", "trung tâm", "tổng cục")
_CODES = ("ubnd", "hđnd", "mttq", "tp.", "tp")
_BODY_WORDS = ("sở", "bộ", "ban", "phòng", "cục")  # the word behind them is the first of a name


def _sentence_cased(name: str) -> str:
    """ "SỞ DU LỊCH TỈNH AN GIANG" -> "Sở Du lịch tỉnh An Giang": places and fields of work keep their capitals."""
    words = name.lower().split()
    cased: list[str] = []
    is_place = False
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        pair, ending = " ".join(words[index : index + 2]), f"{before} {word}"
        if pair in _TERRITORY_PAIRS or (word in _TERRITORY_WORDS and ending not in _TERRITORY_PAIRS):
            is_party = words[index + 1 : index + 2] == ["ủy"]
            is_place = True
            cased.append(word if index and not is_party else word.capitalize())
        elif pair in ("thành ủy", "đảng ủy"):
            is_place = True
            cased.append(word.capitalize())
        elif ending in _TERRITORY_PAIRS or (word == "ủy" and before in _PARTY_WORDS):
            cased.append(word)
        elif word in _CODES:
            is_place = is_place or word.startswith("tp")
            cased.append(word.upper())
        else:
            cased.append(word.capitalize() if is_place or _begins_name(words, index) else word)
    return " ".join(cased)


def _begins_name(words: list[str], index: int) -> bool:
    """The first word, the one behind "Sở", "Phòng", "Bộ", and in a list of fields the one behind "và" or a comma."""
    before = words[index - 1] if index else ""
    if not index or before in _BODY_WORDS and " ".join(words[index - 1 : index + 1]) not in _BODY_PAIRS:
        return before != "ban" or words[max(0, index - 2)] != "ủy"
    is_field = words[0] in ("sở", "bộ", "phòng") or words[:2] == ["ban", "tuyên"]
    return is_field and (before == "và" or before.endswith(","))


@cache
def _kinds_by_folded_name() -> dict[str, str]:
    return {folded_form(name): name for name in document_types().values()}
