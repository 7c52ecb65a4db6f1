"""Bad scans for tests: photographs, handwriting, foreign script, faxes and stamps, all drawn here from numbers."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from factories.scans import font_of, page_saying
from PIL import Image, ImageChops, ImageDraw

_A4 = (1654, 2339)  # pixels at 200 dots per inch
_IDEOGRAPH = 40  # pixels
_AROUND = "ỦY BAN NHÂN DÂN TỈNH BIỂN XANH * "


def landscape() -> Image.Image:
    """This function will draw what a camera sees of sea, hills and sky: all tones, no letters."""
    random = np.random.default_rng(3)
    rows = np.linspace(0, 1, 1200)[:, None, None]
    sky = np.array([200, 220, 250]) * (1 - rows) + np.array([250, 200, 150]) * rows
    picture = np.broadcast_to(sky, (1200, 1600, 3)).copy()
    across = np.arange(1600)
    for base, swing, colour in (
        (600, 90, (110, 130, 150)),
        (760, 70, (60, 100, 70)),
        (900, 20, (40, 80, 120)),
    ):
        ridge = base + sum(swing / n * np.sin(across * n / 180 + random.uniform(0, 6)) for n in (1, 2, 5))
        picture[np.arange(1200)[:, None] > ridge] = colour
    grain = cv2.GaussianBlur(random.normal(0, 60, (1200, 1600, 3)), (0, 0), 2)
    seen = Image.fromarray(np.clip(picture + grain, 0, 255).astype(np.uint8))
    return seen.resize((900, 675), Image.Resampling.BOX)


def handwriting(*lines: str) -> Image.Image:
    """This function will draw a page as a quick hand writes: joined script, uneven, rising and falling."""
    page = np.full((_A4[1], _A4[0]), 255, dtype=np.uint8)
    for number, line in enumerate(lines):
        at = (200, 300 + 110 * number)
        cv2.putText(page, line, at, cv2.FONT_HERSHEY_SCRIPT_COMPLEX, 1.7, 40, 3, cv2.LINE_AA)
    return Image.fromarray(_shaken(page))


def _shaken(page: np.ndarray) -> np.ndarray:
    """Every pixel is taken from a little beside its place, its neighbours from nearly the same."""
    random = np.random.default_rng(11)
    height, width = page.shape
    moved = [
        cv2.GaussianBlur(random.normal(0, 1, (height, width)).astype(np.float32), (0, 0), 14) for _ in (0, 1)
    ]
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    across, down = (
        place + 9 * shift / shift.std() for place, shift in zip((across, down), moved, strict=True)
    )
    return cv2.remap(page, across, down, cv2.INTER_LINEAR, borderValue=255)


def ideographs(count: int) -> Image.Image:
    """This function will draw a line of signs like Chinese ones: strokes in even squares, none of them a real one."""
    random = np.random.default_rng(5)
    line = Image.new("RGB", (count * (_IDEOGRAPH + 4), _IDEOGRAPH + 4), "white")
    draw = ImageDraw.Draw(line)
    for place in range(count):
        left = place * (_IDEOGRAPH + 4)
        for _ in range(int(random.integers(3, 5))):
            height = int(random.integers(2, _IDEOGRAPH))
            ends = sorted(int(each) for each in random.integers(2, _IDEOGRAPH, 2))
            draw.line((left + 2, height, left + _IDEOGRAPH - 2, height), fill="black", width=3)
            draw.line((left + height, ends[0], left + height, ends[1]), fill="black", width=3)
        draw.line((left + 4, _IDEOGRAPH, left + 20, 8), fill="black", width=3)
        draw.line((left + 20, 12, left + _IDEOGRAPH, _IDEOGRAPH), fill="black", width=3)
    return line


def stamped(
    page: Image.Image, words: str, *, degrees: float = 0, colour: str = "red", boxed: bool = True
) -> Image.Image:
    """This function will put a stamp into the head of a page: boxed, coloured, slanted as a hand puts it."""
    stamp = page_saying(words, colour=colour, size=52).crop((180, 180, 230 + 46 * len(words), 280))
    if boxed:
        ImageDraw.Draw(stamp).rectangle((4, 4, stamp.width - 5, stamp.height - 5), outline=colour, width=5)
    turned = stamp.rotate(degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    whole = page.convert("RGB")
    whole.paste(turned, (1050, 60))
    return whole


def seal(colour: str = "red", *, size: int = 290) -> Image.Image:
    """This function will draw a round seal on clear ground: two rings, words around between them and in the middle."""
    drawn = Image.new("RGBA", (size, size), (255, 255, 255, 0))
    draw = ImageDraw.Draw(drawn)
    for share in (0.02, 0.22):
        draw.ellipse((share * size, share * size, (1 - share) * size, (1 - share) * size), None, colour, 4)
    for place, letter in enumerate(_AROUND):
        turned = Image.new("RGBA", (40, 40), (255, 255, 255, 0))
        ImageDraw.Draw(turned).text((20, 20), letter, fill=colour, font=font_of(22), anchor="mm")
        degrees = 360 * place / len(_AROUND)
        turned = turned.rotate(-degrees, resample=Image.Resampling.BICUBIC)
        angle = np.radians(degrees)
        middle = size / 2 + 0.385 * size * np.array([np.sin(angle), -np.cos(angle)])
        drawn.alpha_composite(turned, (int(middle[0] - 20), int(middle[1] - 20)))
    draw.multiline_text((size / 2, size / 2), "SỞ\nNGOẠI VỤ", colour, font_of(22), "mm", align="center")
    return drawn


def sealed(page: Image.Image, colour: str = "red", *, at: tuple[int, int]) -> Image.Image:
    """This function will put a seal over the print of a page; its ink lets a sixth of the light through."""
    drawn = seal(colour)
    ink = drawn.getchannel("A").point(lambda level: level * 85 // 100)
    laid = Image.new("RGB", page.size, "white")
    laid.paste(drawn.convert("RGB"), at, ink)
    return ImageChops.multiply(page.convert("RGB"), laid)


def fax(pictures: list[Image.Image], path: Path, *, across: int, down: int) -> Path:
    """This function will write a fax: TIFF group 4, black and white, so many dots an inch across and down."""
    first, *others = [
        each.convert("L")
        .resize((each.width * across // 200, each.height * down // 200), Image.Resampling.BOX)
        .convert("1", dither=Image.Dither.NONE)
        for each in pictures
    ]
    first.save(path, "TIFF", save_all=True, append_images=others, dpi=(across, down), compression="group4")
    return path


def png_claiming(width: int, height: int) -> bytes:
    """This function will give a PNG of a few bytes whose header promises so many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def tiff_claiming(width: int, height: int) -> bytes:
    """This function will give a TIFF of a few bytes whose tags promise so many pixels."""
    tags = (
        (256, width),
        (257, height),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, 8),
        (277, 1),
        (278, height),
        (279, 4),
    )
    directory = struct.pack("<H", len(tags)) + b"".join(
        struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags
    )
    return b"II*\0" + struct.pack("<I", 12) + b"\0" * 4 + directory + struct.pack("<I", 0)


