"""How often the kind of a text is told right, on samples of at least 200 characters.

Run: python -m evaluation.repair.kinds_of_text --shared ../shared
"""

import argparse
from collections import Counter
from pathlib import Path

from evaluation.repair.kind_samples import KindSample, all_samples
from haidang.engines.vietnamese.repair.kinds import TextKind, tell_text_kind


def wrong_kinds(samples: list[KindSample]) -> list[tuple[KindSample, TextKind]]:
    """Samples that were told wrong, with what was told."""
    told = ((sample, tell_text_kind(sample.text)) for sample in samples)
    return [(sample, kind) for sample, kind in told if kind is not sample.kind]


def print_part(name: str, samples: list[KindSample]) -> None:
    """This function will print the errors of a part of the samples and their share."""
    wrong = wrong_kinds(samples)
    print(name, len(samples), "samples", dict(Counter(sample.kind.value for sample in samples)))
    for sample, told in wrong:
        print(f"  {sample.kind} ({sample.source}) told {told}: {sample.text[:150]!r}")
    print(f"{name}: {len(wrong)} errors, {500 * len(wrong) / len(samples):.2f} in 500")


def main() -> None:
    """This function will print the errors of the part for tuning and of the held-out part."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    samples = all_samples(options.shared)
    print_part("tuning", [sample for sample in samples if not sample.is_held_out])
    print_part("held out", [sample for sample in samples if sample.is_held_out])


if __name__ == "__main__":
    main()
