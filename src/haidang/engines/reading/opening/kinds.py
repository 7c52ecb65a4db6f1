"""What a file really is, told from its content; its name only has to agree."""

import codecs
import zipfile
from io import BytesIO

from haidang.engines.reading.errors import Refused, refusal
from haidang.engines.reading.opening.names import extension_of

_PDF_HEADER_WITHIN = 1024  # bytes; the PDF standard lets other bytes stand before the header

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "cfb"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
)

# kind -> what a person calls it, and the extensions that may name it
_KINDS: dict[str, tuple[str, frozenset[str]]] = {
    "docx": ("tệp Word (DOCX)", frozenset({"docx", "docm", "dotx", "dotm"})),
    "xlsx": ("bảng tính Excel (XLSX)", frozenset({"xlsx", "xlsm"})),
    "pptx": ("bản trình chiếu PowerPoint (PPTX)", frozenset({"pptx", "pptm"})),
    "odt": ("tệp OpenDocument (ODT)", frozenset({"odt", "ods", "odp"})),
    "zip": ("tệp nén ZIP", frozenset({"zip"})),
    "cfb": ("tệp Office đời cũ (DOC, XLS, PPT)", frozenset({"doc", "xls", "ppt", "dot", "msg"})),
    "rtf": ("tệp RTF", frozenset({"rtf"})),
    "pdf": ("tệp PDF", frozenset({"pdf"})),
    "png": ("ảnh PNG", frozenset({"png"})),
    "jpeg": ("ảnh JPEG", frozenset({"jpg", "jpeg"})),
    "tiff": ("ảnh TIFF", frozenset({"tif", "tiff"})),
    "gif": ("ảnh GIF", frozenset({"gif"})),
    "bmp": ("ảnh BMP", frozenset({"bmp"})),
    "program": ("tệp chương trình", frozenset({"exe", "dll", "com", "scr"})),
    "archive": ("tệp nén", frozenset({"rar", "7z", "gz", "tgz"})),
    "text": (
        "văn bản thuần (TXT)",
        frozenset({"txt", "text", "md", "markdown", "tsv", "csv", "html", "htm"}),
    ),
    "binary": ("dữ liệu không rõ loại", frozenset()),
}
_KNOWN_EXTENSIONS = frozenset[str]().union(*(extensions for _, extensions in _KINDS.values()))
_PICTURES = frozenset({"png", "jpeg", "tiff"})
_READ = frozenset({"text", "docx", "pdf"})
_TEXT_EXTENSIONS = _KINDS["text"][1]
_OFFICE_MAIN = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_HOW_TO_SAVE_PICTURE = " (ảnh thì lưu lại thành PNG, JPEG hoặc TIFF)"
_HOW_TO_SAVE = " (mở tệp bằng phần mềm soạn thảo rồi chọn Lưu thành .docx)"


def tell_kind(content: bytes, name: str) -> str:
    """This function will tell what kind of paper the bytes are: text, docx, pdf or image (PNG, JPEG, TIFF).

    Raises Refused: empty, encrypted, wrong_extension, unsupported, damaged.
    """
    if not content.strip():
        raise refusal("empty")
    kind = kind_of_content(content)
    extension = extension_of(name)
    if kind == "cfb" and _ENCRYPTED_PACKAGE in content:
        raise refusal("encrypted")
    if kind == "zip" and extension in _KINDS["docx"][1]:
        raise refusal("damaged")
    _check_extension(kind, extension)
    if kind in _PICTURES:
        return "image"
    if kind not in _READ:
        raise _refused_kind(kind)
    return kind


def require_workbook(content: bytes, name: str) -> None:
    """This function will let only a workbook (XLSX) pass. Raises Refused: not_workbook, empty, encrypted, damaged."""
    if not content.strip():
        raise refusal("empty")
    kind = kind_of_content(content)
    if kind == "cfb" and _ENCRYPTED_PACKAGE in content:
        raise refusal("encrypted")
    if kind == "zip" and extension_of(name) in _KINDS["xlsx"][1]:
        raise refusal("damaged")
    if kind != "xlsx":
        raise refusal("not_workbook", what=_KINDS[kind][0])


def kind_of_content(content: bytes) -> str:
    """This function will tell what bytes are by themselves: docx, xlsx, pptx, pdf, jpeg, png and more."""
    if b"%PDF-" in content[:_PDF_HEADER_WITHIN]:
        return "pdf"
    kind = next((kind for magic, kind in _MAGIC if content.startswith(magic)), "")
    if kind in ("bmp", "program") and b"\0" not in content:
        kind = ""  # words may begin with the letters BM or MZ
    if kind == "zip":
        return _kind_of_package(content)
    return kind or ("text" if _may_be_text(content) else "binary")


def _may_be_text(content: bytes) -> bool:
    """Bytes with many control codes are no text, save in UTF-16, which says so with its byte order mark."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    sample = content[:4096]
    controls = sum(byte < 32 and byte not in (0, 9, 10, 11, 12, 13, 26) for byte in sample)
    return controls * 20 <= len(sample)


def _kind_of_package(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, UnicodeError):
        return "zip"
    for part, kind in _OFFICE_MAIN.items():
        if part in names:
            return kind
    if "[Content_Types].xml" in names and any(each.startswith("word/") for each in names):
        return "docx"
    return "odt" if "mimetype" in names and "content.xml" in names else "zip"


def _check_extension(kind: str, extension: str) -> None:
    """An ending that names no kind ("Kế hoạch 14.2025") promises nothing and may stand."""
    named, extensions = _KINDS[kind]
    promises_other = extension in _KNOWN_EXTENSIONS and extension not in extensions
    if kind == "binary" and extension in _TEXT_EXTENSIONS:
        raise refusal("bad_encoding", what="nội dung không phải là chữ")
    if promises_other:
        raise refusal("wrong_extension", extension=extension, what=named)


def _refused_kind(kind: str) -> Refused:
    if kind in ("gif", "bmp"):
        return refusal("unsupported", what=_KINDS[kind][0], how=_HOW_TO_SAVE_PICTURE)
    how = _HOW_TO_SAVE if kind in ("cfb", "rtf", "odt", "pptx", "xlsx") else ""
    return refusal("unsupported", what=_KINDS[kind][0], how=how)
