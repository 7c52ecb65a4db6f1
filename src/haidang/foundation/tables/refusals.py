"""Why a workbook was not read, in the reader's language; the engine itself speaks Vietnamese."""

from django.utils.translation import get_language

from haidang.engines.reading.errors import ReadingError

_ENGLISH = {
    "not_workbook": "Only Excel workbooks are taken here; save the table as .xlsx and send it again.",
    "empty": "The file has no content; open the original, check it and send the full file.",
    "encrypted": "The file is protected by a password; take the password off and send it again.",
    "macro": "The file holds macros; save it as .xlsx without them and send it again.",
    "too_large": "The file is larger than the limit; split it, or ask for a higher limit.",
    "bomb": "The file grows beyond the limit when it is opened; save the table alone in a new file.",
    "damaged": "The file is damaged or incomplete; open the original, save it and send it again.",
    "secret": "The file bears a mark of state secrecy, so nothing of it is kept; follow the rules on state secrets.",
    "fault": "The program itself failed on this file; keep it and tell an administrator.",
}
_OTHERWISE = "The file cannot be read; open it in Excel, save it as a new .xlsx and send it again."


def refusal_words(refused: ReadingError) -> str:
    """This function will give the engine's sentence, or in English one for its code."""
    if (get_language() or "").startswith("en"):
        return _ENGLISH.get(refused.code, _OTHERWISE)
    return refused.message
