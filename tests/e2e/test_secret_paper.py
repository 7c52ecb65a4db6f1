"""Papers with a mark of state secrecy: refused in one sentence, and gone from everything the site keeps."""

from hashlib import sha256
from pathlib import Path

from e2e.drawn_pages import as_photo, draw_page
from e2e.hostile_files import as_payload, docx
from e2e.steps import PLAN, queue_row, send
from factories.scans import require_recogniser

SENTENCE = (
    "Văn bản mang dấu chỉ độ mật (MẬT, TỐI MẬT hoặc TUYỆT MẬT) nên không được đưa vào hệ thống và đã bị xóa"
)
# Long enough that no file of the product, packed or in base64, has it by chance.
MARK = "zzqxkhongai"
WORDS = f"{MARK}duocdoc"
FACT = "từ chối và xoá sạch một văn bản có dấu mật"
TITLE = (
    "KẾ HOẠCH",
    f"Nội dung {WORDS} rất riêng của năm 2026",
    f"1. Việc {WORDS}",
    "- Chủ trì: Văn phòng Sở.",
)
MARKED = {
    f"{MARK}hop.docx": lambda: docx(*TITLE, header_box="MẬT"),
    f"{MARK}thua.txt": lambda: "\n".join(["T Ố I  M Ậ T", *TITLE]).encode(),
}


def kept_files(folder: Path) -> set[str]:
    """What was handed in and kept, by its path; the database's own files come and go."""
    return {str(path) for path in folder.rglob("*") if path.is_file() and "sqlite" not in path.name}


def traces(folder: Path, *words: str) -> list[str]:
    """The files below a folder that hold one of the words, as bytes or in their own name."""
    return [
        f"{path.relative_to(folder)}: {word}"
        for path in sorted(folder.rglob("*"))
        for word in words
        if word in path.name or (path.is_file() and word.encode() in path.read_bytes())
    ]


def test_marked_papers_leave_nothing_but_the_fact(open_page, site):
    page, administrator = open_page(), open_page("quantri")
    papers = {name: made() for name, made in MARKED.items()}
    site.wait_until_idle()
    before = kept_files(site.data_folder)

    send(page, [as_payload(name, content) for name, content in papers.items()])
    page.goto("/van-ban/hang-doi/")
    page.get_by_text(f"{len(papers)} văn bản bạn nộp trong 24 giờ qua: {SENTENCE}").wait_for()
    shown = page.locator("main").inner_text()
    administrator.goto("/nhat-ky/")
    logged = administrator.locator("#rows tbody tr", has_text=FACT).all_inner_texts()

    assert [name for name in papers if name in shown] == []
    assert len(logged) == len(papers)
    assert [row for row in logged if MARK in row] == []
    assert traces(site.data_folder, MARK, *(sha256(one).hexdigest() for one in papers.values())) == []
    assert kept_files(site.data_folder) == before


def test_photo_with_a_mark_leaves_nothing(open_page, chromium, site):
    require_recogniser()
    page = open_page()
    photo = as_photo(draw_page(chromium, "\n".join(TITLE), stamp="TỐI MẬT"))
    site.wait_until_idle()
    before = kept_files(site.data_folder)

    send(page, [as_payload(f"{MARK}anh.jpg", photo)])
    page.goto("/van-ban/hang-doi/")
    page.locator("#queue", has_text=f"{MARK}anh.jpg").wait_for(state="detached", timeout=60_000)
    page.get_by_text(SENTENCE).wait_for()

    assert traces(site.data_folder, MARK, sha256(photo).hexdigest()) == []
    assert kept_files(site.data_folder) == before


def test_search_for_traces_finds_what_is_kept(open_page, site):
    page = open_page()
    send(page, [as_payload("zzkxthuong.txt", PLAN.format(number=531).encode())])
    page.goto("/van-ban/hang-doi/")
    queue_row(page, "zzkxthuong.txt")

    assert traces(site.data_folder, "zzkx", "531/KH-SNgV") != []
