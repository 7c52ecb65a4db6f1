"""Readings of damaged papers for tests: repaired lines with tokens as the engine gives them."""

from typing import Any

from factories.documents import make_reading, plan_answer, task_value

# Lines of seed 000 as the file has them and as they were repaired; "~" parts a word from how sure it is.
RAW = (
    "Té chirc trién khai",
    "cic hoat dong thong tin ddi ngoai",
    "Cian ctr Quyet dinh s6 16",
    "Cian ctr Luat",
)
TEXTS = (
    "Tổ chức triển khai",
    "các hoạt động thông tin đổi ngoại",
    "Cân cứ Quyết định số 16",
    "Cân cứ Luật",
)
UNSURE = {"đổi": 0.2, "Cân": 0.3, "chức": 0.4}
OTHERS = {"đổi": [["đối", 0.18], ["dõi", 0.1]], "Cân": [["Căn", 0.29]]}


def repaired_line(number: int, raw: str, text: str, **parts: Any) -> dict[str, Any]:
    """This function will give a line with a token for each of its words, as the engine's result has it."""
    tokens, start = [], 0
    for raw_word, word in zip(raw.split(), text.split(), strict=True):
        start = raw.index(raw_word, start)
        tokens.append(
            {
                "raw": raw_word,
                "text": word,
                "start": start,
                "end": start + len(raw_word),
                "confidence": UNSURE.get(word, 0.99),
                "alternatives": OTHERS.get(word, []),
            }
        )
        start += len(raw_word)
    return {"number": number, "raw": raw, "text": text, "tokens": tokens} | parts


def repaired_lines() -> list[dict[str, Any]]:
    """This function will give four repaired lines with four unsure words."""
    return [
        repaired_line(number, raw, text) for number, (raw, text) in enumerate(zip(RAW, TEXTS, strict=True), 1)
    ]


def make_damaged_reading(by: Any = None, lines: list[dict[str, Any]] | None = None, **parts: Any) -> Any:
    """This function will record the reading of a damaged paper with one task on its first two lines."""
    lines = lines or repaired_lines()
    task = task_value(title=" ".join(TEXTS[:2]), lead=["Sở Ngoại vụ"], lines=[[1, 2]])
    answer = parts.pop("answer", None) or plan_answer(tasks=[task])
    answer["file"] = {"name": "ban-quet.txt", "kind": "text", "damaged": True}
    return make_reading(
        answer, texts=tuple(line["raw"] for line in lines), by=by, lines=lines, name="ban-quet.txt", **parts
    )
