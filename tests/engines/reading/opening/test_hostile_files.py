"""Every bad paper gets its code and a Vietnamese sentence with cause and remedy; never a traceback or a hang."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from haidang.engines.reading.errors import Refused, SecretMarked
from haidang.engines.reading.limits import Limits
from haidang.engines.reading.opening.open_paper import open_paper

ATTACHED_TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
SENTENCE = (
    "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại;"
)


def code_of(folder: Path, content: bytes, name: str, limits: Limits | None = None) -> str:
    paper = folder / "paper"
    paper.write_bytes(content)
    with pytest.raises(Refused) as refused:
        open_paper(paper, name=name, limits=limits or Limits())
    assert len(refused.value.message) > 40
    assert "hãy" in refused.value.message
    assert refused.value.message.endswith(".")
    assert "{" not in refused.value.message
    return refused.value.code


def docx_bytes(text: str = SENTENCE) -> bytes:
    paper = docx.Document()
    paper.add_paragraph(text)
    return saved(paper)


def saved(paper: object) -> bytes:
    content = io.BytesIO()
    paper.save(content)  # type: ignore[attr-defined]
    return content.getvalue()


def repacked(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return packed.getvalue()


def with_document(old: bytes, new: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts["word/document.xml"]
        parts["word/document.xml"] = parts["word/document.xml"].replace(old, new, 1)

    return repacked(docx_bytes(), change)


def with_part(name: str, part: bytes) -> bytes:
    return repacked(docx_bytes(), lambda parts: parts.update({name: part}))


def with_relation(kind: str, target: str) -> bytes:
    paper = docx.Document()
    paper.add_paragraph(SENTENCE)
    paper.part.relate_to(target, kind, is_external=True)
    return saved(paper)


def pdf_bytes(
    pages: int = 1, text: str = "Ke hoach thong tin doi ngoai nam 2025", size: tuple[int, int] = (595, 842)
) -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=size)
    for _ in range(pages):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def changed_pdf(change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_bytes()))
    change(writer)
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def picture_bytes(kind: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (200, 100), "white").save(content, kind)
    return content.getvalue()


def encrypted_docx() -> bytes:
    """A package of one paragraph under the password "mat-khau", as Office encrypts it (made with msoffcrypto-tool)."""
    return (Path(__file__).parent / "encrypted.docx").read_bytes()


XML_BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><w:document'
)
OUTSIDE_ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document'
PLAIN_DTD = b'<!DOCTYPE document SYSTEM "http://example.invalid/a.dtd"><w:document'

BAD_DOCX: dict[str, tuple[Callable[[], bytes], str]] = {
    "xml bomb": (lambda: with_document(b"<w:document", XML_BOMB), "bomb"),
    "external entity": (lambda: with_document(b"<w:document", OUTSIDE_ENTITY), "external_entity"),
    "dtd": (lambda: with_document(b"<w:document", PLAIN_DTD), "external_entity"),
    "dtd in another part": (
        lambda: with_part("customXml/item9.xml", b"<?xml version='1.0'?><!DOCTYPE a><a/>"),
        "external_entity",
    ),
    "zip bomb": (lambda: with_part("word/media/a.xml", bytes(40_000_000)), "bomb"),
    "zip bomb in a picture": (lambda: with_part("word/media/a.png", bytes(40_000_000)), "bomb"),
    "too many entries": (
        lambda: repacked(docx_bytes(), lambda parts: parts.update({f"a/{n}.txt": b"" for n in range(5_001)})),
        "bomb",
    ),
    "macro part": (lambda: with_part("word/vbaProject.bin", b"\xcc\x61"), "macro"),
    "macro type": (
        lambda: repacked(
            docx_bytes(),
            lambda parts: parts.update(
                {
                    "[Content_Types].xml": parts["[Content_Types].xml"].replace(
                        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                        b"application/vnd.ms-word.document.macroEnabled.main+xml",
                    )
                }
            ),
        ),
        "macro",
    ),
    "ole object": (lambda: with_part("word/embeddings/oleObject1.bin", b"\xd0\xcf"), "embedded_object"),
    "ole relation": (lambda: with_relation(RELATIONSHIP_TYPE.OLE_OBJECT, "a.bin"), "external_link"),
    "external template": (
        lambda: with_relation(ATTACHED_TEMPLATE, "http://example.invalid/a.dotm"),
        "external_link",
    ),
    "external picture": (
        lambda: with_relation(RELATIONSHIP_TYPE.IMAGE, "http://example.invalid/a.png"),
        "external_link",
    ),
    "fetching field": (
        lambda: with_document(
            b"<w:p>", b'<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;\\\\host\\a.docx&quot; "/></w:p><w:p>'
        ),
        "external_link",
    ),
    "truncated": (lambda: docx_bytes()[:9_000], "damaged"),
    "torn xml": (lambda: with_document(b"</w:body>", b""), "damaged"),
    "no content types": (
        lambda: repacked(docx_bytes(), lambda parts: parts.pop("[Content_Types].xml")),
        "damaged",
    ),
    "encrypted": (encrypted_docx, "encrypted"),
    "no words": (lambda: saved(docx.Document()), "empty"),
    "endless columns": (
        lambda: with_document(
            b"<w:p>",
            b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p>',
        ),
        "too_large",
    ),
    "deep nesting": (
        lambda: with_document(
            b"<w:p>", b"<w:sdt><w:sdtContent>" * 400 + b"</w:sdtContent></w:sdt>" * 400 + b"<w:p>"
        ),
        "damaged",
    ),
}


@pytest.mark.parametrize("case", BAD_DOCX)
def test_bad_docx_is_refused_with_its_code(tmp_path: Path, case: str) -> None:
    make, code = BAD_DOCX[case]

    assert code_of(tmp_path, make(), "Kế hoạch.docx") == code


BAD_PDF: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted": (lambda: changed_pdf(lambda writer: writer.encrypt("mật khẩu")), "encrypted"),
    "script": (
        lambda: pdf_bytes().replace(
            b"/Type /Catalog", b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /Type /Catalog"
        ),
        "macro",
    ),
    "file inside": (
        lambda: changed_pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")),
        "embedded_object",
    ),
    "truncated": (lambda: pdf_bytes(20)[:-400], "damaged"),
    "half": (lambda: pdf_bytes(20)[:3_000], "damaged"),
    "only a header": (lambda: b"%PDF-1.7\n%%EOF\n", "damaged"),
    "10,000 pages": (lambda: pdf_bytes(10_000), "too_many_pages"),
    "100,000 x 100,000 points": (lambda: pdf_bytes(size=(100_000, 100_000)), "page_too_large"),
    "no words": (lambda: pdf_bytes(text=""), "empty"),
    "escaped script name": (
        lambda: pdf_bytes().replace(b"/Type /Catalog", b"/OpenAction << /S /J#61vaScript >> /Type /Catalog"),
        "macro",
    ),
}


@pytest.mark.parametrize("case", BAD_PDF)
def test_bad_pdf_is_refused_with_its_code(tmp_path: Path, case: str) -> None:
    make, code = BAD_PDF[case]

    assert code_of(tmp_path, make(), "Kế hoạch.pdf") == code


BAD_TEXT = {
    "nul": (SENTENCE.encode() + b"\0" + SENTENCE.encode(), "bad_encoding"),
    "mixed": (SENTENCE.encode() + b"\nK\xea\xec hoa\xf2ch\n", "bad_encoding"),
    "mixed with utf-16": (SENTENCE.encode() + SENTENCE.encode("utf-16-le"), "bad_encoding"),
    "utf-16 mark before utf-8": (b"\xff\xfe" + (SENTENCE * 2).encode()[:-1], "bad_encoding"),
    "torn utf-16": (SENTENCE.encode("utf-16")[:-1], "bad_encoding"),
    "control characters": (SENTENCE.encode() + b"\x1b[2J", "bad_encoding"),
    "empty": (b"", "empty"),
    "blank": (b" \r\n\t \n", "empty"),
    "only a mark of order": (b"\xef\xbb\xbf", "empty"),
}


@pytest.mark.parametrize("case", BAD_TEXT)
def test_bad_text_is_refused_with_its_code(tmp_path: Path, case: str) -> None:
    content, code = BAD_TEXT[case]

    assert code_of(tmp_path, content, "Kế hoạch.txt") == code


OTHER_KINDS: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "text named pdf": (SENTENCE.encode, "a.pdf", "wrong_extension"),
    "text named docx": (SENTENCE.encode, "a.docx", "wrong_extension"),
    "pdf named docx": (pdf_bytes, "a.docx", "wrong_extension"),
    "docx named txt": (docx_bytes, "a.txt", "wrong_extension"),
    "docx named doc": (docx_bytes, "a.doc", "wrong_extension"),
    "picture named pdf": (lambda: picture_bytes("PNG"), "a.pdf", "wrong_extension"),
    "program named docx": (lambda: b"MZ\x90\0" + bytes(200), "a.docx", "wrong_extension"),
    "old word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "a.doc", "unsupported"),
    "rtf": (lambda: b"{\\rtf1 abc}", "a.rtf", "unsupported"),
    "web page": (lambda: b"<!DOCTYPE html><html><body>a</body></html>", "a.html", "unsupported"),
    "zip": (lambda: repacked(docx_bytes(), lambda parts: parts.clear()), "a.zip", "unsupported"),
}


@pytest.mark.parametrize("case", OTHER_KINDS)
def test_other_kinds_are_refused_by_what_they_are(tmp_path: Path, case: str) -> None:
    make, name, code = OTHER_KINDS[case]

    assert code_of(tmp_path, make(), name) == code


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "/etc/passwd",
        "a/b.txt",
        "a\\b.txt",
        "C:a.txt",
        "..",
        "a\0.txt",
        "a\n.txt",
        "a\x1b.txt",
        "kehoach\u202etxt.exe",
        "a\u200f.txt",
        "",
        "  ",
        "a" * 201 + ".txt",
    ],
)
def test_bad_name_is_refused(tmp_path: Path, name: str) -> None:
    assert code_of(tmp_path, SENTENCE.encode(), name) == "bad_name"


@pytest.mark.parametrize("name", ["Kế hoạch 14.2025", "Kế hoạch", "KH số 14 (bản ký).TXT", "a.b.md"])
def test_good_name_is_taken(tmp_path: Path, name: str) -> None:
    paper = tmp_path / "paper"
    paper.write_text(SENTENCE)

    assert open_paper(paper, name=name).name == name


def test_limit_is_said_with_its_setting(tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text(SENTENCE)

    with pytest.raises(Refused) as refused:
        open_paper(paper, limits=Limits(characters=10))

    assert refused.value.code == "too_large"
    assert "10 ký tự" in refused.value.message
    assert "HAIDANG_LIMIT_CHARACTERS" in refused.value.message


def test_secret_mark_comes_before_everything_else_in_any_kind(tmp_path: Path) -> None:
    marked = docx.Document()
    marked.add_paragraph(SENTENCE)
    marked.sections[0].header.paragraphs[0].text = "TUYỆT MẬT"
    papers = {
        "a.txt": f"M Ậ T\n\n{SENTENCE}".encode(),
        "a.docx": saved(marked),
        "a.pdf": pdf_bytes(text="TOI MAT"),
    }

    for name, content in papers.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SecretMarked) as refused:
            open_paper(tmp_path / name)
        assert refused.value.exit_status == 4


def test_words_in_the_body_of_a_text_are_no_mark(tmp_path: Path) -> None:
    body = "\n\n".join([SENTENCE] * 30 + ["TÀI LIỆU MẬT", "MẶT", "Tuyệt mật"])
    (tmp_path / "a.txt").write_text(body)

    assert open_paper(tmp_path / "a.txt").lines[-1].text == "Tuyệt mật"
