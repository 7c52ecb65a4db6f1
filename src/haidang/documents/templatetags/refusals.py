"""The sentence of a refusal in the reader's language: the engine's own in Vietnamese, one per code in English."""

from django import template
from django.utils.translation import get_language

register = template.Library()

ENGLISH_SENTENCES = {
    "unsupported": "This kind of file cannot be read yet; hand in DOCX, PDF, TXT, or a picture as PNG, JPEG or TIFF.",
    "not_workbook": "Only Excel workbooks are taken here; save the table as .xlsx and send it again.",
    "wrong_extension": "The file is not what its name says; check it and correct the ending of its name.",
    "bad_name": "The file's name cannot be used; rename it with letters, figures, spaces and its ending.",
    "empty": "The file has no content; open the original, check it and hand in the full paper.",
    "no_text": "The file holds only pictures and this server cannot recognise them; hand in the paper with its text.",
    "no_words": "No words were recognised on the pages; scan them again at 200 dots an inch or more.",
    "too_large": "The file is larger than the limit; make it smaller, or ask for a higher limit.",
    "too_many_pages": "The paper has more pages than the limit; split it, or ask for a higher limit.",
    "page_too_large": "A page is larger than the limit; export the paper again on A4.",
    "encrypted": "The file is protected by a password; take the password off and hand it in again.",
    "macro": "The file holds macros or scripts; save it without them and hand it in again.",
    "external_entity": "The file declares outside entities; open it and save it again with a word processor.",
    "external_link": "The file calls something from outside; embed it or take the link out.",
    "embedded_object": "The file embeds objects; take them out or paste their content as text.",
    "bomb": "The packed file grows beyond the limit; open it and save it again with a word processor.",
    "damaged": "The file is damaged or incomplete; open the original, save it and hand it in again.",
    "bad_encoding": "The text's encoding cannot be read; save it as Unicode (UTF-8).",
    "timed_out": "Reading took longer than the limit; split the paper, or ask for a higher limit.",
    "secret": "The paper bears a mark of state secrecy, so it is deleted; handle it by the rules on state secrets.",
    "fault": "The program itself failed on this paper; keep the file and tell an administrator.",
    "out_of_memory": "Reading needed more memory than the limit; split the paper, or ask for a higher limit.",
}


@register.simple_tag
def refusal_sentence(code: str, message: str) -> str:
    """This function will give the engine's sentence, or in English the one of its code."""
    if (get_language() or "").startswith("en"):
        return ENGLISH_SENTENCES.get(code, message)
    return message
