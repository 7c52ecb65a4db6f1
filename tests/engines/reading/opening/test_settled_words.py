"""Recognised pages put right as one paper: words, numerals, labels; raw lines stay as they were read."""

from haidang.engines.reading.opening.settled_words import settle_words
from haidang.engines.reading.paper import Cell, Line, Row, Table, Token


def line(number: int, *words: str, others: dict[str, str] | None = None, sure: float = 0.95) -> Line:
    """A recognised line; `others` are readings nearly as likely, by the word."""
    raw, tokens, at = " ".join(words), [], 0
    for word in words:
        other = (others or {}).get(word)
        readings = ((other, 0.6),) if other else ()
        tokens.append(Token(word, word, at, at + len(word), sure, readings))
        at += len(word) + 1
    return Line(number=number, raw=raw, text=raw, page=1, tokens=tuple(tokens))


def cell(*lines: Line) -> Cell:
    return Cell((" ".join(each.text for each in lines),), tuple(each.number for each in lines))


def test_word_is_chosen_across_the_lines_of_a_cell():
    lines = [
        line(1, "Liên", "hiệp", "các", "tố", others={"tố": "tổ"}),
        line(2, "chức", "hữu", "nghị", "Thành", "phố"),
    ]
    table = Table((Row((cell(*lines),)),))

    settled, [told] = settle_words(lines, [table])

    assert [each.text for each in settled] == ["Liên hiệp các tổ", "chức hữu nghị Thành phố"]
    assert [each.raw for each in settled] == [each.raw for each in lines]
    assert told.rows[0].cells[0].paragraphs == ("Liên hiệp các tổ chức hữu nghị Thành phố",)


def test_paragraphs_of_a_cell_stay_parted():
    lines = [line(1, "Sở", "Thế", "thao;", others={"Thế": "Thể"}), line(2, "Sở", "Du", "lịch")]
    table = Table((Row((Cell(("Sở Thế thao;", "Sở Du lịch"), (1, 2)),)),))

    _, [told] = settle_words(lines, [table])

    assert told.rows[0].cells[0].paragraphs == ("Sở Thể thao;", "Sở Du lịch")


def test_labels_count_on_over_tables_of_several_pages():
    labels = [line(1, "I", sure=0.97), line(2, "H"), line(3, "IH"), line(4, "TT"), line(5, "IV", sure=0.97)]
    first, second = labels[:3], labels[3:]
    tables = [Table(tuple(Row((cell(each), Cell(), Cell())) for each in part)) for part in (first, second)]

    settled, told = settle_words(labels, tables)

    assert [each.text for each in settled] == ["I", "II", "III", "TT", "IV"]
    assert [row.cells[0].text for table in told for row in table.rows] == ["I", "II", "III", "TT", "IV"]


def test_exchanged_word_says_what_was_read_and_that_it_is_unsure():
    [settled], _ = settle_words([line(1, "Các", "tố", "chức", "chính", "trị", others={"tố": "tổ"})], [])

    token = settled.tokens[1]
    assert (token.raw, token.text, token.start, token.end) == ("tố", "tổ", 4, 6)
    assert token.confidence < 0.93
    assert token.alternatives == (("tố", token.confidence),)


def test_words_of_a_coarse_page_are_no_surer_than_the_language_is():
    lines = [line(1, "Thú", "đô", "Hà", "Nội")]

    (fine,), _ = settle_words(lines, [])
    (coarse,), _ = settle_words(lines, [], coarse={lines[0].page})

    assert (fine.tokens[0].confidence, coarse.tokens[0].confidence < 0.5) == (0.95, True)
    assert (coarse.text, coarse.tokens[0].alternatives[0][0]) == ("Thú đô Hà Nội", "Thủ")


def test_paper_without_recognised_words_is_left_as_it_is():
    lines = [Line(number=1, raw="Các tố chức", text="Các tố chức")]
    table = Table((Row((Cell(("Các tố chức",), (1,)),)),))

    assert settle_words(lines, [table]) == (lines, [table])
