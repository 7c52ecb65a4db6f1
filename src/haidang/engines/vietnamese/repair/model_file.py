"""The file of the repair model: named sections, each packed on its own, in one archive."""

import lzma
import zipfile
from array import array
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

# Byte planes have no word structure: no position bits, and the high bits of the last byte say much.
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]
_LONG_AGO = (2000, 1, 1, 0, 0, 0)


def write_sections(path: Path, sections: dict[str, bytes]) -> None:
    """Write named sections into a model file. This function will give the same bytes for the same sections."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sections.items():
            packed = lzma.compress(content, format=lzma.FORMAT_XZ, filters=_FILTERS)
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), packed)


def read_sections(path: Path) -> dict[str, bytes]:
    """Read all sections of a model file."""
    with zipfile.ZipFile(path) as archive:
        return {name: lzma.decompress(archive.read(name)) for name in archive.namelist()}


def pack_rising(numbers: Iterable[int]) -> bytes:
    """Pack rising numbers: differences, split into planes of equal byte weight. Undone by `unpack_rising`."""
    keys = array("Q", numbers)
    steps = array("Q", [after - before for before, after in zip([0, *keys], keys, strict=False)])
    raw = steps.tobytes()
    planes = max((max(steps, default=0).bit_length() + 7) // 8, 1)
    return bytes([planes]) + b"".join(raw[plane::8] for plane in range(planes))


def unpack_rising(packed: bytes) -> array[int]:
    """Unpack rising numbers; the inverse of `pack_rising`."""
    planes = packed[0]
    count = (len(packed) - 1) // planes
    raw = bytearray(8 * count)
    for plane in range(planes):
        raw[plane::8] = packed[1 + plane * count : 1 + (plane + 1) * count]
    steps = array("Q")
    steps.frombytes(bytes(raw))
    return array("Q", accumulate(steps))
