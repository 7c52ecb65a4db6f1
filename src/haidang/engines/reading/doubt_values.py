"""The values named in the sentence of a doubt, for whoever asks about it in other words or acts on the answer."""

import re
from dataclasses import dataclass
from functools import cache

_FIGURE = r"-?[\d,]+"
# One entry for every sentence the doubts are written in: form, code, the sentence with its values named.
_SENTENCES = (
    ("damaged_text", "damaged_text", r"Bản chữ (?:bị hỏng|gõ không dấu|dùng bảng mã cũ) .+"),
    (
        "hidden_text",
        "hidden_text",
        r"(?P<place>.+?) có chữ ẩn(?: \(\d+ dòng\))?, không tính là nội dung: “(?P<quoted>.*)”\.",
    ),
    ("blank_page", "page_note", r"Trang {pages}: trang trắng, .+"),
    ("not_a_paper", "page_note", r"Trang {pages}: ảnh này không phải trang văn bản .+"),
    ("unreadable_page", "page_note", r"Trang {pages}: chữ trên trang không đọc được .+"),
    ("unreadable_lines", "page_note", r"Trang {pages}: có (?P<count>\d+) dòng không đọc được .+"),
    ("unsure_page", "page_note", r"Trang {pages}: nhiều từ trên trang đọc chưa chắc; .+"),
    ("turned_page", "page_note", r"Trang {pages}: trang nằm (?:ngang|ngược) trong tệp; .+"),
    ("table_cut_below", "page_note", r"Trang {pages}: bảng bị cắt ở cuối trang .+"),
    ("table_cut_above", "page_note", r"Trang {pages}: bảng bị cắt ở đầu trang .+"),
    ("cut_page", "page_note", r"Trang {pages}: trang bị cắt ở mép .+"),
    ("low_resolution", "page_note", r"Trang {pages}: ảnh có độ phân giải thấp \(khoảng (?P<dpi>\d+) .+"),
    (
        "unknown_lead_in_group",
        "unknown_lead",
        r"Nhiệm vụ (?P<task>.*?) không ghi cơ quan chủ trì \(đề mục phía trên: (?P<group>.+)\)\.",
    ),
    ("unknown_lead", "unknown_lead", r"Nhiệm vụ (?P<task>.*?) không ghi cơ quan chủ trì\."),
    ("missing_timing", "missing_cell", r"Nhiệm vụ (?P<task>.*) không ghi thời gian\."),
    ("missing_executor", "missing_cell", r"Dòng (?P<row>.*) của bảng kinh phí không ghi đơn vị thực hiện\."),
    ("missing_amount", "missing_cell", r"Dòng (?P<row>.*) của bảng kinh phí không ghi số tiền nào\."),
    (
        "unread_timing",
        "unread_timing",
        r"Không hiểu thời gian “(?P<phrase>.*)” của nhiệm vụ (?P<task>.*)\.",
    ),
    (
        "quantities_differ",
        "quantities_differ",
        r"Nhiệm vụ (?P<task>.*?) ghi các số lượng khác nhau: (?P<quantities>.*)\.",
    ),
    ("low_confidence", "low_confidence", r"Nhiệm vụ (?P<task>.*) đọc chưa chắc \((?P<sure>\d+%)\)\."),
    ("unread_lines", "unread_lines", r"Dòng trong bảng nhiệm vụ chưa đọc được: “(?P<quoted>.*)”\."),
    (
        "due_before_close",
        "due_before_close",
        r"“(?P<report>.*)” phải nộp ngày (?P<due>[\d/]+), trước ngày chốt số liệu của kỳ \((?P<closed>[\d/]+)\)\.",
    ),
    (
        "stale_year",
        "stale_year",
        r"Kế hoạch của năm (?P<plan_year>\d{4}) nhưng ghi “năm (?P<year>\d{4})”: .+",
    ),
    ("blank_number", "blank_number", r"(?P<kind>.+?) để trống số: “(?P<blank>.*)”\."),
    (
        "odd_form",
        "odd_sign",
        r"Ký hiệu (?P<sign>[^:]+): Ký hiệu theo mẫu .+; thường viết (?P<usual>\S+)\.",
    ),
    (
        "odd_type",
        "odd_sign",
        r"Ký hiệu (?P<sign>[^:]+): Ký hiệu loại văn bản (?P<odd_code>\S+) thường viết (?P<usual_code>\S+)\.",
    ),
    (
        "duplicate_section",
        "duplicate_label",
        r"Đề mục (?P<label>.+) dùng hai lần \(dòng (?P<first>\d+) và (?P<second>\d+)\)\.",
    ),
    (
        "duplicate_task",
        "duplicate_label",
        r"Nhiệm vụ (?P<label>.+) ghi hai lần \((?:dòng (?P<first>\d+) và (?P<second>\d+))?\)\.",
    ),
    (
        "group_sum",
        "sum_differs",
        r"Nhóm (?P<group>.*?) “(?P<title>.*)”, cột (?P<column>.+): {sums}",
    ),
    ("row_sum", "sum_differs", r"Dòng (?P<row>.+), cột tổng: {sums}"),
    ("total_sum", "sum_differs", r"Tổng cộng, cột (?P<column>.+): {sums}"),
    ("grand_sum", "sum_differs", r"Tổng kinh phí các giai đoạn: {sums}"),
    (
        "rate",
        "rate_differs",
        r"Dòng (?P<row>.+), cột (?P<column>.+): mức chi mỗi năm ghi trong nội dung cho (?P<computed>{figure}) "
        r"(?P<unit>.*), ô kinh phí ghi (?P<stated>{figure}) (?P=unit)\.",
    ),
    ("words_unread", "words_differ", r"Không đọc được số tiền bằng chữ “(?P<words>.*)”\."),
    (
        "words",
        "words_differ",
        r"Tổng kinh phí bằng số là (?P<stated>{figure}) (?P<unit>.*), bằng chữ là (?P<computed>{figure}) "
        r"(?P=unit) \(“(?P<words>.*)”\)\.",
    ),
)
_SUMS = (
    r"văn bản ghi (?P<stated>{figure}) (?P<unit>.*), cộng các dòng được (?P<computed>{figure}) (?P=unit) "
    r"\(chênh (?P<gap>{figure}) (?P=unit)\)\."
)


