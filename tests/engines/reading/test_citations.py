"""Papers that are cited: one entry for each, with date, issuer and title wherever a mention has them."""

from datetime import date

import pytest
from factories.papers import make_paper, seed_paper

from haidang.engines.reading.citations import read_citations
from haidang.engines.reading.findings import CitationFound, HeadingFound
from haidang.engines.reading.heading import read_heading


def citations_of(text):
    return read_citations(make_paper(text), HeadingFound(number="8/KH-UBND"))


def test_mentions_of_one_paper_are_taken_together():
    found = citations_of(
        "Căn cứ Nghị định số 72/2015/NĐ-CP của Chính phủ;\n"
        "Theo Nghị định số 72/2015/NĐ-\nCP ngày 07/9/2015 về quản lý hoạt động thông tin đối ngoại."
    )

    assert found == (
        CitationFound(
            "Nghị định",
            "72/2015/NĐ-CP",
            date(2015, 9, 7),
            "Chính phủ",
            "quản lý hoạt động thông tin đối ngoại",
            basis=True,
            lines=(1, 2, 3),
        ),
    )


def test_date_after_the_issuer_belongs_to_the_sign():
    found = citations_of(
        "Thực hiện Chỉ thị số 28/CT-TTg của Thủ tướng Chính phủ ngày 26/10/2021 về việc dùng hàng Việt."
    )

    assert [(one.dated, one.issuer, one.title, one.basis) for one in found] == [
        (date(2021, 10, 26), "Thủ tướng Chính phủ", "dùng hàng Việt", False)
    ]


def test_title_that_names_a_further_paper_ends_with_its_sign():
    found = citations_of(
        "- Kế hoạch số 358-KH/TU ngày 09/5/2024 của Thành ủy về việc thực hiện Kết luận số 57-KL/TW ngày 15/6/2023."
    )

    assert [(one.number, one.title) for one in found] == [
        ("358-KH/TU", "thực hiện Kết luận số 57-KL/TW"),
        ("57-KL/TW", None),
    ]


def test_law_without_a_sign_is_cited_by_its_date():
    found = citations_of("Căn cứ Luật Tổ chức HĐND-UBND ngày 26/11/2003;")

    assert [(one.kind, one.number, one.dated, one.title, one.basis) for one in found] == [
        ("Luật", None, date(2003, 11, 26), "Tổ chức HĐND-UBND", True)
    ]


def test_a_part_with_a_dash_behind_its_numeral_ends_a_citation():
    (programme,) = citations_of(
        "Thực hiện Chương trình hành động số 22-CTr/TU, ngày 10/10/2023 của Tỉnh ủy\n\nI- MỤC ĐÍCH\n1- Nêu rõ"
    )
    (conclusion,) = citations_of(
        "Quán triệt Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị về thông tin đối ngoại\nII. NHIỆM VỤ\n1. Nêu"
    )

    assert (programme.issuer, programme.title) == ("Tỉnh ủy", None)
    assert conclusion.title == "thông tin đối ngoại"


def test_own_number_is_no_citation():
    assert citations_of("(Kèm theo Kế hoạch số 8/KH-UBND ngày 05/01/2026)") == ()


def test_basis_ends_where_the_paper_begins_to_speak():
    found = citations_of(
        "Căn cứ Quyết định số 5/QĐ-UBND ngày 01/02/2026 của UBND tỉnh;\n"
        "Xét đề nghị của Giám đốc Sở Du lịch tại Tờ trình số 9/TTr-SDL ngày 03/02/2026,"
    )

    assert [(one.number, one.basis, one.issuer) for one in found] == [
        ("5/QĐ-UBND", True, "UBND tỉnh"),
        ("9/TTr-SDL", False, "Giám đốc Sở Du lịch"),
    ]


@pytest.mark.shared
def test_seed_002_cites_sixteen_papers():
    paper = seed_paper("002")

    found = read_citations(paper, read_heading(paper))

    assert [one.number for one in found] == [
        "72/2015/NĐ-CP",
        "22/2016/TT-BTTTT",
        "3089/BTTTT-TTĐN",
        "57-KL/TW",
        "34/NQ-TW",
        "1191/QĐ-TTg",
        "112/KH-UBND",
        "1079/QĐ-TTg",
        "28/CT-TTg",
        "08/2021/QĐ-UBND",
        "146/KH-UBND",
        "36-NQ/TW",
        "09-NQ/TU",
        "06-CTr/TU",
        "15-NQ/TW",
        "12-CT/TW",
    ]
    undated = [one.number for one in found if one.dated is None]
    assert undated == ["09-NQ/TU", "06-CTr/TU"]  # lines 1069-1077 print none
    assert [one.number for one in found if one.basis] == [
        "72/2015/NĐ-CP",
        "22/2016/TT-BTTTT",
        "3089/BTTTT-TTĐN",
    ]


@pytest.mark.shared
def test_seed_001_gives_signs_and_dates_through_the_damage():
    paper = seed_paper("001")

    found = read_citations(paper, read_heading(paper))

    assert [(one.kind, one.number, one.dated and one.dated.isoformat()) for one in found] == [
        ("Kế hoạch", "20/KH-UBND", "2025-02-05"),
        ("Chỉ thị", "28/CT-TTg", "2021-10-26"),
        ("Quyết định", "1079/QĐ-TTg", "2022-09-14"),
        ("Chỉ thị", "05-CT/TW", None),
        ("Nghị quyết", "45-NQ/TW", None),
        ("Chương trình hành động", "76-Ctr/TU", None),
        ("Kết luận", "96-KL/TW", "2024-09-30"),
        ("Nghị quyết", "47/NQ-CP", "2024-04-15"),
        ("Kết luận", "57-KL/TW", "2023-06-15"),
        ("Kế hoạch", "202/KH-UBND", "2024-08-23"),
        ("Kế hoạch", "358-KH/TU", "2024-05-09"),
        ("Chương trình hành động", "80-CTr/TU", "2024-09-06"),
        ("Kết luận", "71-KL/TW", None),
    ]
