"""Files that nobody should be able to do harm with, made in memory, and the sentence each is to be told."""

import io
import zipfile
from dataclasses import dataclass

_DTD = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document'
_BOMB_BYTES = 400_000_000
_KIND = "application/octet-stream"


@dataclass(frozen=True)
class HostileFile:
    """A file as the browser sends it; `shown` is the name on the queue, `told` the cause and the remedy."""

    name: str
    content: bytes
    told: tuple[str, str]
    shown: str = ""

    @property
    def row(self) -> str:
        return self.shown or self.name


def as_payload(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": _KIND, "buffer": content}


def docx(*paragraphs: str, header_box: str = "") -> bytes:
    """A DOCX of these paragraphs; the header may hold a text box, as stamps of secrecy are typed."""
    from docx import Document

    paper, made = Document(), io.BytesIO()
    for words in paragraphs:
        paper.add_paragraph(words)
    if header_box:
        _put_box(paper.sections[0].header.paragraphs[0], header_box)
    paper.save(made)
    return made.getvalue()


def hostile_files() -> list[HostileFile]:
    harmless = docx("KẾ HOẠCH năm 2026")
    return [
        HostileFile(
            "macro.docx",
            _with_member(harmless, "word/vbaProject.bin", b"x" * 100),
            ("macro", "lưu lại dưới dạng DOCX không có macro"),
        ),
        HostileFile(
            "bom.docx",
            _with_body(harmless, b"2026", b"a" * _BOMB_BYTES),
            ("dấu hiệu là bom nén", "mở và lưu lại bằng phần mềm soạn thảo"),
        ),
        HostileFile(
            "dtd.docx",
            _with_body(harmless, b"<w:document", _DTD),
            ("khai báo DTD hoặc thực thể XML", "mở và lưu lại"),
        ),
        HostileFile("rong.txt", b"", ("không có nội dung nào", "nộp bản đầy đủ")),
        HostileFile("nul.txt", b"KE HOACH\x00\x00 abc", ("Bảng mã của văn bản không đọc được", "UTF-8")),
        HostileFile("gia.pdf", harmless, ("có đuôi “.pdf” nhưng nội dung là", "đổi lại đuôi tên")),
        HostileFile("cut.docx", harmless[:900], ("bị hỏng hoặc tải lên chưa đủ", "lưu lại rồi nộp lại")),
        HostileFile("khoa.pdf", _encrypted_pdf(), ("đặt mật khẩu", "bỏ mật khẩu rồi nộp lại")),
    ]


def _with_member(package: bytes, name: str, content: bytes) -> bytes:
    made = io.BytesIO(package)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def _with_body(package: bytes, old: bytes, new: bytes) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as given,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for member in given.infolist():
            content = given.read(member)
            if member.filename == "word/document.xml":
                assert old in content
                content = content.replace(old, new, 1)
            kept.writestr(member.filename, content)
    return made.getvalue()


def _encrypted_pdf() -> bytes:
    from pypdf import PdfWriter

    made, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("khong-ai-biet", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


def _put_box(paragraph, words: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
            f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict></w:r>"
        )
    )
