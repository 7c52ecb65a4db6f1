"""The values in the sentences of doubts: every sentence that the engine writes is understood again."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from factories.papers import make_paper

from haidang.engines.reading.budget import read_budget
from haidang.engines.reading.budget_doubts import find_budget_doubts
from haidang.engines.reading.doubt_values import doubt_forms, doubt_values
from haidang.engines.reading.doubts import find_doubts
from haidang.engines.reading.findings import (
    HeadingFound,
    Reading,
    ReportDutyFound,
    SectionFound,
    TaskFound,
    TimingFound,
)
from haidang.engines.reading.opening.pdf_pages import Rule
from haidang.engines.reading.opening.scanning.ink import find_pieces
from haidang.engines.reading.opening.scanning.open_tables import OpenEnds
from haidang.engines.reading.opening.scanning.page_quality import (
    BLANK,
    NOT_A_PAPER,
    UNREADABLE,
    judge_edges,
    judge_page,
    judge_resolution,
    judge_tables,
    judge_turn,
)
from haidang.engines.reading.opening.scanning.recognition import ReadWord
from haidang.engines.reading.opening.scanning.scanned_page import PageFlag
from haidang.engines.reading.paper import PageNote

BUDGET = (
    "Đơn vị tính: triệu đồng\n"
    "STT\tNội dung\tNăm 2026\tNăm 2027\tTổng cộng\tĐơn vị thực hiện\n"
    "I\tTuyên truyền\t1.300\t60\t1.360\t\n"
    "1\tMở lớp tập huấn: 50 triệu/năm\t50\t60\t110\tSở Ngoại vụ\n"
    "2\tXuất bản ấn phẩm\t1.200\t\t1.250\t\n"
    "3\tPhim tài liệu\t\t\t\tSở Ngoại vụ\n"
    "\tTổng cộng\t1.350\t60\t1.420\t\n"
    "Bằng chữ: {words}."
)
TEXT = (
    "Hội nghị trong năm 2025\n"
    "Căn cứ Nghị quyết số 34/NQ-TW và Chương trình số 76-Ctr/TU\n"
    "Kế hoạch số ……/KH-UBND\n"
    "chữ ẩn"
)
HEADER = ("TT", "Nội dung", "Thời gian")


def reading_full_of_doubts() -> Reading:
    unread = TimingFound("Khi thuận tiện", "unread")
    tasks = (
        TaskFound(
            "I.1",
            "Mở 02 lớp",
            (1,),
            content=("Tổ chức 03 lớp",),
            timing=unread,
            confidence=0.4,
        ),
        TaskFound("I.1", "Triển lãm", (2,), group="Sở Du lịch", table_header=HEADER),
        TaskFound("I.2", "Triển lãm", (2,), group="Sở Du lịch", lead=("Sở Du lịch",), timing=unread),
        TaskFound(
            "I.2", "Phim", (9,), group="Sở Du lịch", lead=("Sở Du lịch",), timing=unread, table_header=HEADER
        ),
    )
    sections = (SectionFound("III", "Giải pháp", (1,)), SectionFound("III", "Kinh phí", (2,)))
    report = ReportDutyFound("báo cáo năm", "year", date(2026, 11, 20), None, None, None, (3,))
    return Reading(HeadingFound(), tasks=tasks, sections=sections, reports=(report,))


def doubts_of_words() -> list:
    paper = make_paper(TEXT + "\ndòng lạ" * 5)
    damaged = replace(
        paper,
        text_kind="damaged",
        is_damaged=True,
        hidden=(replace(paper.lines[3], page=1),),
        notes=tuple(PageNote(2, flag.code, flag.reason) for flag in every_page_flag()),
    )
    return list(find_doubts(damaged, reading_full_of_doubts(), 2026))


def every_page_flag() -> list[PageFlag]:
    rule = Rule(True, 700.0, 60.0, 500.0)
    words = [ReadWord("Ngoại", 0.7, 0, 0, 9, 9, segment) for segment in range(12)]
    sure = [ReadWord("giao", 0.95, 0, 0, 9, 9, segment) for segment in range(12)]
    edge = np.zeros((9, 90), dtype=bool)
    edge[0] = np.arange(90) % 9 < 4
    return [
        BLANK,
        NOT_A_PAPER,
        UNREADABLE,
        *judge_turn(90),
        *judge_page(
            words + sure,
            find_pieces(np.eye(90, dtype=bool)[::9].repeat(4, 0).repeat(2, 1)),
            raw=np.zeros((9, 9), np.uint8),
            unreadable=2,
        ),
        *judge_tables(OpenEnds((rule,), (rule,))),
        *judge_edges(edge, 9.0),
        *judge_resolution(98.0),
    ]


def doubts_of_budget(words: str) -> list:
    paper = make_paper(BUDGET.format(words=words))
    return list(find_budget_doubts(read_budget(paper, paper.tables)))


def test_every_sentence_of_the_engine_is_understood():
    doubts = [
        *doubts_of_words(),
        *doubts_of_budget("Một tỷ đồng"),
        *doubts_of_budget("Một tỷ tỷ linh tinh đồng"),
    ]

    told = {(doubt_values(doubt.code, doubt.message).form, doubt.code) for doubt in doubts}

    assert told == set(doubt_forms())


@pytest.mark.parametrize(
    ("code", "message", "named"),
    [
        (
            "sum_differs",
            "Nhóm II “Xây dựng: cơ chế”, cột 2013-2015: văn bản ghi 4 tỷ đồng, cộng các dòng được 2,5 tỷ đồng "
            "(chênh 1,5 tỷ đồng).",
            {
                "group": "II",
                "title": "Xây dựng: cơ chế",
                "column": "2013-2015",
                "stated": "4",
                "computed": "2,5",
                "gap": "1,5",
                "unit": "tỷ đồng",
            },
        ),
        (
            "odd_sign",
            "Ký hiệu 76-Ctr/TU: Ký hiệu loại văn bản Ctr thường viết CTr.",
            {"sign": "76-Ctr/TU", "odd_code": "Ctr", "usual_code": "CTr", "usual": "76-CTr/TU"},
        ),
        (
            "stale_year",
            "Kế hoạch của năm 2024 nhưng ghi “năm 2023”: cần xác nhận có phải sót từ kế hoạch cũ.",
            {"plan_year": "2024", "year": "2023"},
        ),
        (
            "unknown_lead",
            "Nhiệm vụ 1 không ghi cơ quan chủ trì (đề mục phía trên: Sở Du lịch (mới)).",
            {"task": "1", "group": "Sở Du lịch (mới)"},
        ),
        ("unread_timing", "Không hiểu thời gian “Theo tiến độ của …", {}),
        ("stale_year", "Nhiệm vụ 1 không ghi thời gian.", {}),
        ("khac", "Nhiệm vụ 1 không ghi thời gian.", {}),
    ],
)
def test_values_are_named_and_nothing_is_guessed(code, message, named):
    assert doubt_values(code, message).named == named