_PAGES = r"(?P<pages>\d[\d, …-]*)"


@dataclass(frozen=True, slots=True)
class DoubtValues:
    """What a doubt says: the form of its sentence, and the values it names as they stand in it."""

    form: str
    named: dict[str, str]


def doubt_values(code: str, message: str) -> DoubtValues:
    """Take the values out of the sentence of a doubt, as the reader of this package writes it.

    This function will give the form "" and no values for a sentence that is not whole (long ones are shortened) or
    that no rule of this package writes.
    """
    for form, pattern in _patterns(code):
        match = pattern.fullmatch(message)
        if match:
            named = {name: value for name, value in match.groupdict().items() if value is not None}
            return DoubtValues(form, named | _usual_sign(named))
    return DoubtValues("", {})


def doubt_forms() -> tuple[tuple[str, str], ...]:
    """This function will list every form of sentence with the code of its doubt."""
    return tuple((form, code) for form, code, _ in _SENTENCES)


@cache
def _patterns(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (form, re.compile(_whole_sentence(sentence), re.DOTALL))
        for form, written_for, sentence in _SENTENCES
        if written_for == code
    )


def _whole_sentence(sentence: str) -> str:
    return sentence.replace("{sums}", _SUMS).replace("{figure}", _FIGURE).replace("{pages}", _PAGES)


def _usual_sign(named: dict[str, str]) -> dict[str, str]:
    """Where only the code of the type is odd ("76-Ctr/TU"), the usual sign has the usual code in its place."""
    if "odd_code" not in named:
        return {}
    return {"usual": named["sign"].replace(named["odd_code"], named["usual_code"], 1)}
