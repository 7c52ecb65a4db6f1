"""The name a paper comes under: no path, nothing that disguises it, not too long."""

import re
import unicodedata

from haidang.engines.reading.errors import refusal
from haidang.engines.reading.limits import Limits, limit_refusal
from haidang.engines.reading.opening.typesetting import DIRECTION_MARKS

_PATH_PART = re.compile(r"[/\\]|^\.{1,2}$|^[A-Za-z]:")
_FORMAT_CHARACTERS = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def check_name(name: str, limits: Limits) -> None:
    """This function will refuse (`bad_name`) a name with a path, control or direction characters, or too long."""
    if not name.strip():
        raise refusal("bad_name", what="tên để trống")
    if "\0" in name:
        raise refusal("bad_name", what="có ký tự NUL")
    if DIRECTION_MARKS.search(name):
        raise refusal("bad_name", what="có ký tự đảo chiều viết, dễ che giấu đuôi tệp thật")
    if any(unicodedata.category(character) in _FORMAT_CHARACTERS for character in name):
        raise refusal("bad_name", what="có ký tự điều khiển")
    if _PATH_PART.search(name):
        raise refusal("bad_name", what="có phần đường dẫn thư mục")
    if len(name) > limits.name_length:
        raise limit_refusal("bad_name", limits, "name_length")


def extension_of(name: str) -> str:
    """This function will give the letters after the last dot of a name, in lower case, or an empty text."""
    stem, dot, extension = name.rpartition(".")
    return extension.strip().lower() if dot and stem else ""
