"""A damaged paper is mended with its labels, numbers and names as they are printed."""

from haidang.engines.reading.opening.mending import mended_paper
from haidang.engines.reading.paper import Line, Paper, Token

DAMAGED = (
    "UY BAN NHAN DAN TINH LANG SON",
    "Thyc hién Ké hoach cong tac thong tin doi ngoai cua tinh, So Ngoai vu xay dung ké hoach nhu sau:",
    "V. KINH PHi THUC HIEN",
    "Kinh phi thuc hién duoc bo tri trong du toan ngan sach cua cac co quan, don vi nam 2027.",
    "VI. TO CHUC THUC HIEN",
    "4T6 chirc doan bao chi di thyc té tai cac xa bién gidi.",
    "Phoi hop: (6) Trudng Pai hoc, (7) Vién Nghién curu.",
    "Giam déc S¢& chi dao cac phong, don vi thudc S¢& Van hoa, Thé thao va Du lich.",
)


def test_damaged_paper_keeps_its_labels_and_numbers_and_names_its_bodies():
    paper = Paper("a.txt", "", "text", tuple(Line(n, raw, raw) for n, raw in enumerate(DAMAGED, 1)))

    mended = mended_paper(paper)

    texts = [line.text for line in mended.lines]
    assert mended.is_damaged
    assert [line.raw for line in mended.lines] == list(DAMAGED)
    assert [texts[place].split()[0] for place in (2, 4, 5)] == ["V.", "VI.", "4"]
    assert "Sở Ngoại vụ" in texts[1]
    assert [word for word in texts[6].split() if "(" in word] == ["(6)", "(7)"]
    assert texts[7].startswith("Giám đốc Sở ")
    assert texts[7].endswith("Sở Văn hóa, Thể thao và Du lịch.")


def test_paper_recognised_on_its_pictures_is_not_mended():
    lines = tuple(
        Line(n, raw, raw, page=1, tokens=(Token(raw, raw, 0, len(raw), 0.4),))
        for n, raw in enumerate(DAMAGED, 1)
    )
    paper = Paper("a.pdf", "", "scan", lines)

    assert mended_paper(paper) == paper
