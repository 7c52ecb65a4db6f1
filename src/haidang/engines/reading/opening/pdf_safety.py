"""What a PDF may not carry: scripts, programs to start, files inside, a torn end."""

import re
import zlib
from collections.abc import Iterator

from haidang.engines.reading.errors import refusal

_SCRIPTS = (b"/JavaScript", b"/Launch")
_FILES_INSIDE = (b"/EmbeddedFile", b"/RichMedia")
_ESCAPED_NAME = re.compile(rb"/[A-Za-z0-9]*#[0-9A-Fa-f]{2}[A-Za-z0-9#]*")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"/ObjStm\b(?:(?!endobj).){0,400}?stream\r?\n", re.DOTALL)
_MOST_INFLATED = 32 * 1024 * 1024  # bytes of one object stream; real ones hold some hundred kilobytes
_TAIL = 2048  # bytes after which the end mark has to have come; some programs add a line or two


def check_pdf_content(content: bytes) -> None:
    """This function will refuse a PDF whose end is missing (damaged), or with scripts (macro) or files inside.

    Objects packed in object streams are looked into; names written with escapes are read as meant.
    """
    if b"%%EOF" not in content[-_TAIL:]:
        raise refusal("damaged")
    for part in _searched_parts(content):
        if any(name in part for name in _SCRIPTS):
            raise refusal("macro")
        if any(name in part for name in _FILES_INSIDE):
            raise refusal("embedded_object", what="một tệp khác")


def _searched_parts(content: bytes) -> Iterator[bytes]:
    yield content
    yield from _escaped_names(content)
    for match in _STREAM.finditer(content):
        part = _inflated(content[match.end() :])
        yield part
        yield from _escaped_names(part)


def _escaped_names(part: bytes) -> Iterator[bytes]:
    for name in _ESCAPED_NAME.findall(part):
        yield _ESCAPE.sub(lambda match: bytes([int(match.group(1), 16)]), name)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, _MOST_INFLATED)
    except zlib.error:
        return b""
