"""Tasks of labelled blocks: other labels, other orders, labels in brackets, the clean words of seed 001."""

import csv
import json

import pytest
from factories.papers import make_paper, seed_paper
from repository import ROOT

from haidang.engines.reading.labelled_tasks import read_labelled_tasks
from haidang.engines.reading.outline import read_outline

GOLD = ROOT.parent / "shared" / "gold"


def tasks_of(text):
    paper = make_paper(text)
    return read_labelled_tasks(paper, read_outline(paper), plan_year=2026)


def test_labelled_tasks_are_read_with_labels_in_any_order():
    text = """
B. NỘI DUNG
I. Thông tin ra nước ngoài
1. Duy trì bản tin đối ngoại song ngữ
+ Chủ trì: Văn phòng Sở.
+ Phối hợp: Phòng Hợp tác quốc tế; Phòng Lãnh sự.
+ Thời gian: Hằng quý.
+ Kết quả: 04 số bản tin.
2. Tổ chức gặp mặt các cơ quan đại diện nước ngoài
+ Thời hạn: trước ngày 30/9/2026.
+ Chủ trì: Phòng Hợp tác quốc tế.
"""

    found = tasks_of(text)

    assert [
        (task.label, task.title, task.lead, task.partners, task.timing.kind, task.product, task.lines)
        for task in found
    ] == [
        (
            "I.1",
            "Duy trì bản tin đối ngoại song ngữ",
            ("Văn phòng Sở",),
            ("Phòng Hợp tác quốc tế", "Phòng Lãnh sự"),
            "recurring",
            "04 số bản tin",
            (3, 4, 5, 6, 7),
        ),
        (
            "I.2",
            "Tổ chức gặp mặt các cơ quan đại diện nước ngoài",
            ("Phòng Hợp tác quốc tế",),
            (),
            "by_date",
            None,
            (8, 9, 10),
        ),
    ]


def test_labelled_tasks_are_read_from_brackets_behind_a_sentence():
    text = """
II. NHIỆM VỤ
- Mở lớp tập huấn cho người phát ngôn (Chủ trì: Sở Nội vụ; phối hợp: Sở Ngoại vụ; thời gian: Quý II/2026).
- Quảng bá du lịch của tỉnh.
"""

    (task,) = tasks_of(text)

    assert (task.title, task.lead, task.partners, task.timing.phrase) == (
        "Mở lớp tập huấn cho người phát ngôn",
        ("Sở Nội vụ",),
        ("Sở Ngoại vụ",),
        "Quý II/2026",
    )


def test_labelled_tasks_of_damaged_seed_001_are_found_under_its_own_labels():
    paper = seed_paper("001")

    found = read_labelled_tasks(paper, read_outline(paper), plan_year=2025)

    assert [task.label for task in found] == [f"III.{number}" for number in range(1, 12)]
    assert [task.timing.kind for task in found] == ["continuous"] + ["window"] * 10


def test_labelled_tasks_of_seed_001_have_their_titles_where_words_are_repaired():
    paper = make_paper("\n".join(repaired_lines("001")), is_damaged=True)
    gold = json.loads((GOLD / "reading_001.json").read_text())["tasks"]

    found = read_labelled_tasks(paper, read_outline(paper), plan_year=2025)

    assert [(task.label, task.title.strip(" .:"), task.lines) for task in found] == [
        (
            task["label"],
            task["title"].strip(" .:"),
            tuple(range(task["lines"][0][0], task["lines"][0][1] + 1)),
        )
        for task in gold
    ]


