"""The lines of authority above a signature: made from the signer's post and the body, and checked when entered.

Decree 30/2020/NĐ-CP, Annex I, II.7: TM. for a body that decides together, KT. where a deputy signs for the head, TL. by
order, TUQ. by authorisation, Q. for who acts as head.
"""

from __future__ import annotations

import re
from typing import Literal

from haidang.engines.vietnamese.forms import folded_form

type SigningDoubt = Literal[
    "nothing", "lower_case", "unknown_prefix", "deputy_alone", "post_missing", "needs_body", "party_prefix"
]

# Bodies that decide together, by how their names begin, with their head; the longer name first.
_COLLECTIVE = {
    "uy ban nhan dan": "CHỦ TỊCH",
    "uy ban mat tran to quoc": "CHỦ TỊCH",
    "hoi dong nhan dan": "CHỦ TỊCH",
    "ban chi dao": "TRƯỞNG BAN",
    "hoi dong": "CHỦ TỊCH",
    "chinh phu": "THỦ TƯỚNG",
}
# Bodies under one head.
_SINGLE = {
    "so": "GIÁM ĐỐC",
    "bo": "BỘ TRƯỞNG",
    "cuc": "CỤC TRƯỞNG",
    "vu": "VỤ TRƯỞNG",
    "ban": "TRƯỞNG BAN",
    "phong": "TRƯỞNG PHÒNG",
    "van phong": "CHÁNH VĂN PHÒNG",
    "thanh tra": "CHÁNH THANH TRA",
    "trung tam": "GIÁM ĐỐC",
    "dai": "GIÁM ĐỐC",
    "bao": "TỔNG BIÊN TẬP",
}
# The name of the place stands in the letterhead, not above the signature.
_COLLECTIVE_WORDS = {
    "uy ban nhan dan": "ỦY BAN NHÂN DÂN",
    "uy ban mat tran to quoc": "ỦY BAN MẶT TRẬN TỔ QUỐC",
    "hoi dong nhan dan": "HỘI ĐỒNG NHÂN DÂN",
    "ban chi dao": "BAN CHỈ ĐẠO",
}
_PREFIXES = ("TM.", "KT.", "TL.", "TUQ.", "Q.")
_PREFIX = re.compile(r"^(T/M|K/T|T/L|[A-ZĐ]{1,3}\.)\s*(.*)$")


# Degrees and ranks of scholars, which do not stand before the name of who signs.
_SCHOLAR = re.compile(r"(?:GS|PGS|TSKH|TS|ThS)(?:[.\s]|$)")


class UnknownSigner(ValueError):
    """Neither the body nor the post tells who heads it; the lines are for a person to enter."""


def signing_lines(body: str, post: str) -> tuple[str, ...]:
    """Make the lines above a signature from the body that issues and the post of who signs.

    This function will raise UnknownSigner where nothing is known of the body's head: it does not guess.
    """
    post = " ".join(post.split()).upper()
    kind = _kind_of(body)
    if not post or kind is None:
        raise UnknownSigner(body)
    head = (_COLLECTIVE | _SINGLE)[kind]
    own = _of_own(post, head)
    if kind in _COLLECTIVE and own[0].startswith(("KT.", "Q.", head)):
        return (f"TM. {_COLLECTIVE_WORDS.get(kind, body.upper())}", *own)
    return own


def bears_scholars_title(name: str) -> bool:
    """This function will tell whether a name begins with "TS.", "PGS.TS." and the like, which Decree 30/2020 bars."""
    return _SCHOLAR.match(name.strip()) is not None


def doubts_of_signing(lines: tuple[str, ...]) -> tuple[SigningDoubt, ...]:
    """This function will tell what of the lines above a signature is not as Decree 30/2020 wants it."""
    if not lines:
        return ("nothing",)
    doubts: list[SigningDoubt] = []
    if any(line != line.upper() for line in lines):
        doubts.append("lower_case")
    marks = [found.group(1) if (found := _PREFIX.match(line)) else "" for line in lines]
    if any(mark and mark not in (*_PREFIXES, "T/M", "K/T", "T/L") for mark in marks):
        doubts.append("unknown_prefix")
    if any("/" in mark for mark in marks):
        doubts.append("party_prefix")
    if marks[-1] in ("TM.", "KT.", "TL.", "TUQ."):
        doubts.append("post_missing")
    if marks[-1] == "" and folded_form(lines[-1]).startswith("pho ") and "KT." not in marks:
        doubts.append("deputy_alone")
    if marks[0] == "TM." and _kind_of(lines[0].removeprefix("TM.")) in _SINGLE:
        doubts.append("needs_body")
    return tuple(doubts)


def _of_own(post: str, head: str) -> tuple[str, ...]:
    folded, headed = folded_form(post), folded_form(head)
    if folded.startswith(headed):
        return (head,)
    if folded.startswith("quyen "):
        return (f"Q. {head}",)
    if folded.startswith(f"pho {headed}") or (folded.startswith("pho ") and headed.endswith(folded[4:])):
        return (f"KT. {head}", post)
    if (post, head) == ("THỨ TRƯỞNG", "BỘ TRƯỞNG"):
        return (f"KT. {head}", post)
    return (f"TL. {head}", post)


def _kind_of(body: str) -> str | None:
    folded = folded_form(body)
    for kind in (*_COLLECTIVE, *sorted(_SINGLE, key=len, reverse=True)):
        if folded == kind or folded.startswith(f"{kind} "):
            return kind
    return None
