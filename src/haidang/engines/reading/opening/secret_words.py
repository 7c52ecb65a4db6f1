"""The words of a secret mark, in every disguise: spaced, bare of diacritics, decomposed, damaged, foreign letters."""

import re
import unicodedata
from collections.abc import Sequence

# Letters of other alphabets and signs that scanning or a typist puts for ours.
_LOOK_ALIKES = str.maketrans(
    "0ОΟlІ4АΑΜМТΤΥУЕΕСĐ",
    "OOOIIAAAMMTTYYEECD",
)
_UPRIGHT_AFTER_O = re.compile("(?<=O)[|!1]")
_COMBINING = re.compile("[\u0300-\u036f]+")
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_NOT_LETTER = re.compile(r"[^A-Za-z]+")
_OVERRIDE = re.compile("[\u202e\u2067]([^\u202c\u2069]*)")

_DEGREES = ("TUYETMAT", "TOIMAT", "MAT")
_DEGREE_RUN = re.compile(r"(?:TUYETMAT|TOIMAT|MAT)+")
# One letter of TUYỆT may be damaged as long as the rest stands; "TUYẾT MAI" is a person.
_DAMAGED_TUYET = re.compile(r"(?:[A-Z]UYETMAT|T[A-Z]YETMAT|TU[A-Z]ETMAT|TUY[A-Z]TMAT|TUYE[A-Z]MAT|TUYE?MAT)+")
_DAMAGED_TOI = re.compile(r"(?:T[OQCD6]IMAT|TO[LJT]MAT|[FI]OIMAT)+")
_SHORTENED_TOI = re.compile(r"(?:TO[A-Z]?MAT)+")  # the thin I beside a stamp's frame: "TỐ MẬT", "TỔ MẬT"
_DOUBLED_VOWEL = re.compile(r"([AEIOUY])\1+")  # recognised twice, once with each of its marks: "TUYẾỆT"
# Words of their own that read MAT without diacritics: face, eye, cool, loss. In a letterhead they are no words.
_OTHER_WORDS = frozenset({"MẶT", "MẮT", "MÁT", "MẤT"})
_DECORATION = " .,:;-*()[]"

_DEGREE_WORDS = r"(?:TUYET\s*MAT|TOI\s*MAT|MAT)"
_LABEL = re.compile(
    rf"^\W*(?:MUC\s*)?DO\s*MAT\s*[:：.\-–…\s]*[:：\-–…]\W*(?:{_DEGREE_WORDS})\W*$|"
    rf"^.{{0,80}}\bDO\s*MAT\s*[:：]\W*{_DEGREE_WORDS}\b(?!\s*[,;/(])",
)
# What may stand on one line with a stamp in a letterhead, before or after it.
_BESIDE = (
    r"(?:SO\b|S6\b|CONG HOA|DOC LAP|UBND|UY BAN|HDND|HOI DONG|TINH|THANH PHO|DANG|BO|SO|BAN|CHINH PHU|"
    r"HOA TOC|THUONG KHAN|KHAN|BAN SO|SO BAN|CHI NGUOI)"
)
_BEFORE_REST = re.compile(rf"^\W*{_DEGREE_WORDS}[\s\W]+{_BESIDE}")
_AFTER_NUMBER = re.compile(rf"\d*\s*/\s*[A-Z][A-Z\-]+\W+{_DEGREE_WORDS}\W*$")
_AFTER_NAME = re.compile(rf"^\W*{_BESIDE}.{{0,80}}\s(?:TUYET MAT|TOI MAT)\b")
_AFTER_URGENCY = re.compile(rf"^\W*(?:HOA TOC|THUONG KHAN|KHAN)\W+{_DEGREE_WORDS}\W*$")
_MIDDLE = re.compile(
    r"(?:TUYET MAT|TOI MAT)\s+(?:CONG HOA|DOC LAP)|\bMAT\s+(?:CONG HOA XA HOI|DOC LAP\b.{0,3}TU DO)"
)
_SPEAKS_OF_SECRETS = re.compile(r"\b(?:BI|BAO|DO|CO|KIN) MAT\b|\bDO (?:TOI|TUYET) MAT\b|\bDANH MUC\b")
_TAIL = re.compile(r"[\s\W]+(?:BAN SO|SO BAN|HOA TOC|THUONG KHAN|KHAN|CHI NGUOI CO TEN)\b.*$")
_HEAD = re.compile(r"^\W*(?:TAI LIEU|VAN BAN|CONG VAN|DAU)\s+(?=(?:TUYET MAT|TOI MAT|MAT)\W*$)")

# A word broken at the line's end: "BẢO / MẬT", "MẬT / ĐỘ DÂN SỐ".
_WORD_BEFORE = re.compile(r"(?:^|\W)(?:BI|BAO|CO|KIN|THAN|HOI|RI|NIEM|CUOC|DUONG|THE|DE)\W*$")
_WORD_AFTER = re.compile(
    r"^\W*(?:DO\b(?!\s*(?:KHAN|MAT))|MA\b|THU\b|ONG\b|KHAU\b|VU\b|THIET\b|DANH\b|NGHI\b|HIEU\b)"
)


