"""Compiles every message catalogue whose .po is newer than its .mo; needs no gettext on the machine."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parent.parent / "src"


def stale_catalogues(folder: Path) -> list[Path]:
    """This function will return the catalogues that are not compiled since their last change."""
    return [
        written
        for written in sorted(folder.glob("haidang/**/LC_MESSAGES/django.po"))
        if not (compiled := written.with_suffix(".mo")).exists()
        or compiled.stat().st_mtime < written.stat().st_mtime
    ]


def compile_catalogue(written: Path) -> None:
    """This function will write the .mo of a .po; entries marked fuzzy are left out."""
    with written.open("rb") as source:
        catalogue = read_po(source, locale=written.parts[-3])
    with written.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalogue)


if __name__ == "__main__":
    for stale in stale_catalogues(SOURCE):
        compile_catalogue(stale)
