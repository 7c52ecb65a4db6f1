"""The envelope in which papers go between offices: edXML of QCVN 102:2016/BTTTT, one file with its attachments."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from xml.sax.saxutils import escape, quoteattr

from haidang.engines.drafting.printable import one_line

_WORDS = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
# A report steers nobody. The number for it is inferred from papers of steering bearing 1, not seen in a message.
_NO_STEERING = "0"


@dataclass(frozen=True, slots=True)
class Organ:
    """An office by its code of the exchange; `in_charge` is the one above it."""

    code: str
    name: str
    in_charge: str = ""


class Business(IntEnum):
    """What an envelope is sent for, as exchanges number it."""

    NEW = 0
    WITHDRAW = 1
    UPDATE = 2
    REPLACE = 3


@dataclass(frozen=True, slots=True)
class AnsweredPaper:
    """A paper that the sent one responds to: the code of its issuer, its number and sign, its day."""

    organ_code: str
    number_and_sign: str
    issued_on: date

    @property
    def document_id(self) -> str:
        return f"{self.organ_code},{_day(self.issued_on)},{self.number_and_sign}"


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What an envelope says of its own way: sent for what and why, by which office and person, also on paper or not."""

    business: Business = Business.NEW
    reason: str = ""
    department: str = ""
    staff: str = ""
    is_also_on_paper: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the message."""

    name: str
    content_type: str
    content: bytes
    description: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What an envelope says of a paper. `type_code` and `type_name` are those of the exchange's list of papers.

    `to_places` are the recipients as the paper prints them, the bodies it goes to where none are told; `pages` and
    `copies` are counted, 0 where nobody did. `sphere`, `typist` and `appendices` are what the paper says of itself.
    """

    sender: Organ
    recipients: tuple[Organ, ...]
    number: str
    notation: str
    place: str
    issued_on: date
    subject: str
    type_code: int
    type_name: str
    signer: str
    position: str
    sent_at: datetime
    competence: str = ""
    content: str = ""
    due_on: date | None = None
    to_places: tuple[str, ...] = ()
    sphere: str = ""
    typist: str = ""
    copies: int = 0
    pages: int = 0
    appendices: tuple[str, ...] = ()
    answers: tuple[AnsweredPaper, ...] = ()
    dispatch: Dispatch = Dispatch()
    attachments: tuple[Attachment, ...] = ()


def write_edxml(message: Message) -> bytes:
    """Write a message as an edXML file; every element of the envelope bears the prefix the central system wants.

    Structure: QCVN 102:2016/BTTTT as builders in use have it. Nothing is signed: DigitalSignature stays empty.
    """
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<edXML xmlns="{_WORDS}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
        f'<edXML:edXMLEnvelope xmlns:edXML="{_WORDS}">',
        _open(
            "edXMLHeader",
            _open("MessageHeader", *_header(message)),
            _trace(message),
            _open("DigitalSignature"),
        ),
        _open("edXMLBody", _open("edXMLManifest", *_references(message))),
        "</edXML:edXMLEnvelope>",
        "<AttachmentEncoded>",
        *_attachments(message),
        "</AttachmentEncoded></edXML>",
    ]
    return "".join(lines).encode()


def _header(message: Message) -> Iterator[str]:
    day = _day(message.issued_on)
    yield _open("From", *_organ(message.sender))
    yield from (_open("To", *_organ(one)) for one in message.recipients)
    yield _open("Code", _told("CodeNumber", message.number), _told("CodeNotation", message.notation))
    yield _open("PromulgationInfo", _told("Place", message.place), _told("PromulgationDate", day))
    yield _open(
        "DocumentType",
        _told("Type", str(message.type_code)),
        _told("TypeName", message.type_name),
        _told("TypeDetail", ""),
    )
    yield _told("Subject", message.subject) + _told("Content", message.content)
    yield _open(
        "SignerInfo",
        _told("Competence", message.competence),
        _told("Position", message.position),
        _told("FullName", message.signer),
    )
    yield _told("DueDate", _day(message.due_on) if message.due_on else "")
    places = message.to_places or tuple(one.name for one in message.recipients)
    yield _open("ToPlaces", *(_told("Place", one) for one in places))
    yield _open(
        "OtherInfo",
        _told("Priority", "0"),
        _told("SphereOfPromulgation", message.sphere),
        _told("TyperNotation", message.typist),
        _told("PromulgationAmount", str(message.copies)),
        _told("PageAmount", str(message.pages)),
        _open("Appendixes", *(_told("Appendix", one) for one in message.appendices)),
    )
    yield from (_answered(one) for one in message.answers)
    yield _told("SteeringType", _NO_STEERING)
    yield _told("DocumentId", f"{message.sender.code},{day},{message.number}/{message.notation}")


def _trace(message: Message) -> str:
    sent = message.sent_at.replace(tzinfo=None).isoformat(" ", "seconds").replace("-", "/")
    return (
        '<edXML:TraceHeaderList id="1" version="1.0" mustUnderstand="1" actor="">'
        + _open("TraceHeader", _told("OrganId", message.sender.code), _told("Timestamp", sent))
        + _business(message.dispatch)
        + "</edXML:TraceHeaderList>"
    )


def _business(dispatch: Dispatch) -> str:
    """Its names are spelt as the exchange spells them."""
    staff = {"Department": dispatch.department, "Staff": dispatch.staff, "Mobile": "", "Email": ""}
    return _open(
        "Bussiness",
        _told("BussinessDocType", str(int(dispatch.business))),
        _told("BussinessDocReason", dispatch.reason),
        _open("StaffInfo", *(_told(name, text) for name, text in staff.items())),
        _told("Paper", str(int(dispatch.is_also_on_paper))),
    )


def _answered(paper: AnsweredPaper) -> str:
    return _open(
        "ResponseFor",
        _told("OrganId", paper.organ_code),
        _told("Code", paper.number_and_sign),
        _told("PromulgationDate", _day(paper.issued_on)),
        _told("DocumentId", paper.document_id),
    )


def _references(message: Message) -> Iterator[str]:
    for number, one in enumerate(message.attachments, start=1):
        parts = (
            _told("Description", one.description),
            _told("AttachmentName", one.name),
            _told("ContentType", one.content_type),
            _told("ContentId", f"cid:{number}"),
        )
        link = f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href={quoteattr(f"cid:{number}")}'
        yield f"<edXML:Reference {link}>{''.join(parts)}</edXML:Reference>"


def _attachments(message: Message) -> Iterator[str]:
    for number, one in enumerate(message.attachments, start=1):
        told = {
            "ContentType": one.content_type,
            "ContentId": f"cid:{number}",
            "Description": one.description,
            "ContentTransferEncoded": base64.b64encode(one.content).decode(),
            "AttachmentName": one.name,
        }
        inner = "".join(f"<{name}>{escape(one_line(text))}</{name}>" for name, text in told.items())
        yield f"<Attachment>{inner}</Attachment>"


def _organ(organ: Organ) -> tuple[str, ...]:
    in_charge = _told("OrganizationInCharge", organ.in_charge)
    return _told("OrganId", organ.code), in_charge, _told("OrganName", organ.name)


def _open(name: str, *parts: str) -> str:
    return f"<edXML:{name}>{''.join(parts)}</edXML:{name}>"


def _told(name: str, text: str) -> str:
    return _open(name, escape(one_line(text)))


def _day(day: date) -> str:
    return day.isoformat().replace("-", "/")
