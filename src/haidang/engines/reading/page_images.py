"""Pictures of a paper's pages, and where its lines stand on them."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from haidang.engines.reading.child_process import run_limited
from haidang.engines.reading.errors import PageImagesUnavailable
from haidang.engines.reading.limits import DEFAULT, Limits
from haidang.engines.reading.opening.opened import Report
from haidang.engines.reading.paper import Box, Line

_PAGED_KINDS = ("pdf", "scan", "image")
_OFFICE_PROGRAMS = ("soffice", "libreoffice")
_OFFICE_SECONDS = 120  # the first start of LibreOffice on a slow machine takes half a minute
_NO_OFFICE = (
    "Máy chủ chưa cài LibreOffice nên không dựng được ảnh trang của tệp DOCX; nội dung văn bản vẫn đọc được."
)
_OFFICE_FAILED = (
    "LibreOffice không chuyển được tệp DOCX này sang PDF nên không có ảnh trang; nội dung vẫn đọc được."
)
_NOT_PAGED = "Văn bản thuần không có trang nên không có ảnh trang; hãy xem theo dòng."


@dataclass(frozen=True, slots=True)
class PageImage:
    """One drawn page; `width` and `height` are pixels."""

    number: int
    path: Path
    width: int
    height: int


def render_pages(
    path: Path,
    folder: Path,
    *,
    kind: str,
    limits: Limits = DEFAULT,
    dpi: int = 110,
    report: Report | None = None,
    turned: Mapping[int, int] | None = None,
) -> list[PageImage]:
    """This function will draw the pages of a paper as PNG files into a folder; "text" is the one kind without pages.

    Recognised pages are drawn as they were recognised: `turned` says by how many degrees each. The folder has to
    exist. For a DOCX the PDF it is drawn from stays there as `pages.pdf`, for `locate_lines`. Raises
    PageImagesUnavailable where it cannot be done, Refused for limits and damage.
    """
    if kind == "docx":
        pdf = convert_docx(path, folder)
    elif kind in _PAGED_KINDS:
        pdf = path
    else:
        raise PageImagesUnavailable(_NOT_PAGED)
    places = {"path": str(pdf.resolve()), "folder": str(folder.resolve())}
    request = {"job": "render", "kind": kind, "dpi": dpi, "turned": dict(turned or {}), **places}
    answer = run_limited(request, limits=limits, report=report)
    return [
        PageImage(each["number"], Path(each["path"]), each["width"], each["height"])
        for each in answer["pages"]
    ]


def convert_docx(path: Path, folder: Path) -> Path:
    """This function will have LibreOffice write a DOCX that `open_paper` accepted as `pages.pdf` into a folder.

    Raises PageImagesUnavailable when LibreOffice is not there or fails.
    """
    office = next((found for each in _OFFICE_PROGRAMS if (found := shutil.which(each))), None)
    if office is None:
        raise PageImagesUnavailable(_NO_OFFICE)
    with tempfile.TemporaryDirectory(prefix="haidang-office-") as workplace:
        source = Path(workplace, "pages.docx")
        shutil.copyfile(path, source)
        _run_office(office, source, Path(workplace))
        made = Path(workplace, "pages.pdf")
        if not made.is_file():
            raise PageImagesUnavailable(_OFFICE_FAILED)
        return Path(shutil.move(made, folder / "pages.pdf"))


def locate_lines(
    paper_lines: Iterable[Line], pdf_path: Path, *, limits: Limits = DEFAULT
) -> dict[int, tuple[int, Box]]:
    """This function will find on which page of a PDF, and in which box (points), each line of a paper stands.

    Lines that cannot be found are left out. Raises Refused as reading a PDF does.
    """
    lines = [(line.number, line.text) for line in paper_lines if line.text]
    request = {"job": "locate", "path": str(pdf_path.resolve()), "lines": lines}
    places = run_limited(request, limits=limits)["places"]
    return {each["number"]: (each["page"], Box(**each["box"])) for each in places}


def _run_office(office: str, source: Path, workplace: Path) -> None:
    """LibreOffice in a home of its own, without network where the system allows it; its whole group ends in time."""
    command = [
        *_without_network(),
        office,
        "--headless",
        "--norestore",
        f"-env:UserInstallation=file://{workplace}/profile",
        "--convert-to",
        "pdf",
        "--outdir",
        str(workplace),
        str(source),
    ]
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(workplace), "LC_ALL": "C.UTF-8"}
    office_run = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        office_run.wait(timeout=_OFFICE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(office_run.pid, signal.SIGKILL)
        office_run.wait()
        raise PageImagesUnavailable(_OFFICE_FAILED) from None


def _without_network() -> list[str]:
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    for way in ([unshare, "--net"], [unshare, "--map-root-user", "--net"]):
        if subprocess.run([*way, "true"], check=False, capture_output=True).returncode == 0:
            return way
    return []
