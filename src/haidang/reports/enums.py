"""Choices of the reports app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ObligationKind(TextChoices):
    PROGRESS = "progress", _("progress of a task")
    REPORT = "report", _("report")
    PLAN = "plan", _("plan to be made")
    REQUEST = "request", _("request")
    ANSWER = "answer", _("answer to be given")


class ChangeKind(TextChoices):
    EXTEND = "extend", _("another due day")
    WAIVE = "waive", _("waived")
    HAND_OVER = "hand_over", _("handed over")


class SubmissionKind(TextChoices):
    REPORT = "report", _("report")
    EVIDENCE = "evidence", _("evidence of work")
    NIL = "nil", _("nothing to report")
    ESTIMATE = "estimate", _("estimate")


class SubmissionState(TextChoices):
    DRAFT = "draft", _("draft of an answer")
    SENT = "sent", _("sent")
    RETURNED = "returned", _("returned to the unit")
    ACCEPTED = "accepted", _("accepted as it is")
    SUPERSEDED = "superseded", _("replaced by a later version")


class WorkProgress(TextChoices):
    NOT_BEGUN = "not_begun", _("work not begun")
    IN_PROGRESS = "in_progress", _("in progress")
    DONE = "done", _("done")
    OBSTACLE = "obstacle", _("held up")


class EvidenceKind(TextChoices):
    PHOTO = "photo", _("photo")
    FILE = "file", _("file")
    LINK = "link", _("link")


class EvidenceCheck(TextChoices):
    """Whether a file was looked through for a state-secret mark."""

    WAITING = "waiting", _("being checked")
    CLEAR = "clear", _("checked")
    REFUSED = "refused", _("file refused")
    UNREADABLE = "unreadable", _("could not be checked")


class ProductKind(TextChoices):
    NEWS = "news", _("news item")
    ARTICLE = "article", _("article")
    FEATURE = "feature", _("feature")
    BROADCAST = "broadcast", _("broadcast or film")
    EVENT = "event", _("event held")
    COURSE = "course", _("course")
    PUBLICATION = "publication", _("publication")
    OTHER = "other", _("other product")


class ProductLanguage(TextChoices):
    VIETNAMESE = "vi", _("Vietnamese")
    ENGLISH = "en", _("English")
    CHINESE = "zh", _("Chinese")
    KOREAN = "ko", _("Korean")
    JAPANESE = "ja", _("Japanese")
    FRENCH = "fr", _("French")
    LAO = "lo", _("Lao")
    KHMER = "km", _("Khmer")
    OTHER = "other", _("other language")


class StandingFilter(TextChoices):
    """How obligations stand on a day, as one looks for them; computed, never stored."""

    LATE = "late", _("late")
    DUE_SOON = "due_soon", _("due soon")
    NOT_YET_DUE = "not_yet_due", _("not yet due")
    TO_DECIDE = "submitted", _("sent, to be decided")
    RETURNED = "returned", _("returned to the unit")
    ACCEPTED = "accepted", _("accepted as it is")
    NIL = "nil", _("nothing to report")
    WAIVED = "waived", _("waived")


class TicketKind(TextChoices):
    """What a unit asks to have cleared."""

    OBSTACLE = "obstacle", _("difficulty in the work")
    STANDING = "standing", _("proposal to the standing body")
    HIGHER = "higher", _("proposal to a higher body")
    FUNDING = "funding", _("funding that is held up")


class TicketState(TextChoices):
    OPEN = "open", _("waits for an answer")
    ANSWERED = "answered", _("answered by the body")
    CLOSED = "closed", _("settled")
    WITHDRAWN = "withdrawn", _("withdrawn by the unit")


class TurnKind(TextChoices):
    """What was said or done about a ticket, one after another."""

    RAISE = "raise", _("raised")
    ANSWER = "answer", _("answered the unit")
    ASK_AGAIN = "ask_again", _("asked again")
    FORWARD = "forward", _("forwarded")
    CLOSE = "close", _("settled it")
    WITHDRAW = "withdraw", _("withdrew it")
    MOVE = "move", _("passed on at a reorganisation")


class TicketFilter(TextChoices):
    """How tickets stand on a day, as one looks for them."""

    LATE = "late", _("waits past its day")
    OPEN = "open", _("waits for an answer")
    ANSWERED = "answered", _("answered by the body")
    CLOSED = "closed", _("settled")
    WITHDRAWN = "withdrawn", _("withdrawn by the unit")


class BriefingKind(TextChoices):
    QUARTERLY = "quarterly", _("quarterly briefing")
    PERIODIC = "periodic", _("periodic briefing")
    AD_HOC = "ad_hoc", _("briefing when needed")
    REVIEW = "review", _("mid-term or final review")


class ReminderRole(TextChoices):
    """Who is told at a step of the ladder of reminders; the words of the reckoning engine's ladder."""

    FOCAL = "focal", _("focal person of the unit")
    HEAD = "head", _("head of the unit")
    STANDING_BODY = "standing_body", _("officers of the standing body")
    PARENT = "parent", _("focal person of the agency above")
    LEADER = "leader", _("leader of the body that issued it")
