"""The package of a DOCX: parts are read only after zip, content types, relationships and XML proved harmless."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from haidang.engines.reading.errors import Refused, refusal
from haidang.engines.reading.limits import Limits, limit_refusal

Element = Any  # lxml's elements have no usable type

_MEGABYTE = 1024 * 1024
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCTYPE_SHAPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_ENTITY = re.compile(rb"<!ENTITY\s+%?\s*[^\s>]+\s+(\S+)")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FORBIDDEN_RELATIONS = {
    "oleObject": ("embedded_object", "đối tượng OLE"),
    "package": ("embedded_object", "một tệp khác"),
    "aFChunk": ("embedded_object", "một tệp khác (altChunk)"),
    "subDocument": ("embedded_object", "văn bản con"),
    "control": ("embedded_object", "điều khiển ActiveX"),
    "activeXControlBinary": ("embedded_object", "điều khiển ActiveX"),
    "vbaProject": ("macro", ""),
    "wordVbaData": ("macro", ""),
    "keyMapCustomizations": ("macro", ""),
}
_EXTERNAL_WORDS = {
    "attachedTemplate": "tệp mẫu (template)",
    "image": "hình ảnh",
    "oleObject": "đối tượng OLE",
    "frame": "khung nội dung",
}
_MACRO_PART = re.compile(r"(?:^|/)vba(?:project|data)[^/]*$", re.IGNORECASE)
_OBJECT_PART = re.compile(r"(?:^|/)(?:embeddings/[^/]*\.(?:bin|ole)|activex/[^/]+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Package:
    """A harmless package. `roots` are the parsed XML parts by name, `main` the name of the paper itself."""

    main: str
    roots: dict[str, Element]

    def part(self, ending: str) -> Element | None:
        """This function will find a part beside the paper by the end of its name, or None."""
        return next((root for name, root in self.roots.items() if name.endswith(ending)), None)

    def parts_like(self, pattern: str) -> Iterator[Element]:
        """This function will yield the parts whose names match, in the order of their names."""
        return (root for name, root in sorted(self.roots.items()) if re.search(pattern, name))


def read_package(content: bytes, limits: Limits) -> Package:
    """This function will unpack and check a DOCX.

    Raises Refused: damaged, encrypted, bomb, external_entity, macro, embedded_object, external_link, unsupported.
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
    roots = {name: _parse_part(part) for name, part in parts.items() if _is_needed(name)}
    _check_content_types(parts.get("[Content_Types].xml", b""))
    for name, root in roots.items():
        if name.endswith(".rels"):
            _check_relations(root, is_chart="charts/" in name or "diagrams/" in name)
    return Package(main=_main_part(roots), roots=roots)


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


def _is_needed(name: str) -> bool:
    return name.endswith(".rels") or name.startswith("word/") and name.count("/") == 1


def _check_declarations(part: bytes) -> None:
    """Office files never declare a document type; a declared one may expand without end or fetch from outside."""
    if not any(shape in part for shape in _DOCTYPE_SHAPES):
        return
    values = _ENTITY.findall(part.replace(b"\0", b""))
    if len(values) > 1 and not any(value.startswith((b"SYSTEM", b"PUBLIC")) for value in values):
        raise refusal("bomb/entities")
    raise refusal("external_entity")


def _parse_part(part: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(part.replace(_STRICT, _TRANSITIONAL), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refusal("damaged") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusal("external_entity")
    return root


def _check_content_types(part: bytes) -> None:
    if not part:
        raise refusal("damaged")
    lowered = part.lower()
    if b"macroenabled" in lowered or b"vbaproject" in lowered:
        raise refusal("macro")
    if (
        b"wordprocessingml.document.main+xml" not in lowered
        and b"wordprocessingml.template.main+xml" not in lowered
    ):
        raise refusal("unsupported", what="tệp Office này", how=" (mở tệp rồi chọn Lưu thành .docx)")


def _check_relations(root: Element, *, is_chart: bool) -> None:
    for relation in root.iter(_RELATIONSHIP):
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        if relation.get("TargetMode") == "External" and kind != "hyperlink":
            raise _external_link(kind)
        # A chart keeps its figures in a workbook of its own: those figures are drawn, the workbook is not opened.
        if kind in _FORBIDDEN_RELATIONS and not (is_chart and kind == "package"):
            code, what = _FORBIDDEN_RELATIONS[kind]
            raise refusal(code, what=what)


def _external_link(kind: str) -> Refused:
    return refusal("external_link", what=_EXTERNAL_WORDS.get(kind, "nội dung"))


def _main_part(roots: dict[str, Element]) -> str:
    for relation in roots["_rels/.rels"].iter(_RELATIONSHIP) if "_rels/.rels" in roots else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            target = str(relation.get("Target", "")).lstrip("/")
            if target in roots:
                return target
    if "word/document.xml" not in roots:
        raise refusal("damaged")
    return "word/document.xml"
