"""Old names asked for on a day: how many are told rightly or refused as they should be."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from haidang.agencies.errors import AgenciesError
from haidang.agencies.queries import who_is_it_now

ASKED = json.loads(Path(__file__).with_name("names.json").read_text("utf-8"))["asked"]


def old_names_told() -> dict[str, Any]:
    """This function will ask for every name and return how many answers are right, and those that are not."""
    told = [(one, _answer(one["name"], date.fromisoformat(one["on"]))) for one in ASKED]
    wrong = [f"{one['name']}, {one['on']}: {answer}" for one, answer in told if not _is_right(one, answer)]
    return {"asked": len(told), "right": len(told) - len(wrong), "wrong": wrong}


def _answer(name: str, day: date) -> dict[str, Any]:
    try:
        present = who_is_it_now(name, on=day)
    except AgenciesError as refused:
        return {"refused": type(refused).__name__}
    duties = {one.duty.name: one.holder.code for one in present.duties if one.holder}
    return {"is": sorted(one.code for one in present.agencies), "duty": duties}


def _is_right(asked: dict[str, Any], answer: dict[str, Any]) -> bool:
    if "refused" in asked:
        return asked["refused"] == answer.get("refused")
    if "count" in asked:
        return asked["count"] == len(answer.get("is", ()))
    duties = answer.get("duty", {}).items()
    return asked["is"] == answer.get("is") and asked.get("duty", {}).items() <= duties
