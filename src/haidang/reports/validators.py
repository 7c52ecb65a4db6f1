"""Files that people send as evidence: looked at by their content, photos made small and bare of what a camera adds."""

import io
import zipfile
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from haidang.reports.enums import EvidenceKind
from haidang.reports.errors import EvidenceRefused

MOST_BYTES = 20 * 1024 * 1024
LONGEST_SIDE = 2_400
# A photo of a phone has up to 50 million pixels; more is a trap that fills the memory.
MOST_PIXELS = 60_000_000
# Other kinds are unpacked whole before they are made small, in the memory of the site.
MOST_PIXELS_UNPACKED = 25_000_000
JPEG_QUALITY = 85
LONGEST_NAME = 200
MOST_FILES = 10
# What was chosen and never sent goes after this time.
DRAFT_KEPT = timedelta(days=30)

_PICTURES = ("JPEG", "PNG", "WEBP")
_PDF = "application/pdf"
_OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file as it will be kept: a photo made anew, or the file itself."""

    name: str
    content: bytes
    content_type: str
    kind: EvidenceKind


def take_file(upload: UploadedFile) -> TakenFile:
    """Look at what a file is by its content, and take it or raise EvidenceRefused with what to do instead.

    This function will make a photo anew: turned as it was taken, at most LONGEST_SIDE pixels, without the place
    and the device that a camera writes into it. PDF, Word, Excel and PowerPoint files are kept as they are.
    """
    name = _plain_name(upload.name or "")
    if (upload.size or 0) > MOST_BYTES:
        most = MOST_BYTES // (1024 * 1024)
        raise EvidenceRefused(
            name, _("it is over %(most)d MB. Send a smaller one or a link.") % {"most": most}
        )
    content = upload.read()
    if not content:
        raise EvidenceRefused(name, _("it is empty. Choose it again."))
    if content.startswith(b"%PDF-"):
        return TakenFile(name, content, _PDF, EvidenceKind.FILE)
    if content.startswith(b"PK"):
        return TakenFile(name, content, _office_type(name, content), EvidenceKind.FILE)
    return _photo(name, content)


def _office_type(name: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            inside = set(package.namelist())
    except zipfile.BadZipFile:
        raise EvidenceRefused(name, _("it is damaged. Open it, save it again and choose it anew."))
    found = [content_type for part, content_type in _OFFICE.items() if part in inside]
    if not found or any(part.lower().endswith("vbaproject.bin") for part in inside):
        raise EvidenceRefused(name, _unknown_kind())
    return found[0]


def _photo(name: str, content: bytes) -> TakenFile:
    try:
        with Image.open(io.BytesIO(content), formats=_PICTURES) as picture:
            most = MOST_PIXELS if picture.format == "JPEG" else min(MOST_PIXELS, MOST_PIXELS_UNPACKED)
            if picture.width * picture.height > most:
                raise EvidenceRefused(name, _("the picture is too large. Send a smaller one."))
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            turned = ImageOps.exif_transpose(picture)
            return TakenFile(name, _as_jpeg(turned), "image/jpeg", EvidenceKind.PHOTO)
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise EvidenceRefused(name, _unknown_kind())
    except (OSError, ValueError, SyntaxError):
        raise EvidenceRefused(name, _("it is damaged. Open it, save it again and choose it anew."))


def _as_jpeg(given: Image.Image) -> bytes:
    """The picture on white, so that what was transparent does not turn black."""
    flat = given.convert("RGBA")
    picture = Image.new("RGB", flat.size, "white")
    picture.paste(flat, mask=flat.getchannel("A"))
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=JPEG_QUALITY)
    return made.getvalue()


def _unknown_kind() -> str:
    return _(
        "only photos (JPEG, PNG, WebP), PDF, Word (.docx), Excel (.xlsx) and PowerPoint (.pptx) are taken, without "
        "macros. Save it as one of these, or give a link."
    )


def _plain_name(name: str) -> str:
    shown = "".join(letter for letter in name if letter.isprintable()).strip() or _("file without a name")
    return shown[-LONGEST_NAME:]
