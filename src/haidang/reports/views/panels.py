"""What this app shows on the pages of apps below it: obligations of an item, of an agency, of the person at home."""

from typing import Any

from django.utils import timezone

from haidang.agencies.models import Agency
from haidang.agencies.queries import reach_to_see
from haidang.foundation.registry import Panel
from haidang.programme.models import Item
from haidang.reports.queries import pages


def item_panel(account: Any, item: Item) -> Panel | None:
    """This function will show what is owed for an item and how far it is; nothing where nothing was opened."""
    rows = pages.item_rows(item, account, on=timezone.localdate())
    return Panel("reports/item_panel.html", {"rows": rows}) if rows else None


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
