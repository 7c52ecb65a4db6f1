"""Count words, pairs and triples of the allowed text sets; the first step of the language model.

Run: python -m tools.repair_model.count_ngrams --shared ../shared --into build/
"""

import argparse
import gc
import pickle
import sys
import time
from collections import Counter
from pathlib import Path

from haidang.engines.vietnamese.syllables import is_syllable
from tools.repair_model.text_sets import (
    NUMBER,
    SIGN,
    eight_grams,
    held_out_grams,
    read_sentences,
    split_tokens,
    training_sets,
)

START, UNKNOWN = "<s>", "<unk>"
SPECIAL = [UNKNOWN, START, NUMBER, SIGN]
# Words that are no Vietnamese syllables (internet, ASEAN, names) must be frequent to be worth their place.
_SYLLABLE_FROM, _FOREIGN_FROM = 3, 150
# local_plans holds the documents of two held-out pages; they are left out line by line.
_HOLDING_TEST_DOCUMENTS = "local_plans"


def load_sentences(shared: Path) -> list[tuple[list[str], int]]:
    """All sentences as tokens with their weight, without those of the held-out documents."""
    held_out = held_out_grams(shared)
    sentences = []
    for one in training_sets(shared):
        checked = one.path.name.startswith(_HOLDING_TEST_DOCUMENTS)
        for sentence in read_sentences(one.path):
            if checked and eight_grams(sentence) & held_out:
                continue
            tokens = [sys.intern(token) for token in split_tokens(sentence)]
            if tokens:
                sentences.append((tokens, one.weight))
    return sentences


def choose_vocabulary(sentences: list[tuple[list[str], int]]) -> list[str]:
    """The words of the model, most frequent first, after the special ones.

    Syllables stand in small letters; other words as they are written most ("ASEAN", "internet", "CTr").
    """
    written: Counter[str] = Counter()
    for tokens, weight in sentences:
        for token in tokens:
            written[token] += weight
    counts: Counter[str] = Counter()
    usual: dict[str, str] = {}
    for form, count in written.most_common():
        counts[form.lower()] += count
        usual.setdefault(form.lower(), form)
    kept = [word for word, count in counts.most_common() if _is_kept(word, count)]
    return SPECIAL + [word if is_syllable(word) else usual[word] for word in kept]


def _is_kept(word: str, count: int) -> bool:
    if word in SPECIAL:
        return False
    return count >= (_SYLLABLE_FROM if is_syllable(word) else _FOREIGN_FROM)


def count_ngrams(
    sentences: list[tuple[list[str], int]], vocabulary: list[str]
) -> tuple[Counter[int], Counter[int], Counter[int]]:
    """Counts of words, pairs and triples as numbers in base `len(vocabulary)`; each sentence opens with START."""
    size, ids = len(vocabulary), {word.lower(): index for index, word in enumerate(vocabulary)}
    words: Counter[int] = Counter()
    pairs: Counter[int] = Counter()
    triples: Counter[int] = Counter()
    start = ids[START]
    for tokens, weight in sentences:
        row = [start, *(ids.get(token.lower(), 0) for token in tokens)]
        pair_row = [first * size + second for first, second in zip(row, row[1:], strict=False)]
        for word in row:
            words[word] += weight
        for pair in pair_row:
            pairs[pair] += weight
        for pair, third in zip(pair_row, row[2:], strict=False):
            triples[pair * size + third] += weight
    return words, pairs, triples


def main() -> None:
    """This function will write `counts.pickle` into the folder given."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    gc.disable()
    began = time.monotonic()
    sentences = load_sentences(options.shared)
    print(len(sentences), "sentences", round(time.monotonic() - began), "s", flush=True)
    vocabulary = choose_vocabulary(sentences)
    print(len(vocabulary), "words", round(time.monotonic() - began), "s", flush=True)
    counts = count_ngrams(sentences, vocabulary)
    print([len(one) for one in counts], round(time.monotonic() - began), "s", flush=True)
    triples = {key: count for key, count in counts[2].items() if count > 1}
    singles = _successor_counts(counts[2], len(vocabulary))
    content = {
        "vocabulary": vocabulary,
        "words": dict(counts[0]),
        "pairs": dict(counts[1]),
        "triples": triples,
    }
    with (options.into / "counts.pickle").open("wb") as file:
        pickle.dump(content | {"types": singles}, file, protocol=5)
    print(len(triples), "triples kept", round(time.monotonic() - began), "s", flush=True)


def _successor_counts(triples: Counter[int], size: int) -> dict[str, dict[int, int] | Counter[int]]:
    """What smoothing needs of all triples, also of those seen once: distinct first words of each pair."""
    before: Counter[int] = Counter()
    square = size * size
    for key in triples:
        before[key % square] += 1
    of_counts: Counter[int] = Counter(count for count in triples.values() if count < 5)
    return {"before": dict(before), "of_counts": of_counts}


if __name__ == "__main__":
    main()
