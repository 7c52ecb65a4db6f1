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

# What the parts of a reading and of decisions about it are called in entries of the log, in the order they stand there.
FACT_NAMES = {
    "label": _("number"),
    "number": _("number"),
    "date": _("day"),
    "issuer": _("issued by"),
    "on_behalf": _("on behalf of"),
    "place": _("place"),
    "signer": _("signed by"),
    "title": _("title of the paper"),
    "purpose": _("purpose"),
    "text": _("text"),
    "content": _("content"),
    "subject": _("what is counted"),
    "comparison": _("comparison"),
    "value": _("value"),
    "unit": _("unit"),
    "quantity": _("quantity"),
    "lead": _("lead"),
    "owed_by": _("owed by"),
    "partners": _("partners"),
    "owed_to": _("owed to"),
    "executor": _("executing body"),
    "timing": _("timing"),
    "phrase": _("timing"),
    "spans": _("days"),
    "due": _("due day"),
    "strict": _("before that day"),
    "every": _("how often"),
    "period": _("how often"),
    "periods": _("periods"),
    "phase": _("phase"),
    "years": _("years"),
    "product": _("product"),
    "subtasks": _("sub-tasks"),
    "items": _("duties"),
    "parts": _("parts"),
    "group": _("group"),
    "groups": _("groups"),
    "basis": _("legal basis"),
    "source": _("source of money"),
    "amounts": _("amounts"),
    "stated": _("printed"),
    "computed": _("computed"),
    "in_words": _("in words"),
    "grand_total": _("total of all periods"),
    "total": _("total"),
    "recipients": _("recipients"),
    "note": _("note"),
    "findings": _("findings"),
    "words": _("words"),
    "paper": _("paper"),
    "document": _("number in the register"),
    "code": _("code"),
    "state": _("state"),
    "confidence": _("confidence"),
    "reason": _("reason"),
    "answer": _("answer"),
    "units": _("agencies"),
    "until": _("to be read until"),
    "staff_informed": _("staff informed"),
    "lines": _("lines"),
    "lines_of": _("rows"),
    "law_kind": _("kind"),
    "change": _("what happened"),
    "effective_on": _("takes effect on"),
    "by_name": _("by the paper"),
    "by_number": _("number of that paper"),
    "by_issued_on": _("that paper issued on"),
    "is_verified": _("verified"),
    "count": _("count"),
}


class LawChangeKind(TextChoices):
    """What happened to a paper of law on a day."""

    IN_FORCE = "in_force", _("took effect")
    AMENDED = "amended", _("was amended")
    REPLACED = "replaced", _("was replaced")
    ENDED = "ended", _("ended")


class LawState(TextChoices):
    """How a paper of law stands on a day, as far as the register knows."""

    UNKNOWN = "unknown", _("nothing known")
    NOT_YET = "not_yet", _("not yet in force")
    IN_FORCE = "in_force", _("in force")
    AMENDED = "amended", _("amended, still in force")
    REPLACED = "replaced", _("replaced by another paper")
    ENDED = "ended", _("no longer in force")
