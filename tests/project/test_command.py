"""The command: what it prints where, and with which exit status."""

import json

import pytest

from haidang.engines.reading.errors import ProgramFault
from haidang.project.command import main

PLAN = (
    "KẾ HOẠCH\nThông tin đối ngoại năm 2026\n\nCăn cứ Kế hoạch số 5/KH-UBND ngày 01/02/2026 của UBND tỉnh;\n"
)


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_json_of_one_paper_is_one_object_and_nothing_else(plan, capsys):
    status = main(["read", str(plan), "--json"])

    printed = capsys.readouterr()
    assert (status, printed.err) == (0, "")
    assert json.loads(printed.out)["citations"][0]["number"] == "5/KH-UBND"


def test_one_refused_paper_does_not_stop_the_others(plan, tmp_path, capsys):
    empty = tmp_path / "trong.txt"
    empty.write_text("", encoding="utf-8")

    status = main(["read", str(empty), str(plan), "--json"])

    printed = capsys.readouterr()
    assert status == 3
    assert printed.err.startswith("REFUSED empty: ")
    assert [answer["file"]["name"] for answer in json.loads(printed.out)] == ["ke-hoach.txt"]


def test_paper_that_is_not_there_is_refused_without_a_traceback(tmp_path, capsys):
    status = main(["read", str(tmp_path / "khong-co.txt")])

    assert status == 3
    assert capsys.readouterr().err.startswith("REFUSED unreadable: Không mở được tệp")


def test_secrecy_mark_gives_status_four(tmp_path, capsys):
    path = tmp_path / "mat.txt"
    path.write_text("TUYỆT MẬT\n\n" + PLAN, encoding="utf-8")

    status = main(["read", str(path), "--json"])

    printed = capsys.readouterr()
    assert (status, printed.out) == (4, "")
    assert printed.err.startswith("REFUSED secret: ")


def test_original_name_is_checked_for_its_extension(plan, capsys):
    assert main(["read", str(plan), "--name", "ke-hoach.pdf"]) == 3
    assert capsys.readouterr().err.startswith("REFUSED wrong_extension: ")


def test_answers_go_into_a_folder_one_file_each(plan, tmp_path, capsys):
    out = tmp_path / "ket-qua"

    status = main(["read", str(plan), "--out", str(out)])

    assert (status, capsys.readouterr().out) == (0, "")
    assert json.loads((out / "ke-hoach.txt.json").read_text("utf-8"))["heading"]["kind"] == "Kế hoạch"


def test_summary_is_vietnamese_and_readable(plan, capsys):
    main(["read", str(plan)])

    assert capsys.readouterr().out.splitlines() == [
        "Kế hoạch: Thông tin đối ngoại năm 2026",
        "  Văn bản viện dẫn: 1",
    ]


def test_line_is_explained(plan, capsys):
    assert main(["read", str(plan), "--explain", "2"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Dòng 2: Thông tin đối ngoại năm 2026",
        "Dùng cho phần thể thức: trích yếu, tên gọi.",
    ]


def test_unknown_subcommand_shows_the_usage(capsys):
    assert main(["doc"]) == 2
    assert capsys.readouterr().err.startswith("Cách dùng:")


def test_fault_of_the_program_is_one_sentence_and_status_one(plan, tmp_path, capsys, monkeypatch):
    def break_down(*_args, **_kwargs):
        raise ProgramFault

    monkeypatch.setattr("haidang.project.reading_command.read_limited", break_down)

    status = main(["read", str(plan), "--json"])

    printed = capsys.readouterr()
    assert (status, printed.out) == (1, "")
    assert printed.err.startswith("Lỗi của chương trình")
    assert printed.err.count("\n") == 1
