"""The people of the fictional city: focal persons, the steering committee by post, an expert, a speaker."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from haidang.agencies import operations as agencies
from haidang.agencies.enums import SeatKind, SeatPlace
from haidang.agencies.models import Account, Person, Seat
from haidang.agencies.queries import agency_named, people_named
from haidang.desk.management.sample_city import SINCE, STANDING_BODY

CITY = "Ủy ban nhân dân thành phố Hải Đăng"
SOURCE = "Dữ liệu mẫu"
HANDED_OVER_ON = date(2025, 9, 1)


@dataclass(frozen=True, slots=True)
class SampleSeat:
    name: str
    agency: str
    kind: SeatKind
    title: str
    place: SeatPlace = SeatPlace.MEMBER
    phone: str = ""


SEATS = (
    SampleSeat("Lê Thị Hồng Vân", CITY, SeatKind.STEERING, "Phó Chủ tịch", SeatPlace.CHAIR),
    SampleSeat("Hoàng Gia Khánh", STANDING_BODY, SeatKind.STEERING, "Giám đốc", SeatPlace.DEPUTY),
    SampleSeat("Bùi Thanh Sơn", "Sở Ngoại vụ", SeatKind.STEERING, "Giám đốc", SeatPlace.DEPUTY),
    SampleSeat("", "Công an Thành phố", SeatKind.STEERING, "Lãnh đạo Công an Thành phố"),
    SampleSeat("", "Sở Tài chính", SeatKind.STEERING, "Lãnh đạo Sở"),
    SampleSeat("Trần Quốc Bảo", "Sở Ngoại vụ", SeatKind.FOCAL, "Chánh Văn phòng", phone="0200 3555 101"),
    SampleSeat("Đỗ Anh Tuấn", "Sở Tài chính", SeatKind.FOCAL, "Chuyên viên", phone="0200 3555 102"),
    SampleSeat("Ngô Thuỳ Dương", "Sở Công Thương", SeatKind.FOCAL, "Phó phòng", phone="0200 3555 103"),
    SampleSeat("Phan Đức Long", "Sở Ngoại vụ", SeatKind.EXPERT, "Nguyên Phó Giám đốc"),
    SampleSeat("Vũ Hải Yến", "Ban Tuyên giáo và Dân vận Thành ủy", SeatKind.SPEAKER, "Trưởng phòng"),
)


@transaction.atomic
def seat_people() -> None:
    """This function will enter the sample's people into the directory, and one hand-over of a seat."""
    if Seat.objects.exists():
        return
    for one in SEATS:
        known = list(people_named(one.name)) if one.name else []
        seat = agencies.give_seat(
            holder=known[0] if known else one.name or None,
            agency=agency_named(one.agency, on=SINCE),
            kind=one.kind,
            place=one.place,
            title=one.title,
            phone=one.phone,
            valid_from=SINCE,
            source=SOURCE,
            given_by=None,
        )
        if one.name == "Bùi Thanh Sơn":
            _hand_over(seat)


@transaction.atomic
def link_accounts() -> None:
    """This function will tie people of the directory to the accounts they log in with."""
    for person in Person.objects.filter(account=None).order_by("id"):
        account = Account.objects.filter(full_name=person.full_name, person=None).order_by("id").first()
        if account:
            agencies.change_person(
                person=person,
                version=person.version,
                full_name=person.full_name,
                account=account,
                changed_by=None,
            )


def _hand_over(seat: Seat) -> None:
    agencies.pass_seat_on(
        seat=seat,
        version=seat.version,
        holder="Mai Phương Linh",
        on=HANDED_OVER_ON,
        source=SOURCE,
        passed_by=None,
        today=HANDED_OVER_ON,
    )