def jpeg_claiming(width: int, height: int) -> bytes:
    """This function will give a small JPEG whose header is changed to promise so many pixels."""
    buffer = BytesIO()
    Image.new("RGB", (16, 16), "white").save(buffer, "JPEG")
    content = bytearray(buffer.getvalue())
    start = content.index(b"\xff\xc0") + 5
    content[start : start + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def pdf_claiming(width: int, height: int) -> bytes:
    """This function will give a PDF of one A4 page with a picture that promises so many pixels and holds few."""
    stream = zlib.compress(b"\0" * 4096)
    drawing = b"q 595 0 0 842 0 0 cm /P Do Q"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /XObject << /P 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(stream), stream),
    )
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        content
        + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (
            table,
            len(content),
        )
    )


_EDGES = (150, 240, 900, 1230, 1504)  # pixels: the upright rules of a table of tasks
_ROW = 130


def table_page(rows: list[tuple[str, ...]], *, above: tuple[str, ...] = (), open_at: str = "") -> Image.Image:
    """This function will draw a page with a ruled table; `open_at` "bottom" or "top" leaves that rule out.

    A cell's lines are parted by a bar (|).
    """
    page = page_saying(*above, size=30)
    draw = ImageDraw.Draw(page)
    top = 200 + 60 * len(above) + 40
    heights = [top + _ROW * number for number in range(len(rows) + 1)]
    left_out = {"bottom": heights[-1], "top": heights[0]}.get(open_at)
    for height in heights:
        if height != left_out:
            draw.line((_EDGES[0], height, _EDGES[-1], height), fill="black", width=3)
    for edge in _EDGES:
        draw.line((edge, heights[0], edge, heights[-1]), fill="black", width=3)
    for height, row in zip(heights, rows, strict=False):
        for edge, words in zip(_EDGES, row, strict=False):
            for number, words_of_line in enumerate(words.split("|")):
                draw.text(
                    (edge + 12, height + 10 + 36 * number), words_of_line, fill="black", font=font_of(28)
                )
    return page
