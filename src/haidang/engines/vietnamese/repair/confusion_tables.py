"""The learned confusions as sections of the model file."""

from haidang.engines.vietnamese.repair.channel import ConfusionCounts
from haidang.engines.vietnamese.repair.part_finder import Counts

_LEVELS = ("letters", "onsets", "nuclei", "codas", "rhymes", "syllables")
# Counts are kept in hundredths.
_SCALE = 100


def pack_confusions(counts: ConfusionCounts, *, least: float) -> dict[str, bytes]:
    """Pack counts as text sections. This function will leave out counts of rhymes and syllables under `least`."""
    return {
        f"confusions_{level}": _pack_level(getattr(counts, level), least if level in _LEVELS[-2:] else 0.0)
        for level in _LEVELS
    }


def unpack_confusions(sections: dict[str, bytes]) -> ConfusionCounts:
    """Read the counts back; the inverse of `pack_confusions` up to rounding."""
    return ConfusionCounts(*(_unpack_level(sections[f"confusions_{level}"]) for level in _LEVELS))


def _pack_level(counts: Counts, least: float) -> bytes:
    lines = []
    for printed in sorted(counts):
        kept = {read: count for read, count in counts[printed].items() if count >= least}
        pairs = (f"{read}\t{max(round(count * _SCALE), 1)}" for read, count in sorted(kept.items()))
        lines.append("\t".join([printed, *pairs]))
    return "\n".join(lines).encode("utf-8")


def _unpack_level(packed: bytes) -> Counts:
    counts: Counts = {}
    for line in packed.decode("utf-8").split("\n"):
        fields = line.split("\t")
        numbers = (int(number) / _SCALE for number in fields[2::2])
        counts[fields[0]] = dict(zip(fields[1::2], numbers, strict=True))
    return counts
