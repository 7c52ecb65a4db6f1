"""What the agencies app refuses, with the sentence an officer reads."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _


class AgenciesError(Exception):
    """The root of this app's refusals; `message` is for the person."""

    message: Any = _("The agencies register cannot do this.")


class AgencyUnknown(AgenciesError):
    """No agency bears this name on this day."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
        self.message = _("No agency is called “%(name)s”. Choose one from the list or create it.") % {
            "name": text
        }


class AgencyAmbiguous(AgenciesError):
    """Several agencies bear this name on this day; a person must choose."""

    def __init__(self, text: str, candidates: Sequence[Any]) -> None:
        super().__init__(text)
        self.text = text
        self.candidates = tuple(candidates)
        self.message = _("%(count)s agencies are called “%(name)s”. Choose the right one.") % {
            "name": text,
            "count": len(self.candidates),
        }


class AgencyNameTaken(AgenciesError):
    message = _("This agency already has this name.")


class LoginTaken(AgenciesError):
    message = _("Another account already uses this login.")


class LastAdministrator(AgenciesError):
    message = _("At least one active administrator must remain. Give another account this role first.")


class AdministratorExists(AgenciesError):
    message = _("There is an administrator already; accounts are created on the page of accounts.")
