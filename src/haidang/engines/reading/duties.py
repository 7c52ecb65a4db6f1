"""Who has to do what ("Tổ chức thực hiện"), and what is asked of higher bodies ("Kiến nghị")."""

import re
from collections.abc import Sequence

from haidang.engines.reading.bodies import one_dash
from haidang.engines.reading.findings import Cited, DutyFound, SectionFound
from haidang.engines.reading.paper import Line, Paper
from haidang.engines.reading.running_text import RunningText, folded_letters, split_paragraphs, without_bullet
from haidang.engines.reading.section_ranges import SectionLines, find_sections, label_style, without_label
from haidang.engines.reading.subtasks import split_lettered_parts

_DUTY_TITLES = (
    "to chuc thuc hien",
    "to chuc trien khai",
    "phan cong nhiem vu",
    "phan cong thuc hien",
    "phan cong trach nhiem",
    "phan cong to chuc",
    "trach nhiem thuc hien",
    "trach nhiem cua",
    "trach nhiem to chuc",
)
_REQUEST_TITLES = ("kien nghi", "de xuat, kien nghi", "de xuat va kien nghi", "mot so kien nghi")
_BODY_OPENING = re.compile(
    r"(?:cac |lien |ca |thuong truc )?"
    r"(?:so|bo|ban|uy ban|ubnd|hdnd|hoi dong|van phong|trung tam|phong|cuc|chi cuc|"
    r"cong an|don vi|co quan|bao|dai|lien hiep|hoi|mat tran|thanh doan|tinh doan|doan|vien|truong|dia phuong|"
    r"quan|huyen|xa|phuong|thu truong|giam doc|chu tich|thanh tra|tinh uy|thanh uy|s[^\s\w]|bao chi|"
    r"dang uy|dang bo|cap uy|dac khu|doanh nghiep|to|cong thong tin|"
    r"thong tan xa|kho bac|thue|chinh phu|thu tuong|quoc hoi|nganh|cap|nha|bao tang|ngan hang|hiep hoi|lanh dao)\b"
)
_PREFIX = re.compile(
    r"^(?:de nghi|giao(?: cho)?|doi voi|yeu cau|kien nghi(?: voi)?|trach nhiem cua|de xuat(?: voi)?)\s+"
)
_DOING = re.compile(
    r"\s(?:chu tri|co trach nhiem|phoi hop|can cu|tham muu|bo tri|chiu trach nhiem|huong dan|thuc hien|"
    r"(?<![-–] )tong hop|xay dung|(?<!ban )chi dao|to chuc (?!huu nghi|chinh tri|xa hoi|lien quan|phi)|can doi|"
    r"theo doi|"
    r"chu dong|tiep tuc|trien khai|la co quan|la don vi|mo chuyen|day manh|cung cap|dam bao|bao dam|"
    r"don doc|ra soat|de xuat|dinh huong|theo chuc nang|tang cuong|kip thoi|"
    r"(?<!, )(?<!va )(?<!ban )lanh dao)\b"
)
_OTHER_VERBS = re.compile(
    r"(?:kiem tra|tham dinh|ban hanh|bao cao|tuyen truyen|dang tai|cap|lap|giai quyet|xu ly|don doc|nghien cuu|"
    r"trinh|ky ket|thong bao|thong tin|tiep nhan|quan ly|giam sat|danh gia|dao tao|tap huan|gui|phan cong|van dong|"
    r"quang ba|ho tro|bien soan|xuat ban|san xuat|xac dinh|moi|don|thuc day|huy dong|duy tri|nang cao|mo|phat)\b"
)
_FIRST_LETTER = re.compile(r"a\)\s")
_LONGEST_LEAD_IN = 4  # words
_CLOSING = re.compile(
    r"^\W*(?:trong q\w{1,2} trinh|tren day|yeu cau (?:cac|thu truong)|ke hoach nay|"
    r"quyet dinh nay|de nghi cac|nhan duoc)\b"
)
# Headings beside bodies that name none; a damaged name of a body may look like anything else.
_OTHER_MATTER = re.compile(
    r"\W*(?:ve )?(?:che do|cong tac|thoi gian|kinh phi|nguon kinh phi|thong tin,? bao cao|hieu luc|dieu khoan|"
    r"khen thuong|kiem tra|so ket|tong ket|to chuc thuc hien)\b"
)
_LONGEST_BODY = 140
_FLAT_CONFIDENCE = 0.8


