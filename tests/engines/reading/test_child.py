import os
import subprocess
import sys
import textwrap
import time
import zlib
from pathlib import Path

import pytest

from haidang.engines.reading import child_process as child
from haidang.engines.reading.child import read_limited
from haidang.engines.reading.child_process import run_limited
from haidang.engines.reading.errors import ProgramFault, Refused, SecretMarked
from haidang.engines.reading.limits import Limits
from haidang.engines.reading.opening.open_paper import open_paper

SOURCE = Path(child.__file__).resolve().parents[3]
PLAN = "KẾ HOẠCH\n\nCăn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ;\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "Kế hoạch.txt"
    path.write_text(PLAN)
    return path


def confined(statement: str) -> str:
    """Run a statement behind the bars of a reading and tell what came of it."""
    program = f"""
        from haidang.engines.reading.confinement import confine_process
        from haidang.engines.reading.limits import Limits
        import os, socket, subprocess
        confine_process(memory_bytes=Limits().memory_bytes, cpu_seconds=5, written_bytes=0)
        try:
            {statement}
        except BaseException as fault:
            print(type(fault).__name__)
        else:
            print("done")
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(SOURCE)},
        check=False,
    )
    return run.stdout.strip()


def test_child_gives_the_lines_that_opening_gives(plan: Path) -> None:
    answer = read_limited(plan, analyse="open")

    assert [line["text"] for line in answer["lines"]] == [line.text for line in open_paper(plan).lines]
    assert (answer["name"], answer["kind"], answer["hidden"]) == ("Kế hoạch.txt", "text", [])


def test_refusal_and_mark_come_through(tmp_path: Path) -> None:
    bad, marked = tmp_path / "a.txt", tmp_path / "b.txt"
    bad.write_bytes(b"a\0b")
    marked.write_text(f"TỐI MẬT\n\n{PLAN}")

    with pytest.raises(Refused) as refused:
        read_limited(bad, analyse="open")
    with pytest.raises(SecretMarked) as secret:
        read_limited(marked, analyse="open")

    assert (refused.value.code, secret.value.exit_status) == ("bad_encoding", 4)


def test_child_that_takes_too_long_is_ended(plan: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "endless.txt"
    os.mkfifo(pipe)
    started = time.monotonic()

    with pytest.raises(Refused) as refused:
        run_limited({"job": "open", "path": str(pipe), "name": "a.txt"}, limits=Limits(wall_seconds=1))

    assert refused.value.code == "timed_out"
    assert "1 giây" in refused.value.message
    # It would have waited for ever; a busy machine may be long in starting and ending it.
    assert time.monotonic() - started < 30


def test_child_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PLAN * 200_000)

    with pytest.raises(Refused) as refused:
        read_limited(path, analyse="open", limits=Limits(memory_mb=120, characters=10**8, lines=10**8))

    assert refused.value.code == "out_of_memory"
    assert "120 MB" in refused.value.message


def test_pdf_that_unpacks_without_end_is_refused_for_memory(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b"0 0 m " * 200_000) for _ in range(400)) + packer.flush()
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", kids, page, content]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, part) for number, part in enumerate(parts, start=1))
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n" + body + b"trailer << /Size 5 /Root 1 0 R >>\n%%EOF\n")

    with pytest.raises(Refused) as refused:
        read_limited(path, analyse="open")

    assert refused.value.code == "out_of_memory"


def test_child_that_fails_by_our_fault_says_so_and_logs_the_place(plan: Path, caplog) -> None:
    with pytest.raises(ProgramFault) as fault:
        run_limited({"job": "no such job", "path": str(plan), "name": "a.txt"}, limits=Limits())

    assert (fault.value.code, fault.value.exit_status) == ("fault", 1)
    assert "KeyError at child_work.py" in caplog.text


@pytest.mark.parametrize(
    "statement",
    [
        "socket.create_connection(('127.0.0.1', 9), 1)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
    ],
)
def test_bars_hold_network_and_programs(statement: str) -> None:
    assert confined("os.getpid()") == "done"
    assert confined(statement) == "ForbiddenAct"


def test_bars_hold_writing(tmp_path: Path) -> None:
    target = tmp_path / "written"

    assert confined(f"f = open({str(target)!r}, 'w', buffering=1); f.write('a' * 9999)") == "OSError"
    assert target.read_bytes() == b""


def environment_of(pid: int) -> str:
    """What a process was started with; empty only for the moment in which it takes its program."""
    surroundings = Path(f"/proc/{pid}/environ")
    deadline = time.monotonic() + 10
    while not (told := surroundings.read_text()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return told


def test_surroundings_stay_with_the_parent(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAIDANG_SECRET_KEY", "x")
    started = child._start_child(Limits())
    environment = environment_of(started.pid)
    child._end_child(started)

    assert "HAIDANG_SECRET_KEY" not in environment
    assert "HAIDANG_LIMIT_PAGES" in environment


def test_progress_is_reported_page_by_page(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    for _ in range(3):
        canvas.drawString(72, 700, "Ke hoach thong tin doi ngoai")
        canvas.showPage()
    canvas.save()
    heard: list[tuple[int, int, str]] = []

    read_limited(path, analyse="open", report=lambda done, total, stage: heard.append((done, total, stage)))

    assert heard == [(0, 3, "pages"), (1, 3, "pages"), (2, 3, "pages"), (3, 3, "pages")]
