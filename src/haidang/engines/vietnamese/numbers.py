"""Numbers and amounts of money, in figures and in words, as Vietnamese papers write them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from haidang.engines.vietnamese.errors import NumberOutOfRange, UnreadableNumber, UnreadableNumberWords
from haidang.engines.vietnamese.forms import normal_form

# --- in figures ---------------------------------------------------------------------------------------

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[. \u00a0])\d{3})(?:(?P=mark)\d{3})*(?:,\d+)?", re.ASCII)
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)


def read_number(text: str) -> Decimal:
    """Read a number written in figures the Vietnamese way: dots part thousands, the comma begins decimals.

    This function will read "1.234,5" as 1234.5, "0,730" as 0.730 and "1.234" as 1234. Where a dot cannot part
    thousands it begins decimals: "44.39", "0.730". Thus "61.082" is 61082: whoever knows the unit of the
    table must say otherwise. "1,234,567" and anything else raises UnreadableNumber.
    """
    figures = text.strip()
    unsigned = figures.removeprefix("-")
    if _GROUPED.fullmatch(unsigned):
        return Decimal(re.sub(r"[. \u00a0]", "", figures).replace(",", "."))
    if _PLAIN.fullmatch(unsigned):
        return Decimal(figures.replace(",", "."))
    raise UnreadableNumber(text)


def written_number(number: Decimal | int) -> str:
    """This function will write a number as papers do, points between thousands, a comma before parts: "1.234,5"."""
    whole, _, part = f"{Decimal(number):,f}".partition(".")
    return whole.replace(",", ".") + (f",{part}" if part else "")


# --- in words -----------------------------------------------------------------------------------------

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION, _MILLION, _THOUSAND, _HUNDRED = 10**9, 10**6, 10**3, 100
# Words above this would need names that papers do not use.
_FIRST_UNSAYABLE = 10**18

_DIGIT_VALUES = {word: value for value, word in enumerate(_DIGITS)}
_UNIT_VALUES = _DIGIT_VALUES | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "bẩy": 7}
_SPELLINGS = {"tỉ": "tỷ", "ngàn": "nghìn", "lẻ": "linh", "bẩy": "bảy"}
_SCALES = (("triệu", _MILLION), ("nghìn", _THOUSAND))
_NOT_THE_NUMBER = re.compile(
    r"^\W*(?:(?:bảng chữ|bằng chữ|viết bằng chữ|số tiền)\b\W*){1,2}|\b(?:việt nam|đồng|chẵn)\b|[.,;:()/*]"
)


def number_in_words(text: str) -> int:
    """Read a whole number written in words, with or without "đồng chẵn" after it.

    This function will read "Một trăm linh sáu tỷ, chín trăm bảy mươi hai triệu đồng chẵn" (seed 003 line
    496) as 106972000000. It raises UnreadableNumberWords for what it does not know and for short speech that
    can mean two numbers ("một nghìn năm").
    """
    plain = _NOT_THE_NUMBER.sub(" ", normal_form(text).lower())
    words = [_SPELLINGS.get(word, word) for word in plain.split()]
    try:
        return _value_of(words)
    except (ValueError, LookupError):
        raise UnreadableNumberWords(text) from None


def say_number(number: int) -> str:
    """Say a whole number in words, the way it stands under a budget, without capital and without "đồng".

    This function will answer what `number_in_words` reads back. Zero and more, below 10**18; else it raises
    NumberOutOfRange.
    """
    if not 0 <= number < _FIRST_UNSAYABLE:
        raise NumberOutOfRange(str(number))
    return " ".join(_words_for(number)) if number else _DIGITS[0]


def _value_of(words: list[str]) -> int:
    """The whole value; what stands before the last "tỷ" is counted in billions."""
    if "tỷ" not in words:
        return _value_below_billion(words)
    last = len(words) - 1 - words[::-1].index("tỷ")
    return _value_of(words[:last]) * _BILLION + _value_of_rest(words[last + 1 :], _BILLION)


def _value_below_billion(words: list[str]) -> int:
    for name, scale in _SCALES:
        if name in words:
            place = words.index(name)
            return _value_of_group(words[:place]) * scale + _value_of_rest(words[place + 1 :], scale)
    return _value_of_group(words)


def _value_of_rest(words: list[str], scale: int) -> int:
    """What follows a scale: nothing, a half ("rưỡi"), or a smaller number said without doubt."""
    if not words:
        return 0
    if words == ["rưỡi"]:
        return scale // 2
    value = _value_below_billion(words)
    if value >= scale or len(words) == 1:
        raise ValueError(words)
    return value


def _value_of_group(words: list[str]) -> int:
    """A number below a thousand."""
    if "trăm" not in words:
        return _value_of_tens(words)
    if words[1] != "trăm":
        raise ValueError(words)
    return _DIGIT_VALUES[words[0]] * _HUNDRED + _value_after_hundreds(words[2:])


def _value_after_hundreds(words: list[str]) -> int:
    match words:
        case []:
            return 0
        case ["rưỡi"]:
            return _HUNDRED // 2
        case ["linh", unit]:
            return _UNIT_VALUES[unit]
        case [_]:
            return 10 if words == ["mười"] else _refused(words)
    return _value_of_tens(words)


def _value_of_tens(words: list[str]) -> int:
    match words:
        case ["mười"]:
            return 10
        case ["mười", unit]:
            return 10 + _UNIT_VALUES[unit]
        case [tens, "mươi"]:
            return _DIGIT_VALUES[tens] * 10
        case [tens, "mươi", unit]:
            return _DIGIT_VALUES[tens] * 10 + _UNIT_VALUES[unit]
        case [unit]:
            return _DIGIT_VALUES[unit]
    return _refused(words)


def _refused(words: list[str]) -> int:
    raise ValueError(words)


def _words_for(number: int) -> list[str]:
    billions, rest = divmod(number, _BILLION)
    if not billions:
        return _words_below_billion(rest, is_first=True)
    return [*_words_for(billions), "tỷ", *_words_below_billion(rest, is_first=False)]


def _words_below_billion(number: int, *, is_first: bool) -> list[str]:
    words: list[str] = []
    for scale, name in ((_MILLION, ["triệu"]), (_THOUSAND, ["nghìn"]), (1, [])):
        group, number = divmod(number, scale)
        if group:
            words += [*_words_of_group(group, is_first=is_first), *name]
            is_first = False
    return words


def _words_of_group(group: int, *, is_first: bool) -> list[str]:
    hundreds, below = divmod(group, _HUNDRED)
    if is_first and not hundreds:
        return _words_of_tens(below)
    opening = [_DIGITS[hundreds], "trăm"]
    if 0 < below < 10:
        return [*opening, "linh", _DIGITS[below]]
    return opening + (_words_of_tens(below) if below else [])


def _words_of_tens(number: int) -> list[str]:
    tens, unit = divmod(number, 10)
    if not tens:
        return [_DIGITS[unit]]
    opening = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    changed = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return opening + ([changed.get(unit, _DIGITS[unit])] if unit else [])


# --- money in running text ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AmountFound:
    """An amount with its place: `text[start:end] == raw`. `per` is "year" or the word after the stroke."""

    start: int
    end: int
    amount_vnd: int
    raw: str
    per: str | None


_MULTIPLES = {
    "tỷ": _BILLION,
    "tỉ": _BILLION,
    "triệu": _MILLION,
    "nghìn": _THOUSAND,
    "ngàn": _THOUSAND,
    None: 1,
}

# The word after the stroke is one syllable ("người") or one of these of two.
_UNITS_OF_TWO_SYLLABLES = (
    r"báo\scáo|hội\snghị|ấn\sphẩm|sản\sphẩm|chuyên\sđề|chuyên\smục|phóng\ssự|tác\sphẩm|phiên\sbản"
)

# "250 triệu/năm", "1,5 tỷ đồng", "300.000.000 đồng", "50.000 đồng/người/năm", "2 triệu đồng mỗi năm".
_AMOUNT = re.compile(
    rf"""(?<![\w.,]) (?P<figures>\d{{1,15}}(?:[.,]\d{{1,15}}){{0,6}})
    (?: \s{{0,2}} (?P<multiple>tỷ|tỉ|triệu|nghìn|ngàn)\b )?
    (?P<currency> \s{{0,2}} (?:đồng(?!\s+(?:chí|bào|thời|nghiệp))|VNĐ|VND|vnđ|đ)\b )?
    (?: \s{{0,2}} (?:/|mỗi\b|một(?=\s+năm\b)) \s{{0,2}} (?P<per>{_UNITS_OF_TWO_SYLLABLES}|[^\W\d_]+) )?""",
    re.VERBOSE,
)
_WORD_AHEAD = re.compile(r"\s*\w")


def find_amounts(text: str) -> list[AmountFound]:
    """Find the amounts of money in a text, in whole đồng.

    This function will read "250 triệu/năm" (seed 003 line 465, per "year") and "1 triệu/báo cáo" (line 484,
    per "báo cáo"), "1,5 tỷ đồng", "300.000.000 đồng". A bare "3 triệu" is taken for money only where no word
    follows it: "3 triệu lượt khách" is none. What does not come to whole đồng is left out.
    """
    found = (_amount_at(match) for match in _AMOUNT.finditer(text) if _is_money(match))
    return [amount for amount in found if amount.amount_vnd > 0]


def _is_money(match: re.Match[str]) -> bool:
    if match["currency"]:
        return True
    return bool(match["multiple"]) and (
        bool(match["per"]) or not _WORD_AHEAD.match(match.string, match.end())
    )


def _amount_at(match: re.Match[str]) -> AmountFound:
    per = "year" if match["per"] == "năm" else match["per"]
    return AmountFound(match.start(), match.end(), _whole_dong(match), match.group(), per)


def _whole_dong(match: re.Match[str]) -> int:
    try:
        amount = read_number(match["figures"]) * _MULTIPLES[match["multiple"]]
    except UnreadableNumber:
        return 0
    return int(amount) if amount == int(amount) else 0
