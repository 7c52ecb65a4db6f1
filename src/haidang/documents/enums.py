"""Choices of the documents app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReadingState(TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being read")
    READ = "read", _("read")
    REFUSED = "refused", _("refused")


class PicturesState(TextChoices):
    NONE = "none", _("none")
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being made")
    MADE = "made", _("made")
    UNAVAILABLE = "unavailable", _("not available")


class FindingKind(TextChoices):
    HEADING = "heading", _("heading")
    TASK = "task", _("task")
    TARGET = "target", _("target")
    DUTY = "duty", _("duties of a body")
    REQUEST = "request", _("request to a higher body")
    REPORT = "report", _("report duty")
    CITATION = "citation", _("cited paper")
    BUDGET_GROUP = "budget_group", _("budget group")
    BUDGET_ROW = "budget_row", _("budget line")
    ADDRESSEE = "addressee", _("addressee")
    ANNIVERSARY = "anniversary", _("anniversary")


class FindingState(TextChoices):
    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    CORRECTED = "corrected", _("corrected")
    REJECTED = "rejected", _("rejected")
    REPLACED = "replaced", _("replaced by other findings")


class FindingOrigin(TextChoices):
    READ = "read", _("read by the machine")
    ADDED = "added", _("added by a person")
    SPLIT = "split", _("made by a split")
    MERGED = "merged", _("made by a merge")


class WordState(TextChoices):
    OPEN = "open", _("to be seen")
    KEPT = "kept", _("kept as read")
    CORRECTED = "corrected", _("corrected")
    DELETED = "deleted", _("deleted: no word")


class RelationKind(TextChoices):
    LEGAL_BASIS = "legal_basis", _("legal basis")
    CITES = "cites", _("cites")
    CARRIES_OUT = "carries_out", _("carries out")
    AMENDS = "amends", _("amends")
    REPLACES = "replaces", _("replaces")
    ATTACHED_TO = "attached_to", _("attached to")
    GUIDES = "guides", _("guides")


class DoubtAnswer(TextChoices):
    KEPT = "kept", _("kept as printed")
    COMPUTED = "computed", _("the sum of the lines holds")
    TYPED = "typed", _("a value was typed")
    AGREED = "agreed", _("agreed")


class DocumentState(TextChoices):
    """Where a paper stands, as the register shows it: the state of its latest reading, or only cited."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being read")
    READ = "read", _("read")
    REFUSED = "refused", _("refused")
    CITED = "cited", _("only cited, not handed in")


# Questions that change a number, a date or who is meant: a programme must not stand on them unanswered.
OBLIGATORY_DOUBTS = frozenset(
    {"sum_differs", "words_differ", "rate_differs", "blank_number", "due_before_close", "missing_cell"}
)

# What the parts of a reading and of decisions about it are called in entries of the log.
FACT_NAMES = {
    "amounts": _("amounts"),
    "answer": _("answer"),
    "basis": _("legal basis"),
    "code": _("code"),
    "comparison": _("comparison"),
    "computed": _("computed"),
    "confidence": _("confidence"),
    "content": _("content"),
    "date": _("day"),
    "document": _("number in the register"),
    "due": _("due day"),
    "every": _("how often"),
    "executor": _("executing body"),
    "findings": _("findings"),
    "grand_total": _("total of all periods"),
    "group": _("group"),
    "groups": _("groups"),
    "in_words": _("in words"),
    "issuer": _("issued by"),
    "items": _("duties"),
    "label": _("number"),
    "lead": _("lead"),
    "lines": _("lines"),
    "lines_of": _("rows"),
    "note": _("note"),
    "number": _("number"),
    "on_behalf": _("on behalf of"),
    "owed_by": _("owed by"),
    "owed_to": _("owed to"),
    "paper": _("paper"),
    "partners": _("partners"),
    "parts": _("parts"),
    "period": _("how often"),
    "periods": _("periods"),
    "phase": _("phase"),
    "phrase": _("timing"),
    "place": _("place"),
    "product": _("product"),
    "purpose": _("purpose"),
    "quantity": _("quantity"),
    "reason": _("reason"),
    "recipients": _("recipients"),
    "signer": _("signed by"),
    "source": _("source of money"),
    "spans": _("days"),
    "state": _("state"),
    "stated": _("printed"),
    "strict": _("before that day"),
    "subject": _("what is counted"),
    "subtasks": _("sub-tasks"),
    "text": _("text"),
    "timing": _("timing"),
    "title": _("title"),
    "total": _("total"),
    "unit": _("unit"),
    "value": _("value"),
    "words": _("words"),
    "years": _("years"),
}
