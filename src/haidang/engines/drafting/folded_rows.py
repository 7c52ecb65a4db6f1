"""Rows of a long table that stay packed in the tree of a document and are unpacked into its file.

A cell costs the tree some four kilobytes and the file a few bytes: an appendix of 3,400 units with thirty figures each
would hold half a gigabyte.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64decode, b64encode
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

_MARK = "haidang-rows"
# Texts of papers are escaped, so that none of them can look like a packed row.
_PACKED = re.compile(rb"<\?haidang-rows ([A-Za-z0-9+/=]+)\?>")
_QUICKLY = 1


def folded_rows(xml: str) -> etree._ProcessingInstruction:
    """This function will pack the XML of some rows into one node of the tree."""
    return etree.ProcessingInstruction(_MARK, b64encode(zlib.compress(xml.encode(), _QUICKLY)).decode())


def unfolded_file(packed: BytesIO) -> bytes:
    """This function will return a DOCX file with its packed rows written out, piece by piece."""
    with ZipFile(packed) as source:
        main = source.read("word/document.xml")
        if not _PACKED.search(main):
            return packed.getvalue()
        target = BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as whole:
            for entry in source.infolist():
                if entry.filename != "word/document.xml":
                    whole.writestr(entry, source.read(entry))
                    continue
                named = ZipInfo(entry.filename, entry.date_time)
                named.compress_type = ZIP_DEFLATED
                with whole.open(named, "w") as part:
                    # Every second piece is what stands between the marks of packed rows.
                    for place, piece in enumerate(_PACKED.split(main)):
                        part.write(zlib.decompress(b64decode(piece)) if place % 2 else piece)
    return target.getvalue()
