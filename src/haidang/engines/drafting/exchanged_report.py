"""A report as data for exchange between two installations: JSON under a digest, by itself or in an edXML envelope."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

FORMAT, FORMAT_VERSION = "haidang.bao-cao", 1
MOST_BYTES = 50 * 1024 * 1024
_DATA_TYPE = "application/json"


class NotAnExchangedReport(ValueError):
    """The file is neither report data of this product nor an edXML envelope that holds some."""


class DamagedReport(ValueError):
    """The data are not what the sender sealed: their digest differs."""


@dataclass(frozen=True, slots=True)
class CarriedFile:
    """A file that came in the envelope beside the data."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ExchangedReport:
    """What came: the data, their digest, and the files of the envelope."""

    told: Mapping[str, Any]
    digest: str
    files: tuple[CarriedFile, ...] = ()


def seal_report(told: Mapping[str, Any]) -> bytes:
    """This function will write a report as JSON that bears its format and the SHA-256 of all it says."""
    whole = {"format": FORMAT, "version": FORMAT_VERSION, **told}
    whole["digest"] = _digest_of(whole)
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def open_exchanged(content: bytes) -> ExchangedReport:
    """Read a report from JSON, or from an edXML envelope that carries it.

    This function will raise NotAnExchangedReport and DamagedReport; nothing outside the file is reached for.
    """
    if len(content) > MOST_BYTES:
        raise NotAnExchangedReport("too large")
    if content.lstrip()[:1] == b"{":
        return _opened(content, ())
    carried = tuple(_carried(content))
    data = [one for one in carried if one.content_type == _DATA_TYPE]
    if len(data) != 1:
        raise NotAnExchangedReport("no data in the envelope")
    return _opened(data[0].content, tuple(one for one in carried if one is not data[0]))


def _opened(content: bytes, files: tuple[CarriedFile, ...]) -> ExchangedReport:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        raise NotAnExchangedReport("no JSON") from None
    if not isinstance(told, dict) or (told.get("format"), told.get("version")) != (FORMAT, FORMAT_VERSION):
        raise NotAnExchangedReport("another format")
    digest = told.get("digest")
    if not isinstance(digest, str) or digest != _digest_of(told):
        raise DamagedReport
    return ExchangedReport(told, digest, files)


def _digest_of(told: Mapping[str, Any]) -> str:
    said = {name: value for name, value in told.items() if name != "digest"}
    try:
        text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
    except (UnicodeEncodeError, RecursionError):
        raise DamagedReport from None


def _carried(content: bytes) -> Iterator[CarriedFile]:
    for attachment in _envelope(content).iter("{*}Attachment"):
        told = {etree.QName(part).localname: part.text or "" for part in attachment}
        try:
            decoded = base64.b64decode(told.get("ContentTransferEncoded", ""), validate=True)
        except (binascii.Error, ValueError):
            raise NotAnExchangedReport("an attachment that cannot be read") from None
        yield CarriedFile(told.get("AttachmentName", ""), told.get("ContentType", ""), decoded)


def _envelope(content: bytes) -> Any:
    # huge_tree: an attachment of ten million letters is usual; the size of the file is limited above.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotAnExchangedReport("no XML") from None
    if root.getroottree().docinfo.internalDTD is not None or etree.QName(root).localname != "edXML":
        raise NotAnExchangedReport("no edXML")
    return root
