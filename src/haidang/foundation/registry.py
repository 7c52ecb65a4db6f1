"""How apps above foundation are heard by it: links of the shell, names of acts and notices, who is at work."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One entry of the shell's navigation, shown to those whom `may` allows."""

    section: str
    label: Any
    url_name: str
    may: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page that an app above draws: its template and what that shows."""

    template: str
    context: Mapping[str, Any]


PanelMaker = Callable[[Any, Any], Panel | None]


@dataclass(frozen=True, slots=True)
class DueDate:
    """One day on which something is due, as a calendar shows it; `key` stays the same when the day moves."""

    key: str
    day: date
    title: str
    text: str
    address: str


# Cuts a text into pieces, each with the address of the paper that it names, "" for none.
PaperCutter = Callable[[str], list[tuple[str, str]]]

navigation: list[NavigationLink] = []
panels: dict[str, list[PanelMaker]] = {}
act_names: dict[str, Any] = {}
fact_names: dict[str, Any] = {}
shell_addresses: dict[str, str] = {}
# Names of the pages with a list whose filters a person may save.
filtered_lists: set[str] = set()
acting_name_readers: list[Callable[[Any], str]] = []
notice_names: dict[str, Any] = {}
conditions_of_work: list[Callable[[Any], bool]] = []
due_date_readers: list[Callable[[Any, date], Iterable[DueDate]]] = []
narrowings_to_work: list[Callable[[Any], Any]] = []
acting_person_readers: list[Callable[[Any], str]] = []
# Whoever can tell that a text bears a state-secret mark.
secret_text_readers: list[Callable[[list[str]], bool]] = []
# Whoever knows the papers of the register: what cuts texts for an account.
paper_reader: Callable[[Any], PaperCutter] | None = None


def name_acts(names: Mapping[str, Any]) -> None:
    """This function will tell the log of actions how the acts of an app are called on screen."""
    act_names.update(names)


def name_facts(names: Mapping[str, Any]) -> None:
    """This function will tell the log how the facts of an app's entries are called: their names and coded values."""
    fact_names.update(names)


def add_panel(page: str, make: PanelMaker) -> None:
    """This function will let an app above add a part to a page; `make` gets the account and what the page is about."""
    panels.setdefault(page, []).append(make)


def acting_name(actor: Any) -> str:
    """This function will name the body an actor acts for today, "" when nobody has said how to know."""
    return next((name for reader in acting_name_readers if (name := reader(actor))), "")


def name_notices(names: Mapping[str, Any]) -> None:
    """This function will tell the page of notices how the kinds of notices of an app are called."""
    notice_names.update(names)


def is_at_work(account: Any) -> bool:
    """This function will tell whether a person may be told anything today: whoever has left is not."""
    return account.is_authenticated and all(holds(account) for holds in conditions_of_work)


def accounts_at_work(accounts: Any) -> Any:
    """This function will keep, of a query of accounts, those of people at work today; the same as `is_at_work`."""
    for narrow in narrowings_to_work:
        accounts = narrow(accounts)
    return accounts


def acting_person(actor: Any) -> str:
    """This function will name the person for whom an actor acts in place of the own work, "" for the own work."""
    return next((name for reader in acting_person_readers if (name := reader(actor))), "")


def is_secret(text: str) -> bool:
    """This function will tell whether a text that a person typed bears a state-secret mark."""
    return any(reader([text]) for reader in secret_text_readers)


def due_dates_of(account: Any, on: date) -> list[DueDate]:
    """This function will gather from every app what is due to a person around a day, earliest first."""
    found = [due for reader in due_date_readers for due in reader(account, on)]
    return sorted(found, key=lambda due: (due.day, due.key))
