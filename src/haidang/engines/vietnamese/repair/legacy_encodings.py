"""Text from before Unicode: TCVN3 (ABC), VNI, VPS, VISCII, seen through Windows-1252, and back to Vietnamese."""

import csv
import re
from enum import StrEnum
from functools import cache
from importlib.resources import files


class LegacyEncoding(StrEnum):
    """The encodings that Vietnamese files had before Unicode."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    VPS = "vps"
    VISCII = "viscii"


def decode_legacy_text(text: str, encoding: LegacyEncoding) -> str:
    """Turn text whose bytes were shown as Windows-1252 into Vietnamese.

    This function will leave plain ASCII alone. Texts set in TCVN3's capital fonts (.VnTimeH) come out in small
    letters, since the file itself holds small ones; capitals of VPS that lie among control codes are left.
    """
    meant = _letters_meant(encoding)
    return _pattern(encoding).sub(lambda match: meant[match.group()], text)


def encode_legacy_text(text: str, encoding: LegacyEncoding) -> str:
    """Turn Vietnamese into the text that Windows-1252 shows for it; letters without a code stay.

    This function will serve tests and evaluation.
    """
    codes = {letter: code for code, letter in _letters_meant(encoding).items()}
    return "".join(codes.get(letter, letter) for letter in text)


@cache
def _pattern(encoding: LegacyEncoding) -> re.Pattern[str]:
    codes = sorted(_letters_meant(encoding), key=lambda code: (-len(code), code))
    return re.compile("|".join(map(re.escape, codes)))


@cache
def _letters_meant(encoding: LegacyEncoding) -> dict[str, str]:
    return {_code(row[encoding]): row["letter"] for row in _rows() if row[encoding]}


def _code(written: str) -> str:
    return "".join(chr(int(point, 16)) for point in written.split("-"))


@cache
def _rows() -> list[dict[str, str]]:
    content = files(__package__).joinpath("data", "legacy_encodings.csv").read_text("utf-8")
    return list(csv.DictReader(line for line in content.splitlines() if not line.startswith("#")))
