"""Accounts and agencies for tests, made as the screens make them."""

from datetime import date

from haidang.agencies import operations
from haidang.agencies.enums import AgencyKind, Role
from haidang.agencies.models import Account, Agency, Post

PASSWORD = "hai-dang-soi-bien-dong"
LONG_AGO = date(2015, 1, 1)


def make_agency(name: str = "Sở Văn hóa và Thể thao", kind: str = AgencyKind.DEPARTMENT, **fields) -> Agency:
    return operations.create_agency(name=name, kind=kind, created_by=None, **fields)


def make_account(username: str = "canbo", full_name: str = "Nguyễn Thu Hà", **fields) -> Account:
    return Account.objects.create_user(username=username, password=PASSWORD, full_name=full_name, **fields)


def make_post(account: Account, role: str, agency: Agency | None = None, **fields) -> Post:
    held_in = agency or Agency.objects.filter(code="van-phong-ubnd").first() or _office()
    return Post.objects.create(account=account, agency=held_in, role=role, valid_from=LONG_AGO, **fields)


def make_person(role: str, username: str | None = None, agency: Agency | None = None) -> Account:
    """This function will make an account that holds one post since long ago."""
    account = make_account(username or str(role))
    make_post(account, role, agency)
    return account


def make_officer(username: str = "canbo") -> Account:
    return make_person(Role.OFFICER, username)


def make_administrator(username: str = "quantri") -> Account:
    return make_person(Role.ADMINISTRATOR, username)


def _office() -> Agency:
    return Agency.objects.create(
        code="van-phong-ubnd", name="Văn phòng UBND thành phố", folded_name="van phong ubnd thanh pho"
    )
