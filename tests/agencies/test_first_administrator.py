"""The command that opens an empty installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from haidang.agencies.models import Account
from haidang.agencies.rules import may_administer

pytestmark = pytest.mark.django_db

GIVEN = ("quantri", "Phạm Minh Quân", "Văn phòng UBND Thành phố")


def test_first_administrator_gets_a_one_time_password():
    told = StringIO()

    call_command("first_administrator", *GIVEN, stdout=told)

    account = Account.objects.get(username="quantri")
    assert account.check_password(told.getvalue().split()[-1])
    assert (may_administer(account), account.must_change_password) == (True, True)


def test_second_call_is_refused():
    call_command("first_administrator", *GIVEN, stdout=StringIO())

    with pytest.raises(CommandError):
        call_command("first_administrator", "khac", "Người khác", "Sở khác")

    assert Account.objects.count() == 1
