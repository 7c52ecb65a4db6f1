"""Sample papers as offices have them: scanned without letters, and read with the wrong language."""

import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

_DOTS, _DEGREES, _SEED = 150, 0.7, 5


def write_scan(pdf: Path, target: Path) -> None:
    """This function will write the pages of a PDF as grey, slightly turned pictures."""
    first, *others = [_scanned(page, number) for number, page in enumerate(pdfium.PdfDocument(pdf))]
    first.save(target, "PDF", save_all=True, append_images=others, resolution=_DOTS, quality=45)


def write_damaged_text(pdf: Path, target: Path) -> None:
    """This function will write what recognition with an English model makes of a PDF (needs tesseract)."""
    with tempfile.TemporaryDirectory() as folder:
        texts = []
        for number, page in enumerate(pdfium.PdfDocument(pdf)):
            picture = Path(folder, f"{number}.png")
            page.render(scale=200 / 72).to_pil().convert("L").save(picture)
            command = ["tesseract", str(picture), "-", "-l", "eng", "--psm", "4"]
            texts.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    target.write_text("\n".join(text.strip("\n\f") for text in texts) + "\n", encoding="utf-8")


def _scanned(page, number: int) -> Image.Image:
    drawn = page.render(scale=_DOTS / 72).to_pil().convert("L")
    turned = drawn.rotate(_DEGREES, resample=Image.Resampling.BICUBIC, fillcolor=255)
    noise = np.random.default_rng(_SEED + number).normal(0, 5, (turned.height, turned.width))
    grey = np.asarray(turned, dtype=np.float32) * 0.9 + 18 + noise
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
