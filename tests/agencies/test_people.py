"""People and their seats: given, handed over, ended; the committee of a day; units without a focal person."""

from datetime import date

import pytest
from factories.agencies import make_account, make_agency, make_person

from haidang.agencies import errors, operations, queries
from haidang.agencies.enums import AgencyKind, Role, SeatKind, SeatPlace
from haidang.agencies.models import Person, Seat
from haidang.foundation.models import Event

pytestmark = pytest.mark.django_db

NEW_YEAR, MARCH, JULY = date(2025, 1, 1), date(2025, 3, 1), date(2025, 7, 1)
DECISION = "Quyết định 12/QĐ-UBND ngày 02/01/2025"


def seat_of(name, agency, kind=SeatKind.FOCAL, *, since=NEW_YEAR, **details) -> Seat:
    return operations.give_seat(
        holder=name, agency=agency, kind=kind, valid_from=since, source=DECISION, given_by=None, **details
    )


def asked(**more) -> queries.DirectoryFilter:
    return queries.DirectoryFilter(on=more.pop("on", JULY), **more)


def test_directory_of_a_day_is_found_with_and_without_diacritics():
    tourism, foreign = make_agency("Sở Du lịch"), make_agency("Sở Ngoại vụ")
    lan, hoa = seat_of("Trần Thị Lan", tourism), seat_of("Đỗ Văn Hoà", foreign, SeatKind.SPEAKER)

    assert list(queries.seats_filtered(asked())) == [hoa, lan]
    assert list(queries.seats_filtered(asked(words="tran lan"))) == [lan]
    assert list(queries.seats_filtered(asked(words="Đỗ Văn Hòa"))) == [hoa]
    assert list(queries.seats_filtered(asked(words="ngoai vu"))) == [hoa]
    assert list(queries.seats_filtered(asked(kind=SeatKind.FOCAL))) == [lan]
    assert list(queries.seats_filtered(asked(agency=foreign))) == [hoa]
    assert list(queries.seats_filtered(asked(on=date(2024, 12, 31)))) == []


def test_seat_handed_over_keeps_who_held_it_and_drops_the_old_contact(officer):
    first = seat_of("Trần Thị Lan", make_agency(), title="Trưởng phòng", phone="024 3825 3536")

    second = operations.pass_seat_on(
        seat=first,
        version=1,
        holder="Vũ Mai Anh",
        on=MARCH,
        source="Công văn 8",
        passed_by=officer,
        today=JULY,
    )

    first.refresh_from_db()
    assert (first.valid_to, first.phone, second.taken_over) == (MARCH, "", first)
    assert (second.title, second.kind, second.valid_from) == ("Trưởng phòng", SeatKind.FOCAL, MARCH)
    assert list(queries.seats_filtered(asked(on=date(2025, 2, 28)))) == [first]
    assert list(queries.seats_filtered(asked(on=MARCH))) == [second]
    event = Event.objects.get(act="agencies.pass_seat_on")
    assert (event.before["person"], event.after["person"]) == ("Trần Thị Lan", "Vũ Mai Anh")


def test_second_of_two_who_change_a_seat_at_once_overwrites_nothing(officer):
    seat = seat_of("Trần Thị Lan", make_agency())
    operations.change_contact(seat=seat, version=1, phone="024 3825 3536", email="", changed_by=officer)

    with pytest.raises(errors.SeatChangedMeanwhile):
        operations.end_seat(seat=seat, version=1, on=JULY, ended_by=officer, today=JULY)

    seat.refresh_from_db()
    assert (seat.phone, seat.valid_to, seat.version) == ("024 3825 3536", None, 2)


def test_log_tells_that_a_contact_changed_but_not_what_it_is(officer):
    seat = seat_of("Trần Thị Lan", make_agency(), phone="024 3825 3536")

    operations.change_contact(
        seat=seat, version=1, phone="024 3999 1111", email="lan@sodulich.example", changed_by=officer
    )

    told = str(list(Event.objects.values_list("before", "after", "subject_name")))
    assert "Trần Thị Lan" in told
    assert [one for one in ("3825", "3999", "example") if one in told] == []


