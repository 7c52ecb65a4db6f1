"""The package of a DOCX: parts are read only after zip, content types, relationships and XML proved harmless."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from haidang.engines.reading.errors import Refused, refusal
from haidang.engines.reading.limits import Limits
from haidang.engines.reading.opening.office_package import Element, parse_part, read_xml_parts

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
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
    parts = read_xml_parts(content, limits)
    roots = {
        name: parse_part(part.replace(_STRICT, _TRANSITIONAL))
        for name, part in parts.items()
        if _is_needed(name)
    }
    _check_content_types(parts.get("[Content_Types].xml", b""))
    for name, root in roots.items():
        if name.endswith(".rels"):
            _check_relations(root, is_chart="charts/" in name or "diagrams/" in name)
    return Package(main=_main_part(roots), roots=roots)


def _is_needed(name: str) -> bool:
    return name.endswith(".rels") or name.startswith("word/") and name.count("/") == 1


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
