from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.paper import Paper


@pytest.fixture
def document() -> Document:
    return docx.Document()


def opened(document: Document, folder: Path) -> Paper:
    path = folder / "paper.docx"
    document.save(str(path))
    return open_paper(path)


def texts(paper: Paper) -> list[str]:
    return [line.text for line in paper.lines]


def raw_paragraph(document: Document, inner: str) -> None:
    more = (
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    paragraph = parse_xml(f"<w:p {nsdecls('w', 'wp', 'a')} {more}>{inner}</w:p>")
    document.element.body.insert(len(document.element.body) - 1, paragraph)


def numbered(
    document: Document, levels: list[tuple[str, str]], uses: list[tuple[int, int, str]], restart: bool
) -> None:
    """Two lists of one abstract definition; `uses` are (list, level, text)."""
    numbering = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for place, (form, pattern) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{inner}</w:abstractNum>')
    numbering.insert(0, abstract)
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if restart else ""
    for list_id, more in ((71, ""), (72, override)):
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="77"/>{more}</w:num>'
            )
        )
    for list_id, level, text in uses:
        raw_paragraph(
            document,
            f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
            f"<w:r><w:t>{text}</w:t></w:r>",
        )


LEVELS = [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7")]


def test_nested_labels_are_counted_as_printed(document: Document, tmp_path: Path) -> None:
    uses = [
        (71, 0, "Mục đích"),
        (71, 1, "Một"),
        (71, 2, "a"),
        (71, 2, "b"),
        (71, 3, "gạch"),
        (71, 1, "Hai"),
        (71, 2, "lại"),
    ]
    numbered(document, LEVELS, [*uses, (71, 0, "Nhiệm vụ"), (71, 1, "Mới")], restart=False)

    assert texts(opened(document, tmp_path)) == [
        "I. Mục đích",
        "1. Một",
        "a) a",
        "b) b",
        "- gạch",
        "2. Hai",
        "a) lại",
        "II. Nhiệm vụ",
        "1. Mới",
    ]


@pytest.mark.parametrize(("restart", "label"), [(True, "1."), (False, "3.")])
def test_list_restarts_only_when_it_says_so(
    document: Document, tmp_path: Path, restart: bool, label: str
) -> None:
    numbered(document, [("decimal", "%1.")], [(71, 0, "a"), (71, 0, "b"), (72, 0, "c")], restart=restart)

    assert texts(opened(document, tmp_path)) == ["1. a", "2. b", f"{label} c"]


def test_label_of_several_levels_is_joined(document: Document, tmp_path: Path) -> None:
    numbered(
        document,
        [("decimal", "%1."), ("decimal", "%1.%2.")],
        [(71, 0, "a"), (71, 1, "b"), (71, 1, "c")],
        False,
    )

    assert texts(opened(document, tmp_path)) == ["1. a", "1.1. b", "1.2. c"]


def test_hints_of_typesetting_are_told(document: Document, tmp_path: Path) -> None:
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("KẾ ").bold = True
    title.add_run("HOẠCH").bold = True
    document.add_heading("I. MỤC ĐÍCH", 2)
    document.add_paragraph("Nội dung")

    lines = opened(document, tmp_path).lines

    assert [
        (each.text, each.is_bold, each.is_centred, each.heading_level, each.paragraph) for each in lines
    ] == [
        ("KẾ HOẠCH", True, True, None, 1),
        ("I. MỤC ĐÍCH", True, False, 2, 2),
        ("Nội dung", False, False, None, 3),
    ]


def test_merged_cells_and_inner_tables_keep_their_columns(document: Document, tmp_path: Path) -> None:
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Giai đoạn"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "I"
    table.cell(1, 1).text = "Hội nghị"
    table.cell(1, 1).add_paragraph("- Tập huấn")
    table.cell(2, 2).add_table(1, 2).cell(0, 1).text = "bảng trong"

    paper = opened(document, tmp_path)

    assert [
        [(cell.paragraphs, cell.spans_columns, cell.is_continuation) for cell in row.cells]
        for row in paper.tables[0].rows
    ] == [
        [(("Giai đoạn",), 2, False), ((), 1, True), ((), 1, False)],
        [(("I",), 1, False), (("Hội nghị", "- Tập huấn"), 1, False), ((), 1, False)],
        [((), 1, True), ((), 1, False), (("bảng trong",), 1, False)],
    ]
    assert [(line.text, line.table, line.row) for line in paper.lines if line.table] == [
        ("Giai đoạn", 1, 1),
        ("I", 1, 2),
        ("Hội nghị", 1, 2),
        ("- Tập huấn", 1, 2),
        ("bảng trong", 1, 3),
    ]


def test_break_in_a_cell_bends_the_line_or_begins_an_item(document: Document, tmp_path: Path) -> None:
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Sở Thông tin\nvà Truyền thông"
    table.cell(0, 1).text = "Hội nghị:\n- Tập huấn;\n- Hội thảo"

    cells = opened(document, tmp_path).tables[0].rows[0].cells

    assert [cell.paragraphs for cell in cells] == [
        ("Sở Thông tin và Truyền thông",),
        ("Hội nghị:", "- Tập huấn;", "- Hội thảo"),
    ]


def test_unseen_words_are_reported_and_never_content(document: Document, tmp_path: Path) -> None:
    paragraph = document.add_paragraph("Thấy")
    paragraph.add_run(" ẩn").font.hidden = True
    paragraph.add_run(" trắng").font.color.rgb = RGBColor(255, 255, 255)
    paragraph.add_run(" nhỏ").font.size = Pt(1)

    paper = opened(document, tmp_path)

    assert texts(paper) == ["Thấy"]
    assert [(line.text, line.paragraph) for line in paper.hidden] == [("ẩn trắng nhỏ", 1)]


def test_white_words_on_a_coloured_ground_are_seen(document: Document, tmp_path: Path) -> None:
    cell = document.add_table(1, 1).cell(0, 0)
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F4E79"/>'))
    cell.paragraphs[0].add_run("TIẾN ĐỘ").font.color.rgb = RGBColor(255, 255, 255)

    paper = opened(document, tmp_path)

    assert (texts(paper), paper.hidden) == (["TIẾN ĐỘ"], ())


def test_deleted_words_are_gone_and_inserted_ones_stay(document: Document, tmp_path: Path) -> None:
    raw_paragraph(
        document,
        "<w:r><w:t>Sở </w:t></w:r><w:del><w:r><w:delText>Tài chính</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Ngoại vụ</w:t></w:r></w:ins>",
    )

    assert texts(opened(document, tmp_path)) == ["Sở Ngoại vụ"]


def test_field_shows_its_result_only(document: Document, tmp_path: Path) -> None:
    raw_paragraph(
        document,
        '<w:r><w:t>Ngày </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> DATE </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12/01</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )

    assert texts(opened(document, tmp_path)) == ["Ngày 12/01"]


BOX = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"


def test_text_box_comes_once(document: Document, tmp_path: Path) -> None:
    raw_paragraph(
        document,
        f"<w:r><w:t>Ngoài khung</w:t></w:r>"
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
    )

    assert texts(opened(document, tmp_path)) == ["Ngoài khung", "Trong khung"]


def test_text_box_off_the_page_is_hidden(document: Document, tmp_path: Path) -> None:
    raw_paragraph(
        document,
        "<w:r><w:t>Thấy</w:t></w:r><w:r><w:pict><v:shape style='position:absolute;margin-left:-3000pt'>"
        f"<v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>",
    )

    paper = opened(document, tmp_path)

    assert (texts(paper), [line.text for line in paper.hidden]) == (["Thấy"], ["Trong khung"])


def test_link_to_the_web_is_an_ordinary_thing(document: Document, tmp_path: Path) -> None:
    document.part.relate_to(
        "https://example.invalid/", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    document.add_paragraph("Xem trang web")

    assert texts(opened(document, tmp_path)) == ["Xem trang web"]
