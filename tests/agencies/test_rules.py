"""Rights follow from the posts held today."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from factories.agencies import make_account, make_person, make_post

from haidang.agencies import rules
from haidang.agencies.enums import Role
from haidang.agencies.models import Account

pytestmark = pytest.mark.django_db

RULES = {
    "handle": rules.may_handle_documents,
    "review": rules.may_review_readings,
    "adopt": rules.may_adopt_programme,
    "see": rules.may_see_programmes,
    "administer": rules.may_administer,
    "keep agencies": rules.may_keep_agencies,
}


def rights_of(account) -> set[str]:
    return {name for name, may in RULES.items() if may(account)}


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.ADMINISTRATOR, {"see", "administer", "keep agencies"}),
        (Role.OFFICER, {"handle", "review", "adopt", "see", "keep agencies"}),
        (Role.FOCAL, {"see"}),
        (Role.LEADER, {"see"}),
        (Role.READER, {"see"}),
    ],
)
def test_rights_of_each_role(role, rights):
    assert rights_of(make_person(role)) == rights


def test_account_without_post_and_stranger_have_no_rights():
    assert rights_of(make_account()) == set()
    assert rights_of(AnonymousUser()) == set()


def test_post_gives_rights_only_between_its_days():
    account = make_account()
    make_post(account, Role.OFFICER, valid_to=date(2020, 1, 1))

    assert rights_of(account) == set()


def test_shut_account_has_no_rights(officer):
    Account.objects.filter(pk=officer.pk).update(is_active=False)

    assert rights_of(Account.objects.get(pk=officer.pk)) == set()


def test_two_posts_give_the_rights_of_both(officer):
    make_post(officer, Role.ADMINISTRATOR)

    assert rights_of(Account.objects.get(pk=officer.pk)) == set(RULES)