def test_contact_stays_until_a_seat_that_ends_later_has_ended(officer):
    seat = seat_of("Trần Thị Lan", make_agency(), phone="024 3825 3536")

    operations.end_seat(seat=seat, version=1, on=JULY, ended_by=officer, today=MARCH)

    everywhere = queries.reach_of_contacts(officer)
    shown = [queries.seat_rows([seat], everywhere, on=day)[0].phone for day in (MARCH, JULY)]
    assert shown == ["024 3825 3536", ""]


def test_same_seat_is_not_given_twice():
    agency = make_agency()
    seat = seat_of("Trần Thị Lan", agency)

    with pytest.raises(errors.SeatHeld):
        seat_of(seat.person, agency, since=MARCH)

    assert Seat.objects.count() == 1


def test_press_bodies_have_a_focal_person_but_no_list_of_journalists():
    paper = make_agency("Báo Hà Nội mới", kind=AgencyKind.PRESS)
    seat_of("Trần Thị Lan", paper)

    for kind in (SeatKind.COLLABORATOR, SeatKind.SPEAKER, SeatKind.EXPERT):
        with pytest.raises(errors.SeatForbidden):
            seat_of("Nguyễn Văn Bình", paper, kind)

    assert list(Person.objects.values_list("full_name", flat=True)) == ["Trần Thị Lan"]


def test_seat_is_refused_in_a_body_that_does_not_exist_that_day():
    agency = make_agency("Sở Du lịch", valid_from=JULY)

    with pytest.raises(errors.NotAliveThatDay):
        seat_of("Trần Thị Lan", agency, since=MARCH)


def test_committee_of_a_day_stands_by_post_with_seats_that_wait_for_a_name(officer):
    city, foreign = make_agency("UBND Thành phố", AgencyKind.COMMITTEE), make_agency("Sở Ngoại vụ")
    steering = SeatKind.STEERING
    chair = seat_of("Nguyễn Thị Bích", city, steering, place=SeatPlace.CHAIR, title="Phó Chủ tịch")
    deputy = seat_of(None, foreign, steering, place=SeatPlace.DEPUTY, title="Lãnh đạo Sở")

    operations.pass_seat_on(
        seat=deputy,
        version=1,
        holder="Lê Hồng Vân",
        on=JULY,
        source="Quyết định 9",
        passed_by=officer,
        today=JULY,
    )

    def shown(day):
        parts = queries.committee_on(day, queries.reach_of_contacts(officer))
        return [(part.place, [str(row.seat.person or row.seat.title) for row in part.rows]) for part in parts]

    assert shown(MARCH) == [("chair", ["Nguyễn Thị Bích"]), ("deputy_chair", ["Lãnh đạo Sở"])]
    assert shown(JULY) == [("chair", ["Nguyễn Thị Bích"]), ("deputy_chair", ["Lê Hồng Vân"])]
    with pytest.raises(errors.ChairHeld):
        seat_of("Trần Văn Minh", city, steering, place=SeatPlace.CHAIR)
    chair.refresh_from_db()
    assert chair.valid_to is None


def test_focal_persons_are_counted_of_the_units_alive_that_day():
    seat_of("Trần Thị Lan", make_agency("Sở Du lịch"))
    make_person(Role.FOCAL, agency=make_agency("Sở Ngoại vụ"))
    make_agency("Sở Tư pháp")
    make_agency("Phường Ba Đình", AgencyKind.COMMUNE, valid_from=JULY)

    def counted(day):
        return [(one.kind, one.with_focal, one.units) for one in queries.focal_shares(on=day)]

    assert counted(MARCH) == [("department", 2, 3), ("", 2, 3)]
    assert counted(JULY) == [("department", 2, 3), ("commune", 0, 1), ("", 2, 4)]
    gap = queries.AgencyFilter(on=JULY, gap="no_focal")
    assert [one.name for one in queries.agencies_filtered(gap)] == ["Phường Ba Đình", "Sở Tư pháp"]


def test_account_belongs_to_one_person_only(officer):
    agency, account = make_agency(), make_account("lan")
    first, second = seat_of("Trần Thị Lan", agency).person, seat_of("Lan khác", agency).person
    operations.change_person(
        person=first, version=1, full_name="Trần Thị Lan", account=account, changed_by=officer
    )

    with pytest.raises(errors.AccountTaken):
        operations.change_person(
            person=second, version=1, full_name="Lan khác", account=account, changed_by=officer
        )