def read_duties(
    paper: Paper, outline: Sequence[SectionFound]
) -> tuple[tuple[DutyFound, ...], tuple[DutyFound, ...]]:
    """Read the duties of bodies and the requests to higher ones.

    This function will take a numbered body with the bullets or paragraphs below it, over page breaks (seed 003
    lines 301-411), and bodies named at the beginning of bullets where none is numbered. "Đề nghị Ban Tuyên giáo
    Thành ủy" is a duty of "Ban Tuyên giáo Thành ủy". Closing sentences are no duties.
    """
    duty_sections = find_sections(paper, outline, _DUTY_TITLES)
    request_sections = find_sections(paper, outline, _REQUEST_TITLES)
    return _duties_in(paper, duty_sections), _duties_in(paper, request_sections)


def _duties_in(paper: Paper, sections: Sequence[SectionLines]) -> tuple[DutyFound, ...]:
    is_docx, is_damaged = paper.kind == "docx", paper.is_damaged
    found = [_read_section(section, is_docx=is_docx, is_damaged=is_damaged) for section in sections]
    return tuple(_without_repeats([duty for duties in found for duty in duties]))


def _without_repeats(found: Sequence[DutyFound]) -> list[DutyFound]:
    """A section inside a section is read twice; the first reading holds it."""
    kept: list[DutyFound] = []
    for duty in found:
        if not any(set(duty.lines) <= set(other.lines) for other in kept):
            kept.append(duty)
    return kept


def _read_section(section: SectionLines, *, is_docx: bool, is_damaged: bool) -> list[DutyFound]:
    paragraphs = list(split_paragraphs(_worded(section.lines), is_docx=is_docx))
    heads = _body_heads(paragraphs)
    if heads:
        return _under_heads(paragraphs, heads, is_damaged=is_damaged)
    return [duty for paragraph in paragraphs if (duty := _inline_duty(paragraph))]


def _worded(lines: Sequence[Line]) -> list[Line]:
    """A number alone on a line is the number of a page (seed 002 line 612)."""
    return [line for line in lines if re.search(r"[^\W\d]", line.text)]


def _body_heads(paragraphs: Sequence[RunningText]) -> list[int]:
    """The places of the paragraphs that name a body: all of the style of the first, in counting order."""
    styles = [label_style(paragraph.text) for paragraph in paragraphs]
    first = next(
        (style for style, one in zip(styles, paragraphs, strict=True) if style and _names_body(one)), None
    )
    heads = [index for index, style in enumerate(styles) if style is not None and style == first]
    return [
        index
        for index in heads
        if _is_bare_name(paragraphs[index])
        or _is_other_matter(paragraphs[index])
        or _inline_duty(paragraphs[index])
    ]


def _is_other_matter(paragraph: RunningText) -> bool:
    return bool(_OTHER_MATTER.match(folded_letters(without_label(paragraph.words))))


def _names_body(paragraph: RunningText) -> bool:
    """A line that is nothing but a name: no full stop at its end, opening with the word for a body."""
    name = without_label(paragraph.words).rstrip(" :")
    plain = _PREFIX.sub("", folded_letters(name))
    return _is_bare_name(paragraph) and bool(_BODY_OPENING.match(plain))


def _is_bare_name(paragraph: RunningText) -> bool:
    """Nothing in it says what to do, so that after a first body a damaged name is known for one too."""
    name = without_label(paragraph.words).rstrip(" :")
    has_verb = _DOING.search(
        f" {folded_letters(name)}"
    ) is not None and not paragraph.words.rstrip().endswith(":")
    return len(name) <= _LONGEST_BODY and not name.endswith((".", ";")) and not has_verb


