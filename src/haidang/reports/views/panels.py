"""What this app shows on the pages of apps below it: obligations of an item, of an agency, of the person at home."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from haidang.agencies.models import Agency
from haidang.agencies.queries import reach_to_see
from haidang.agencies.rules import may_see_programmes
from haidang.foundation.registry import Panel
from haidang.programme.models import Item
from haidang.reports import rules
from haidang.reports.models import Ticket
from haidang.reports.queries import pages, tickets
from haidang.reports.queries.item_rounds import rounds_of_item


def item_panel(account: Any, item: Item) -> Panel | None:
    """This function will show what is owed for an item and how far it is; nothing where nothing was opened."""
    rounds = rounds_of_item(item, account, on=timezone.localdate())
    return Panel("reports/item_panel.html", {"rounds": rounds}) if rounds.near else None


def agency_panel(account: Any, agency: Agency) -> Panel | None:
    """This function will show what an agency within reach owes and has done, n/d."""
    if not reach_to_see(account).covers(agency.pk):
        return None
    shares = pages.unit_shares(agency, account, on=timezone.localdate())
    return Panel("reports/agency_panel.html", {"agency": agency, "shares": shares}) if shares.asked else None


def home_panel(account: Any, _subject: Any) -> Panel | None:
    """This function will lead from the desk to what the person's agencies owe."""
    if not pages.my_agencies(account):
        return None
    return Panel("reports/home_panel.html", {"work": pages.work_at_home(account, on=timezone.localdate())})


def places_panel(account: Any, here: str) -> Panel | None:
    """This function will lead to the places around what is owed, the present one marked; all pages of them show it."""
    if not may_see_programmes(account):
        return None
    return Panel("reports/places.html", {"here": here, "may_see_sent": rules.may_lead(account)})


def places_of_calendar(account: Any, _subject: Any) -> Panel | None:
    return places_panel(account, "calendar")


def item_tickets_panel(account: Any, item: Item) -> Panel | None:
    """This function will show what holds units up in an item, and lead to raising more."""
    rows = tickets.tickets_of_item(item, account)
    may_raise = bool(pages.my_agencies(account))
    address = f"{reverse('reports:raise_ticket')}?viec={item.pk}" if may_raise else ""
    return _tickets_panel(rows, address)


def agency_tickets_panel(account: Any, agency: Agency) -> Panel | None:
    """This function will show what an agency within reach raised or has to answer."""
    if not reach_to_see(account).covers(agency.pk):
        return None
    rows = tickets.tickets_of_agency(agency, account)
    return _tickets_panel(rows, raise_address_of(account, agency))


def raise_address_of(account: Any, agency: Agency) -> str:
    """This function will return where a ticket is raised for an agency, "" for who may not."""
    may_raise = rules.may_raise(account, agency.pk)
    return f"{reverse('reports:raise_ticket')}?don_vi={agency.pk}" if may_raise else ""


def home_tickets_panel(account: Any, _subject: Any) -> Panel | None:
    """This function will say at the desk what waits for the person's answer, and what was answered to them."""
    if not pages.my_agencies(account):
        return None
    counts = tickets.tickets_at_home(account)
    return Panel("reports/home_tickets_panel.html", counts) if any(counts.values()) else None


def _tickets_panel(rows: list[Ticket], address: str) -> Panel | None:
    context = {"rows": rows, "raise_address": address, "today": timezone.localdate()}
    return Panel("reports/tickets_panel.html", context) if rows or address else None
