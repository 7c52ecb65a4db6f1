"""What happens at a desk between plans and reports: papers made known, somebody acting for another, saved filters."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from haidang.agencies import operations as agencies
from haidang.agencies.enums import AgencyKind, SeatKind, SeatPlace
from haidang.agencies.models import Account, Agency, Delegation, Post, Seat
from haidang.desk.management.hanoi.bodies import CITY, Authors
from haidang.desk.management.hanoi.register import body_called
from haidang.documents.models import Circulation, Document, Receipt
from haidang.documents.operations.circulating import circulate_document, confirm_receipt, open_receipt
from haidang.foundation.models import SavedFilter
from haidang.foundation.operations.filters import save_filter

_TOKENS = UUID("8a0c6f9d-4be1-4f0f-8f0a-2d6c2f8e9b13")
_SOURCE = "Dữ liệu ví dụ"
_SEATED_SINCE = date(2026, 3, 1)
_STAFF = (12, 30, 8, 45, 6)
# Of every five bodies the first has not opened a paper, the second has opened it, the others made it known too.
_OF, _UNOPENED, _ONLY_OPENED = 5, 1, 2

_FILTERS = (
    ("canbo", "/bao-cao/", "Quá hạn", "tinh_trang=late"),
    ("canbo", "/bao-cao/", "Chờ duyệt", "tinh_trang=submitted"),
    ("dulich", "/bao-cao/", "Việc của Sở sắp đến hạn", "tinh_trang=due_soon"),
    ("lanhdao", "/bao-cao/", "Đang trả lại", "tinh_trang=returned"),
)
# Names that nobody bears, with telephone numbers that belong to nobody.
_SEATS = (
    (
        "Đỗ Ngọc Anh Đào (ví dụ)",
        "hn-so-dl",
        SeatKind.FOCAL,
        "Phó Trưởng phòng",
        SeatPlace.MEMBER,
        "0200 3555 201",
    ),
    (
        "Lý Hải Đăng Khoa (ví dụ)",
        "hn-so-vhtt",
        SeatKind.FOCAL,
        "Chuyên viên",
        SeatPlace.MEMBER,
        "0200 3555 202",
    ),
    (
        "Tạ Thu Biển (ví dụ)",
        "Phường Hoàn Kiếm",
        SeatKind.FOCAL,
        "Công chức văn hóa",
        SeatPlace.MEMBER,
        "0200 3555 203",
    ),
    ("", "hn-catp", SeatKind.STEERING, "Lãnh đạo Công an thành phố", SeatPlace.MEMBER, ""),
    ("Cao Sóng Lam (ví dụ)", "hn-lhhn", SeatKind.EXPERT, "Chuyên gia", SeatPlace.MEMBER, ""),
)


def seat_people_of_city() -> None:
    """This function will seat some people of Hà Nội's bodies; most bodies have nobody, and are listed so."""
    city = Agency.objects.without_tree_fields().get(code=CITY)
    if Seat.objects.filter(agency__parent=city).exists():
        return
    for name, body, kind, title, place, phone in _SEATS:
        agencies.give_seat(
            holder=name or None,
            agency=body_called(body, on=_SEATED_SINCE),
            kind=kind,
            place=place,
            title=title,
            phone=phone,
            valid_from=_SEATED_SINCE,
            source=_SOURCE,
            given_by=None,
        )


def circulate_papers(*, officer: Account, authors: Authors, at: datetime) -> None:
    """This function will make two papers known: some bodies have read them, some have not. Once."""
    if Circulation.objects.exists():
        return
    today = timezone.localdate(at)
    alive = Agency.objects.without_tree_fields().alive_on(today)
    own = alive.filter(
        parent=None, kind__in=(AgencyKind.DEPARTMENT, AgencyKind.COMMITTEE), source="Dữ liệu mẫu"
    )
    of_city = alive.filter(parent__code=CITY).exclude(kind=AgencyKind.GROUP)
    for file, bodies, note in (
        ("cong-van-huong-dan-2026.pdf", own, "Đề nghị phổ biến tới cán bộ làm thông tin đối ngoại (ví dụ)."),
        ("ke-hoach-ha-noi-2026-vi-du.docx", of_city, "Kế hoạch năm, văn bản ví dụ."),
    ):
        circulation = circulate_document(
            document=Document.objects.get(file__original_name=file),
            agencies=list(bodies.order_by("name", "id")),
            token=uuid5(_TOKENS, file),
            circulated_by=officer,
            note=note,
            until=today + timedelta(days=10),
        )
        receipts = circulation.receipts.select_related("agency", "circulation__document")
        _read(list(receipts.exclude(agency__kind=AgencyKind.COMMUNE).order_by("id")), authors, at)


def let_act_for_another(*, today: date) -> None:
    """This function will let two people act for a colleague for ten days, once."""
    if Delegation.objects.exists():
        return
    for holder, delegate in (("canbo", "quantri"), ("dulich", "dm-hn-so-dl")):
        post = Post.objects.held_on(today).filter(account__username=holder).order_by("id")[0]
        agencies.give_delegation(
            post=post,
            delegate=Account.objects.get(username=delegate),
            valid_from=today,
            valid_to=today + timedelta(days=10),
            reason="Đi công tác (ví dụ)",
            given_by=Account.objects.get(username=holder),
            on=today,
        )


def save_filters() -> None:
    """This function will save filters of lists under names, once."""
    if not SavedFilter.objects.exists():
        for username, place, name, query in _FILTERS:
            account = Account.objects.get(username=username)
            save_filter(account=account, place=place, name=name, query=query)


def _read(receipts: Sequence[Receipt], authors: Authors, at: datetime) -> None:
    for number, receipt in enumerate(receipts):
        place = number % _OF
        if place < _UNOPENED:
            continue
        reader = authors.author_of(receipt.agency_id, on=timezone.localdate(at))
        open_receipt(receipt=receipt, opened_by=reader, at=at)
        if place >= _ONLY_OPENED:
            confirm_receipt(
                receipt=receipt,
                version=receipt.version,
                staff_informed=_STAFF[place],
                confirmed_by=reader,
                at=at,
            )
