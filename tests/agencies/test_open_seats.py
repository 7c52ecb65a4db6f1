"""People of the directory go over with a reorganisation, with their contact, and come back when it is undone."""

from datetime import date

import pytest
from factories.agencies import make_administrator, make_agency

from haidang.agencies.enums import SuccessionKind
from haidang.agencies.errors import UndoHindered
from haidang.agencies.models import Seat
from haidang.agencies.operations import (
    Consent,
    carry_out_reorganisation,
    end_seat,
    give_seat,
    preview_reorganisation,
    undo_reorganisation,
)
from haidang.agencies.queries import PlannedAct, PlannedChange, body_of

pytestmark = pytest.mark.django_db

DAY, TODAY = date(2025, 3, 1), date(2025, 4, 1)
PHONE = "024 3825 3536"


@pytest.fixture
def merged():
    """This fixture will merge a department with a focal person into another, and give the act, person and heir."""
    by, ended, heir = make_administrator(), make_agency("Sở Thông tin"), make_agency("Sở Khoa học")
    seat = give_seat(
        holder="Trần Thị Lan",
        agency=ended,
        kind="focal_person",
        valid_from=date(2024, 1, 1),
        source="Công văn 8",
        given_by=None,
        phone=PHONE,
    )
    change = PlannedChange(DAY, (PlannedAct(SuccessionKind.MERGE, (ended,), (body_of(heir),)),))
    seen = preview_reorganisation(change=change, choices={}, today=TODAY).seen
    done = carry_out_reorganisation(
        change=change, consent=Consent({}, seen, "1"), carried_out_by=by, today=TODAY
    )
    return done, seat, heir, by


def rows() -> list[tuple]:
    fields = ("person__full_name", "agency__name", "valid_from", "valid_to", "phone")
    return list(Seat.objects.order_by("pk").values_list(*fields))


def test_focal_person_goes_to_the_heir_with_the_contact_and_history_stays(merged):
    _done, seat, heir, _by = merged

    assert rows() == [
        ("Trần Thị Lan", "Sở Thông tin", date(2024, 1, 1), DAY, ""),
        ("Trần Thị Lan", "Sở Khoa học", DAY, None, PHONE),
    ]
    assert Seat.objects.get(agency=heir).taken_over == seat


def test_undoing_gives_the_seat_and_its_contact_back(merged):
    done, _seat, _heir, by = merged

    undo_reorganisation(reorganisation=done, reason="Nhập nhầm ngày", undone_by=by)

    assert rows() == [("Trần Thị Lan", "Sở Thông tin", date(2024, 1, 1), None, PHONE)]


def test_seat_that_was_changed_since_hinders_undoing(merged):
    done, _seat, heir, by = merged
    now = Seat.objects.get(agency=heir)
    end_seat(seat=now, version=1, on=TODAY, ended_by=by, today=TODAY)

    with pytest.raises(UndoHindered):
        undo_reorganisation(reorganisation=done, reason="Nhập nhầm", undone_by=by)
