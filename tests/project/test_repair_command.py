"""`haidang repair`: what is damaged comes out repaired line for line, what is sound comes out as it went in."""

import json

import pytest

from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, encode_legacy_text
from haidang.project.command import main

CLEAN = "KẾ HOẠCH\r\n\n  Công tác thông tin đối ngoại\tnăm 2026 của tỉnh Biển Xanh. \n"
DAMAGED = (
    "UY BAN NHAN DAN TINH\n"
    "\n"
    "Té chirc trién khai cic hoat dong thong tin ddi ngoai nim 2025\n"
    "Cian ctr Quyet dinh s6 16/2020/QD-UBND ngay 17/8/2020 cia UBND\n"
)
OLD = (
    "Hội đồng nhân dân tỉnh giám sát các hoạt động thông tin đối ngoại năm nay.\n"
    "Các sở, ban, ngành phối hợp thực hiện và báo cáo kết quả trước tháng mười hai.\n"
)


@pytest.fixture
def repair(tmp_path, capsysbinary):
    def repaired(content: bytes, *options: str, name: str = "van-ban.txt"):
        path = tmp_path / name
        path.write_bytes(content)
        status = main(["repair", str(path), *options])
        said = capsysbinary.readouterr()
        return status, said.out, said.err.decode()

    return repaired


def test_clean_text_comes_back_byte_for_byte(repair):
    assert repair(CLEAN.encode()) == (0, CLEAN.encode(), "")


def test_damaged_text_comes_back_repaired_with_the_same_lines(repair):
    status, out, _said = repair(DAMAGED.encode())

    assert status == 0
    assert out.decode().splitlines() == [
        "ỦY BAN NHÂN DÂN TỈNH",
        "",
        "Tổ chức triển khai các hoạt động thông tin đối ngoại năm 2025",
        "Căn cứ Quyết định số 16/2020/QĐ-UBND ngày 17/8/2020 của UBND",
    ]


def test_json_gives_every_word_with_its_raw_form_and_how_sure_it_is(repair):
    status, out, _said = repair(DAMAGED.encode(), "--json")

    told = json.loads(out)
    assert (status, told["kind"], len(told["lines"])) == (0, "damaged", 4)
    line = told["lines"][2]
    assert " ".join(token["raw"] for token in line["tokens"]) == line["raw"]
    assert " ".join(token["text"] for token in line["tokens"]) == line["text"]
    assert all(0 <= token["confidence"] <= 1 for token in line["tokens"])
    assert told["lines"][1] == {"number": 2, "raw": "", "text": "", "tokens": []}


@pytest.mark.parametrize("encoding", LegacyEncoding)
def test_file_from_before_unicode_comes_back_in_unicode(repair, encoding):
    shown = encode_legacy_text(OLD, encoding)
    content = b"".join(_as_windows(letter) for letter in shown)

    status, out, said = repair(content)

    assert (status, said) == (0, "")
    assert out.decode().lower() == OLD.lower()


@pytest.mark.parametrize("encoding", LegacyEncoding)
def test_secret_mark_in_an_old_encoding_is_refused_and_nothing_is_printed(repair, encoding):
    text = encode_legacy_text("TUYỆT MẬT\n" + OLD, encoding)

    status, out, said = repair(b"".join(map(_as_windows, text)))

    assert (status, out) == (4, b"")
    assert "mật" in said


def test_text_typed_without_marks_gets_them(repair):
    content = "Uy ban nhan dan tinh to chuc cac hoat dong thong tin doi ngoai trong nam.\n" * 2

    assert repair(content.encode())[1].decode().splitlines()[0] == (
        "Ủy ban nhân dân tỉnh tổ chức các hoạt động thông tin đối ngoại trong năm."
    )


def test_foreign_text_comes_back_as_it_is(repair):
    content = b"The committee shall publish the minutes of its meeting within two weeks.\n"

    assert repair(content) == (0, content, "")


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [(b"", 3, "empty"), (b"a\0b", 3, "bad_encoding"), ("MẬT\n\nKẾ HOẠCH".encode(), 4, "secret")],
)
def test_what_cannot_be_repaired_is_refused_as_when_reading(repair, content, status, code):
    found, out, said = repair(content)

    assert (found, out, said.startswith(f"REFUSED {code}: ")) == (status, b"", True)


def _as_windows(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