def repaired_lines(number):
    repair = GOLD / "repair.tsv"
    if not repair.is_file():
        pytest.skip("the right answers (../shared/gold) are not there")
    lines = [line.raw for line in seed_paper(number).lines]
    with repair.open(newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["file"] == number:
                lines[int(row["line"]) - 1] = row["gold"]
    return lines


@pytest.mark.parametrize(
    ("heading", "label", "lead"),
    [
        ("1. Duy tri ban tin doi ngoai", "+ Chủ trì: Văn phòng Sở.", "Văn phòng Sở"),
        ("1. Tổ chức gặp mặt báo chí", "- Đơn vị chủ tri: Phòng Hợp tác quốc tế", "Phòng Hợp tác quốc tế"),
    ],
)
def test_sound_label_of_a_lead_alone_makes_a_task_in_doubt(heading, label, lead):
    paper = make_paper(f"I. NỘI DUNG\n{heading}\n{label}\n2. Nội dung khác\nViết bài.", is_damaged=True)

    (task,) = read_labelled_tasks(paper, read_outline(paper), plan_year=2026)

    assert (task.label, task.lead, task.timing, task.confidence < 0.6) == ("I.1", (lead,), None, True)


@pytest.mark.parametrize(
    "label", ["- Chú trình: Sở Ngoại vụ.", "- Chủ trì: theo phân công", "- Yêu cầu: Sở Ngoại vụ."]
)
def test_label_that_is_unsure_or_names_no_body_makes_no_task_alone(label):
    paper = make_paper(
        f"I. NỘI DUNG\n1. Duy trì bản tin\n{label}\n2. Nội dung khác\nViết bài.", is_damaged=True
    )

    assert read_labelled_tasks(paper, read_outline(paper), plan_year=2026) == ()


def test_paragraphs_above_the_first_label_are_content_of_the_task():
    text = """
I. NỘI DUNG
1. Duy trì bản tin đối ngoại song ngữ
a) Biên tập bản tin tiếng Anh;
b) Biên tập bản tin tiếng Nhật;
- Chủ trì: Văn phòng Sở.
- Thời gian: Hằng quý.
2. Tổ chức gặp mặt các cơ quan đại diện nước ngoài
Mời các tổng lãnh sự quán trong vùng.
- Nội dung: tham quan khu kinh tế.
- Chủ trì: Phòng Hợp tác quốc tế.
"""

    assert [(task.label, task.content) for task in tasks_of(text)] == [
        ("I.1", ("Biên tập bản tin tiếng Anh;", "Biên tập bản tin tiếng Nhật;")),
        ("I.2", ("Mời các tổng lãnh sự quán trong vùng.", "tham quan khu kinh tế.")),
    ]


def test_figure_in_a_circle_read_as_a_sign_opens_a_paragraph_of_the_content():
    text = """
II. NHIỆM VỤ
1. Nâng cấp thư viện số
- Nội dung:
(1) Số hóa tài liệu quý hiếm.
@ Tập huấn cán bộ thư viện
về tra cứu.
(3) Mở cửa phục vụ.
- Chủ trì: Sở Văn hóa.
2. Trồng cây xanh
- Nội dung:
© Chọn giống cây.
® Giao chỉ tiêu cho xã; gửi thư về cay@xanh.vn.
- Chủ trì: Chi cục Kiểm lâm.
"""

    assert [task.content for task in tasks_of(text)] == [
        ("Số hóa tài liệu quý hiếm.", "Tập huấn cán bộ thư viện về tra cứu.", "Mở cửa phục vụ."),
        ("Chọn giống cây.", "Giao chỉ tiêu cho xã; gửi thư về cay@xanh.vn."),
    ]


def test_parts_under_their_own_label_are_subtasks_with_the_partners_of_their_number():
    text = """
II. NỘI DUNG
1. Tổ chức Tuần lễ văn hóa
- Cơ quan chủ trì: Sở Du lịch.
- Các việc cụ thể: (1) Khai mạc; (2) Hội chợ ẩm thực.
- Cơ quan phối hợp: Sở Ngoại vụ; (2) Sở Công Thương.
"""

    (task,) = tasks_of(text)

    assert task.content == ()
    assert task.partners == ("Sở Ngoại vụ", "Sở Công Thương")
    assert [(part.label, part.text, part.partners) for part in task.subtasks] == [
        ("(1)", "Khai mạc", ()),
        ("(2)", "Hội chợ ẩm thực", ("Sở Công Thương",)),
    ]
