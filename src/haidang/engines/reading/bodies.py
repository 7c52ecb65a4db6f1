"""Lists of bodies as papers print them: "A, B và các cơ quan, đơn vị liên quan" -> the bodies one by one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from haidang.engines.vietnamese.forms import folded_form, normal_form

# Words a body's name begins with. Upper case is required, so that "Thông tin và Truyền thông" stays whole.
_HEADS = (
    "Sở", "Ban", "Bộ", "Cục", "Vụ", "Tổng cục", "Văn phòng", "VP", "Công an", "Báo", "Đài", "UBND", "Ủy ban",
    "Uỷ ban", "HĐND", "Hội", "Hiệp hội", "Trung tâm", "Phòng", "Thanh tra", "Liên hiệp", "Liên đoàn", "Viện",
    "Trường", "Đại học", "Học viện", "Bảo tàng", "Thư viện", "Nhà hát", "Tạp chí", "Cổng", "Kho bạc", "Chi cục",
    "Bộ Chỉ huy", "Bộ Tư lệnh", "Đoàn", "Mặt trận", "MTTQ", "Thành ủy", "Tỉnh ủy", "Huyện ủy", "Đảng ủy", "BQL",
    "Quỹ", "Chi nhánh", "Thông tấn xã", "Kiểm toán", "Tòa án", "Viện kiểm sát", "Các", "Cơ quan", "Đơn vị",
    "Doanh nghiệp", "Tổ chức", "Hải quan", "Cảng", "Đại sứ quán", "Lãnh sự quán", "Tổ", "Nhóm", "Chi đoàn",
    "BCH", "BTG", "STTTT", "UBMTTQ", "Vườn", "Khu", "Ngân hàng", "Bưu điện", "VNPT", "Viettel", "Xã", "Phường", "Quận",
    "Huyện", "Thị xã", "Thành phố", "Công ty", "Tập đoàn", "Nhà xuất bản", "Cơ sở", "Bảo hiểm", "Cơ yếu",
    "Thống kê", "Thuế",
    "Tỉnh đoàn", "Tỉnh Đoàn", "Thành đoàn", "Thành Đoàn", "Đặc khu", "Thị trấn", "Hội đồng", "Hợp tác xã", "Bệnh viện",
)  # fmt: skip
_SMALL_HEADS = (
    "các", "những", "một số", "sở", "ban", "quận", "huyện", "phường", "xã", "thị xã", "thành phố", "cơ quan", "đơn vị",
    "đặc khu", "thị trấn", "báo", "đài", "tổ chức", "doanh nghiệp", "phòng", "văn phòng", "trung tâm", "công an", "hội",
)  # fmt: skip
_LIKE_HEAD = re.compile(
    "(?:"
    + "|".join(sorted(map(re.escape, _HEADS + _SMALL_HEADS), key=len, reverse=True))
    + r")\b(?!(?<=Báo) chí)"  # "Phòng Tuyên truyền, Báo chí - Xuất bản" is one body
    + r"(?!(?<=[Xx]ã) hội\b)"  # and so is "Sở Lao động - Thương binh và Xã hội"
)
_NUMBERS = re.compile(r"(?:\(\d{1,2}\)[\s,;]*)+")
_ONE_NUMBER = re.compile(r"\((\d{1,2})\)")
_CODE = re.compile(r"[A-ZĐ]{3,8}\b")
_BULLET = re.compile(r"[-+•*]\s")
_BETWEEN_BULLETS = re.compile(r"\s[-+•*]\s(?=[A-ZĐ]|các\b)")
_CODE_NAME = re.compile(r"(?:UB|BQL|BCH|MTTQ|TT|LH|HH)[A-ZĐ]{2,}\b")  # bodies named by their letters
_OPENING_LENGTH = 30  # letters that show how a name opens
_DASH = re.compile(r"\s+[–—-]\s+")  # papers set one and the same name with any dash
# "Các Sở và Ban", "Văn phòng HĐND và UBND": two heads that belong to one body.
_OPENS_PAIR = re.compile(
    r"(?:\b[Cc]ác|[Nn]hững) \S+$|\b(?:Văn phòng|VP) (?:Đoàn )?(?:HĐND|UBND|ĐBQH|Hội đồng nhân dân)$"
)
_EDGE = " \t.,;:-–+"

# One body in several words: commas inside do not part it ("các sở, ban, ngành", "cơ quan, đơn vị").
_COLLECTIVE = re.compile(
    r"^(?:(?:các|những|một số)\s+)?(?:cơ quan|đơn vị|phòng|sở|ban|ngành|đoàn thể|tổ chức|cá nhân|địa phương|hội|"
    r"quận|huyện|thị xã|thành phố|xã|phường|thị trấn|đặc khu|doanh nghiệp|hiệp hội|bộ|chi cục|trung tâm)\b",
    re.IGNORECASE,
)
_OPENS_COLLECTIVE = re.compile(
    r"(?:^|\s)(?:các|những|một số)\s+(?:cơ quan|đơn vị|phòng|sở|ban|bộ|tổ chức|quận|huyện|xã|phường|"
    r"doanh nghiệp|hội|thị xã|địa phương|ngành|cá nhân|thành phố)\b",
    re.IGNORECASE,
)
_PROPER = re.compile(
    r"^(?:thành phố|thị xã|[^\W\d_]+)\s+[A-ZĐÀ-Ỹ]"
)  # "quận Tây Hồ", "Sở Du lịch": a name of its own
_COLLECTIVE_PART = re.compile(
    r"^(?:và\s+)?(?:các\s+)?(?:cơ quan|đơn vị|phòng|ban|ngành|đoàn thể|tổ chức|cá nhân|địa phương|quận|huyện|thị xã|"
    r"thành phố|xã|phường|thị trấn|đặc khu|hiệp hội|hội|trung tâm|cơ sở|doanh nghiệp)\b",
)


@dataclass(frozen=True, slots=True)
class NumberedBodies:
    """Bodies that a list gives to some of the numbered parts only; no numbers: to all of them."""

    numbers: tuple[int, ...]
    bodies: tuple[str, ...]


def split_bodies(text: str) -> tuple[str, ...]:
    """This function will return the bodies of a printed list, in order, as printed.

    "Các cơ quan, đơn vị liên quan" is one body; "A và các cơ quan, đơn vị liên quan" is two. Numbers of
    parts, "(1)(3)", are taken off. An empty text gives ().
    """
    return tuple(body for numbered in split_numbered_bodies(text) for body in numbered.bodies)


def split_numbered_bodies(text: str) -> tuple[NumberedBodies, ...]:
    """This function will split "(1)(3)Đại sứ quán các nước, (2) Sở Du lịch, huyện Sóc Sơn" by its numbers."""
    plain = one_dash(normal_form(text))
    if not _NUMBERS.search(plain):
        bodies = _split_plain(plain)
        return (NumberedBodies((), bodies),) if bodies else ()
    groups: list[NumberedBodies] = []
    marks = list(_NUMBERS.finditer(plain))
    if before := _split_plain(plain[: marks[0].start()]):
        groups.append(NumberedBodies((), before))
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        numbers = tuple(int(number) for number in _ONE_NUMBER.findall(mark.group()))
        part = plain[mark.end() : after.start() if after else len(plain)]
        groups.append(NumberedBodies(numbers, _split_plain(part)))
    return tuple(groups)


def one_dash(name: str) -> str:
    """This function will set the dash of "Báo chí – Xuất bản" as names are kept: "Báo chí - Xuất bản"."""
    return _DASH.sub(" - ", name)


def looks_like_body(text: str) -> bool:
    """This function will tell whether a text begins as the name of a body or of a group of bodies does."""
    return _opens_body(text[:_OPENING_LENGTH])


def is_head_alone(text: str) -> bool:
    """This function will tell whether a text is no more than the first word of a body: "Các", "Sở"."""
    word = text.strip(_EDGE)
    return " " not in word and not word.isupper() and bool(_LIKE_HEAD.fullmatch(word))


@lru_cache(maxsize=50_000)
def _opens_body(opening: str) -> bool:
    plain = normal_form(opening).lstrip(_EDGE)
    return bool(_LIKE_HEAD.match(plain) or _CODE_NAME.match(plain))


def _split_plain(text: str) -> tuple[str, ...]:
    bodies: list[str] = []
    for stretch in text.split(";"):
        listed = _BETWEEN_BULLETS.split(stretch) if _BULLET.match(stretch.strip()) else [stretch]
        bodies += [body for item in listed for body in _split_stretch(item)]
    return tuple(body for raw in bodies if (body := raw.strip(_EDGE)))


def _split_stretch(stretch: str) -> list[str]:
    """Commas first, then "và" inside what the commas left."""
    bodies: list[str] = []
    for part in stretch.split(","):
        if bodies and _goes_on(bodies[-1], part.strip()):
            bodies[-1] = f"{bodies[-1]}, {part.strip()}"
        elif part.strip():
            bodies.append(part.strip())
    return [piece for body in bodies for piece in _split_and(body)]


def _goes_on(before: str, part: str) -> bool:
    """Whether the words behind a comma still name the body before it."""
    plain = re.sub(r"^và\s+", "", part)
    if not plain or _PROPER.match(plain) and _COLLECTIVE_PART.match(plain):
        return False
    if _ends_collective(before) and _COLLECTIVE_PART.match(plain):
        return not re.match(r"các\s", plain) or _lists_kinds(before)
    return not _LIKE_HEAD.match(plain) and not _CODE.match(plain)


def _ends_collective(before: str) -> bool:
    last = re.split(r"\bvà\s+(?=các\b)", before)[-1]
    if _PROPER.match(last.strip()) and not _OPENS_COLLECTIVE.search(last):
        return False
    return bool(_COLLECTIVE.match(last.strip()) or _OPENS_COLLECTIVE.search(last)) and not _is_closed(last)


def _is_closed(text: str) -> bool:
    """ "... liên quan", "... của Thành phố" closes a group: what follows is another body."""
    return bool(re.search(r"(?:liên quan|có liên quan|trực thuộc|khác)$", text.strip(" .")))


def _lists_kinds(before: str) -> bool:
    return folded_form(before).split(",")[-1].strip() in {"so", "ban", "nganh", "cac so", "cac ban"}


def _split_and(body: str) -> list[str]:
    """ "X và Y" is two bodies when Y begins as a body does; "Thông tin và Truyền thông" is one."""
    pieces: list[str] = []
    rest = body
    for found in re.finditer(r"\s+(?:và|cùng)\s+", body):
        after = body[found.end() :]
        before = body[: found.start()]
        if _parts_here(before, after):
            pieces.append(body[len(body) - len(rest) : found.start()])
            rest = after
    return [*pieces, rest]


def _parts_here(before: str, after: str) -> bool:
    if not _LIKE_HEAD.match(after):
        return False
    if re.match(r"các\b|những\b|một số\b", after):
        return True
    is_one_name = _OPENS_PAIR.search(before) or not _is_head_of_body(before.lstrip(_EDGE))
    return after[0].isupper() and _is_head_of_body(after) and not is_one_name


def _is_head_of_body(after: str) -> bool:
    """ "Trung ương và Thành phố" names places, "Báo và Đài ..." one house: a head alone names no body."""
    return not _LIKE_HEAD.fullmatch(after.strip(_EDGE))
