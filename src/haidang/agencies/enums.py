"""Choices of the agencies app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgencyKind(TextChoices):
    MINISTRY = "ministry", _("ministry or central body")
    COMMITTEE = "committee", _("People's Committee")
    PARTY = "party", _("Party body")
    DEPARTMENT = "department", _("department")
    DIVISION = "division", _("division or unit of a department")
    PRESS = "press", _("press body")
    UNION = "union", _("union or association")
    PROVINCE = "province", _("province or city")
    DISTRICT = "district", _("district")
    COMMUNE = "commune", _("commune or ward")
    GROUP = "group", _("group of agencies")
    OTHER = "other", _("other")


class NameKind(TextChoices):
    OFFICIAL = "official", _("official name")
    ABBREVIATION = "abbreviation", _("abbreviation")
    ALIAS = "alias", _("alias")


class SuccessionKind(TextChoices):
    RENAME = "rename", _("renamed")
    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")
    REPLACE = "replace", _("replaced")
    ABOLISH = "abolish", _("abolished")


class HandoverReason(TextChoices):
    HEIR = "heir", _("the body that follows")
    DUTY = "duty", _("holds the duty")
    DEFAULT = "default", _("takes open work by default")
    CHOSEN = "chosen", _("chosen by hand")
    WITH_UNIT = "with_unit", _("stays with its unit")
    STAYS = "stays", _("stays where it is")
    ENDS = "ends", _("ends on the day")
    FOUNDED = "founded", _("founded by the act")
    UNDECIDED = "undecided", _("no rule decides: choose")


class RegisterGap(TextChoices):
    NO_FOCAL_PERSON = "no_focal", _("without a focal person")
    NOT_VERIFIED = "unverified", _("not verified")
    PARENT_ENDED = "parent_ended", _("under a body that has ended")


class Role(TextChoices):
    ADMINISTRATOR = "administrator", _("administrator")
    OFFICER = "officer", _("officer of the standing body")
    FOCAL = "focal", _("unit's focal person")
    LEADER = "leader", _("leader")
    READER = "reader", _("reader")


class SeatKind(TextChoices):
    FOCAL = "focal_person", _("focal person of a unit")
    STEERING = "steering", _("steering committee")
    EXPERT = "expert", _("expert group")
    SPEAKER = "speaker", _("speaker")
    COLLABORATOR = "collaborator", _("collaborator")


class SeatPlace(TextChoices):
    CHAIR = "chair", _("chair")
    DEPUTY = "deputy_chair", _("deputy chair")
    STANDING = "standing_member", _("standing member")
    MEMBER = "member", _("member")


class Language(TextChoices):
    VIETNAMESE = "vi", "Tiếng Việt"
    ENGLISH = "en", "English"


class Theme(TextChoices):
    AUTO = "auto", _("as the machine")
    LIGHT = "light", _("light")
    DARK = "dark", _("dark")
