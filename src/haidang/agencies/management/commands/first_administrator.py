"""Opens an empty installation: the first administrator, with a one-time password."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from haidang.agencies.errors import AgenciesError
from haidang.agencies.operations import create_first_administrator


class Command(BaseCommand):
    help = "Lập quản trị viên đầu tiên và in mật khẩu dùng một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("full_name", help="họ và tên")
        parser.add_argument("agency_name", help="tên cơ quan")

    def handle(self, *args: Any, **options: Any) -> None:
        given = {name: options[name] for name in ("username", "full_name", "agency_name")}
        try:
            account, password = create_first_administrator(**given, on=timezone.localdate())
        except AgenciesError as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(f"Tên đăng nhập: {account.username}\nMật khẩu dùng một lần: {password}")
