"""What became of a line."""

from factories.papers import make_paper

from haidang.engines.reading.explain import explain_line
from haidang.engines.reading.read_paper import read_paper

PAPER = make_paper(
    "KẾ HOẠCH\nThông tin đối ngoại năm 2026\n\nCăn cứ Kế hoạch số 5/KH-UBND ngày 01/02/2026;\nLời dẫn chung."
)


def test_every_line_is_explained_by_its_use_or_by_why_it_has_none():
    reading = read_paper(PAPER)

    assert explain_line(PAPER, reading, 1)[1:] == ["Dùng cho phần thể thức: loại văn bản."]
    assert explain_line(PAPER, reading, 3) == ["Dòng 3 là dòng trống."]
    assert explain_line(PAPER, reading, 4)[1:] == ["Dùng cho văn bản viện dẫn 5/KH-UBND."]
    assert explain_line(PAPER, reading, 5)[1:] == [
        "Chưa dùng cho kết quả nào: là lời dẫn, nội dung chung, hoặc phần chưa đọc được."
    ]
    assert explain_line(PAPER, reading, 9) == ["Văn bản có 5 dòng; không có dòng 9."]