def _under_heads(
    paragraphs: Sequence[RunningText], heads: Sequence[int], *, is_damaged: bool
) -> list[DutyFound]:
    """A heading that names no body ("7. Chế độ báo cáo") ends the duties of the body before it."""
    ends = [*heads[1:], len(paragraphs)]
    return [
        _duty_of(paragraphs[start], paragraphs[start + 1 : end])
        for start, end in zip(heads, ends, strict=True)
        if _names_body(paragraphs[start])
        or _inline_duty(paragraphs[start])
        or (is_damaged and not _is_other_matter(paragraphs[start]))
    ]


def _duty_of(head: RunningText, below: Sequence[RunningText]) -> DutyFound:
    inline = None if _names_body(head) else _inline_duty(head)
    items = list(inline.items) if inline else []
    for paragraph in below:
        text = _item_text(paragraph)
        if _CLOSING.match(folded_letters(text)):
            continue
        if paragraph.text.lstrip().startswith("+") and items:
            items[-1] = Cited(f"{items[-1].text} {text}", (*items[-1].lines, *paragraph.lines))
        else:
            items += [Cited(part, paragraph.lines) for part in _parts_of(text)]
    agency = inline.agency if inline else _agency_name(without_label(head.words))
    lines = head.lines + tuple(number for paragraph in below for number in paragraph.lines)
    return DutyFound(agency, tuple(items), lines)


def _item_text(paragraph: RunningText) -> str:
    bare = without_bullet(paragraph.words)
    return without_label(bare) if label_style(bare) is not None else bare


def _agency_name(text: str) -> str:
    bare = one_dash(text.strip(" .:;,"))
    prefix = _PREFIX.match(folded_letters(bare))
    return bare[prefix.end() :].strip() if prefix else bare


def _inline_duty(paragraph: RunningText) -> DutyFound | None:
    """ "Sở Tài chính: bố trí kinh phí ..." or "Giao Sở Du lịch chủ trì ...": the body opens its sentence."""
    text = without_label(without_bullet(paragraph.words))
    folded = folded_letters(text)
    prefix = _PREFIX.match(folded)
    start = prefix.end() if prefix else 0
    if not _BODY_OPENING.match(folded[start:]):
        return None
    doing = _DOING.search(folded, start)
    colon = text.find(":", start)
    verb_at = doing.start() if doing else len(text)
    end = colon if 0 <= colon <= min(verb_at, _LONGEST_BODY) else verb_at
    if end >= len(text) or end - start > _LONGEST_BODY:
        return None
    items = _parts_with_verbs(text[end:].strip(" :"))
    return DutyFound(
        one_dash(text[start:end].strip(" ,")),
        tuple(Cited(item[:1].upper() + item[1:], paragraph.lines) for item in items),
        paragraph.lines,
        confidence=_FLAT_CONFIDENCE,
    )


def _parts_of(text: str) -> tuple[str, ...]:
    """ "a) ...; b) ..." is so many duties, save a list of bodies, which belongs to the words before it."""
    parts = split_lettered_parts(text)
    is_list_of_bodies = len(parts) > 2 and all(
        _BODY_OPENING.match(folded_letters(part)) and not _DOING.search(folded_letters(part))
        for part in parts[1:]
    )
    return (text,) if is_list_of_bodies else parts


def _parts_with_verbs(item: str) -> tuple[str, ...]:
    """The lettered parts of one sentence where each says what to do; else the sentence is one duty.

    Words before the first letter that only lead to the list ("có trách nhiệm: a) ...") are no duty of their own.
    """
    first, *others = split_lettered_parts(item)
    opening = _FIRST_LETTER.match(item)
    lettered = [first, *others] if opening else others
    if len(lettered) < 2 or not all(_opens_with_verb(part) for part in lettered):
        return (item,)
    leads_in = opening or len(first.split()) <= _LONGEST_LEAD_IN
    return tuple(lettered if leads_in else [first, *lettered])


def _opens_with_verb(part: str) -> bool:
    folded = folded_letters(part)
    return bool(_DOING.match(f" {folded}") or _OTHER_VERBS.match(folded))
