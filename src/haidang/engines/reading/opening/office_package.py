"""The package of an office file: parts are handed out only after zip, names and XML declarations proved harmless."""

import re
import zipfile
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from haidang.engines.reading.errors import refusal
from haidang.engines.reading.limits import Limits, limit_refusal

Element = Any  # lxml's elements have no usable type

_MEGABYTE = 1024 * 1024
_DOCTYPE_SHAPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_ENTITY = re.compile(rb"<!ENTITY\s+%?\s*[^\s>]+\s+(\S+)")
_MACRO_PART = re.compile(r"(?:^|/)vba(?:project|data)[^/]*$", re.IGNORECASE)
_OBJECT_PART = re.compile(r"(?:^|/)(?:embeddings/[^/]*\.(?:bin|ole)|activex/[^/]+)$", re.IGNORECASE)


def read_xml_parts(content: bytes, limits: Limits) -> dict[str, bytes]:
    """This function will unpack the XML parts of an office file by name.

    Raises Refused: damaged, encrypted, bomb, external_entity, macro, embedded_object.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_entries(package.infolist(), limits)
            _check_part_names(package.namelist())
            parts = {
                info.filename: package.read(info) for info in package.infolist() if _is_xml(info.filename)
            }
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, KeyError):
        raise refusal("damaged") from None
    except RuntimeError:  # zipfile's word for an entry with a password
        raise refusal("encrypted") from None
    for part in parts.values():
        _check_declarations(part)
    return parts


def _check_entries(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.zip_entries:
        raise limit_refusal("bomb", limits, "zip_entries")
    if sum(info.file_size for info in infos) > limits.zip_total_mb * _MEGABYTE:
        raise limit_refusal("bomb", limits, "zip_total_mb")
    for info in infos:
        if info.flag_bits & 1:
            raise refusal("encrypted")
        if _is_xml(info.filename) and info.file_size > limits.zip_part_mb * _MEGABYTE:
            raise limit_refusal("bomb", limits, "zip_part_mb")
        # A small part that shrinks well is a plain table, not a bomb.
        if info.file_size > _MEGABYTE and info.file_size > limits.zip_ratio * max(info.compress_size, 1):
            raise limit_refusal("bomb", limits, "zip_ratio")


def _check_part_names(names: list[str]) -> None:
    if len(set(names)) != len(names):
        raise refusal("damaged")
    if any(_MACRO_PART.search(name) for name in names):
        raise refusal("macro")
    if any(_OBJECT_PART.search(name) for name in names):
        raise refusal("embedded_object", what="đối tượng OLE")


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _check_declarations(part: bytes) -> None:
    """Office files never declare a document type; a declared one may expand without end or fetch from outside."""
    if not any(shape in part for shape in _DOCTYPE_SHAPES):
        return
    values = _ENTITY.findall(part.replace(b"\0", b""))
    if len(values) > 1 and not any(value.startswith((b"SYSTEM", b"PUBLIC")) for value in values):
        raise refusal("bomb/entities")
    raise refusal("external_entity")


def parse_part(part: bytes) -> Element:
    """This function will parse one XML part without reaching outside. Raises Refused: damaged, external_entity."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refusal("damaged") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusal("external_entity")
    return root
