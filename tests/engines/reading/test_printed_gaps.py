"""Columns of mended lines: the gaps are those of the print, the words those that repair read."""

from dataclasses import replace

from factories.papers import make_paper

from haidang.engines.reading.letterhead import read_letterhead
from haidang.engines.reading.paper import Paper, Token
from haidang.engines.reading.printed_gaps import gapped_words
from haidang.engines.reading.recipients import read_recipients
from haidang.engines.reading.signature import read_signer


def mended(printed: str, meant: str) -> Paper:
    """This function will make a paper of which every printed word was read as the word meant in its place."""
    paper = make_paper(printed, is_damaged=True)
    lines = [
        replace(line, text=" ".join(words.split()), tokens=tuple(tokens_of(line.raw, words.split())))
        for line, words in zip(paper.lines, meant.strip("\n").split("\n"), strict=True)
    ]
    return replace(paper, lines=tuple(lines))


def tokens_of(raw: str, words: list[str]):
    at = 0
    for printed, meant in zip(raw.split(), words, strict=True):
        start = raw.index(printed, at)
        at = start + len(printed)
        yield Token(printed, meant, start, at, 0.9)


def test_words_change_and_gaps_stay():
    line = mended("SO  Y TE      CONG HOA", "SỞ Y TẾ CỘNG HÒA").lines[0]

    assert gapped_words(line) == "SỞ  Y TẾ      CỘNG HÒA"


def test_decoded_words_without_tokens_stand_in_the_places_of_the_old_ones():
    line = make_paper("Së Y tÕ      Céng hßa").lines[0]

    assert gapped_words(replace(line, text="Sở Y tế Cộng hòa")) == "Sở Y tế      Cộng hòa"
    assert gapped_words(replace(line, text="Sở Y tế")) == "Së Y tÕ      Céng hßa"


def test_recipients_and_signer_of_a_mended_paper_are_in_mended_words():
    paper = mended(
        "Noi nh@n:      GIAM DOC\n- UBND tinh (dé b/c);\n- Luu: VT.      Tran Vin Hoa",
        "Nơi nhận: GIÁM ĐỐC\n- UBND tỉnh (để b/c);\n- Lưu: VT. Trần Văn Hòa",
    )

    assert [(one.name, one.purpose) for one in read_recipients(paper)[0]] == [
        ("UBND tỉnh", "để b/c"),
        ("VT", "Lưu"),
    ]
    signer, lines = read_signer(paper)
    assert (signer.name, signer.title, lines) == ("Trần Văn Hòa", "Giám đốc", (1, 3))


def test_two_columns_of_a_mended_letterhead_are_parted():
    paper = mended(
        "UBND TINH LAO CAI      CONG HOA XA HOI CHU NGHIA VIET NAM\n"
        "SO Y TE      Déc lap - Ty do - Hanh phuc\n"
        "S6: 12/KH-SYT      Lao Cai, ngay 5 thang 3 nam 2026\n"
        "KE HOACH\nPhong chéng bénh dai nam 2026",
        "UBND TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ Y TẾ Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12/KH-SYT Lào Cai, ngày 5 tháng 3 năm 2026\n"
        "KẾ HOẠCH\nPhòng chống bệnh dại năm 2026",
    )

    head = read_letterhead(paper)

    assert (head.issuer, head.number, head.place) == ("Sở Y tế tỉnh Lào Cai", "12/KH-SYT", "Lào Cai")
    assert head.title == "Phòng chống bệnh dại năm 2026"
