"""All words of an answer, whatever it is: of its headers, its page, the parts of a workbook."""

import io
import zipfile
from typing import Any


def words_of_answer(answer: Any) -> str:
    """This function will give the headers of an answer and its words."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n{words_of(content)}"


def words_of(content: bytes) -> str:
    """This function will give the words of a page, and those of all parts of a file that is packed."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", errors="replace") for name in parts.namelist())