def is_alone_mark(text: str, *, is_top: bool) -> bool:
    """This function will tell whether a text is nothing but a mark, however it is decorated.

    Capitals are asked for; at the top of a paper "Tối mật" with one capital and "TÀI LIỆU MẬT" count too, and
    so do damaged letters that elsewhere make another word ("MẶT").
    """
    if len(text) > 120:
        return False
    return any(_is_mark_shape(each, is_top=is_top) for each in _readings(text))


def joined_is_mark(texts: Sequence[str]) -> bool:
    """This function will tell whether pieces from lines one below the other make a mark together."""
    return _letters("".join(texts)) in _DEGREES


def is_piece_of_mark(text: str) -> bool:
    """This function will tell whether a short text in capitals may be a part of a mark: TUYỆT, M, ẬT."""
    letters = _letters(text)
    if not 0 < len(letters) <= 6 or len(text.strip()) > 16 or not _is_capital(text):
        return False
    return any(letters in degree for degree in _DEGREES)


def labelled_mark(text: str) -> bool:
    """This function will tell whether a text names the paper's degree: "Độ mật: Tối mật"."""
    return bool(_LABEL.search(_folded(text).upper()))


def is_letterhead_mark(text: str) -> bool:
    """This function will tell whether a line of a letterhead has a mark beside its other words, by capitals."""
    if len(text) > 160 or not re.search(r"[MМΜ]", text):
        return False
    folded = _folded(_capital_words(text))
    if _SPEAKS_OF_SECRETS.search(_folded(text).upper()):
        return False
    patterns = (_BEFORE_REST, _AFTER_NUMBER, _AFTER_NAME, _AFTER_URGENCY, _MIDDLE)
    return any(pattern.search(folded) for pattern in patterns)


def is_split_word(*, above: str, below: str) -> bool:
    """This function will tell whether "MẬT" alone is a half of a word with the line above or below it."""
    before, after = _folded(above).upper(), _folded(below).upper()
    return bool(_WORD_BEFORE.search(before)) or bool(_WORD_AFTER.search(after))


def _is_mark_shape(text: str, *, is_top: bool) -> bool:
    bare = _TAIL.sub("", _folded(text).upper())
    if is_top:
        bare = _HEAD.sub("", bare)
    letters = _NOT_LETTER.sub("", bare)
    if not _is_degree(letters):
        return _is_capital(text) and _is_shortened(letters) and not _ends_otherwise(text)
    if is_top:
        return _is_capital(text) or _begins_capital(text)
    return _is_capital(text) and _composed(text).strip(_DECORATION).upper() not in _OTHER_WORDS


def _is_degree(letters: str) -> bool:
    single = _DOUBLED_VOWEL.sub(r"\1", letters)
    return any(pattern.fullmatch(single) for pattern in (_DEGREE_RUN, _DAMAGED_TUYET, _DAMAGED_TOI))


def _is_shortened(letters: str) -> bool:
    return bool(_SHORTENED_TOI.fullmatch(_DOUBLED_VOWEL.sub(r"\1", letters)))


def _ends_otherwise(text: str) -> bool:
    """The last word is one of its own: "TÔ MẮT"."""
    return _composed(text).strip(_DECORATION).upper().split()[-1] in _OTHER_WORDS


def _readings(text: str) -> list[str]:
    """A text as it is, and as it is seen where a mark turns the direction of writing."""
    turned = [match.group(1)[::-1] for match in _OVERRIDE.finditer(text)]
    return [text, *turned]


def _composed(text: str) -> str:
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text))


def _folded(text: str) -> str:
    """Bare Latin letters with the case of the text; white space folded."""
    bare = _COMBINING.sub("", unicodedata.normalize("NFD", _composed(text)))
    latin = bare.replace("đ", "d").translate(_LOOK_ALIKES)
    return " ".join(_UPRIGHT_AFTER_O.sub("I", latin).split())


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", _folded(text).upper())


def _is_capital(text: str) -> bool:
    letters = _NOT_LETTER.sub("", _folded(text))
    return letters == letters.upper()


def _begins_capital(text: str) -> bool:
    return _NOT_LETTER.sub("", _folded(text))[:1].isupper()


def _capital_words(text: str) -> str:
    """Words of a letterhead keep their place; a mark among them has to be in capitals."""
    words = [word.upper() if not _is_lower_mat(word) else word for word in _composed(text).split()]
    return " ".join(words)


def _is_lower_mat(word: str) -> bool:
    folded = _folded(word)
    return folded.upper() in ("MAT", "TOI", "TUYET") and folded != folded.upper()
