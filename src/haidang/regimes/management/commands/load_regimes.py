"""Loads the starting set of measures and report regimes; a second run changes nothing, what people changed stays."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from haidang.agencies.models import Account
from haidang.regimes.operations.starting_set import load_starting_set


class Command(BaseCommand):
    help = "Nạp số liệu và chế độ báo cáo ban đầu, đứng tên một tài khoản. Chạy lại không làm thay đổi gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("login", help="tên đăng nhập của cán bộ đứng tên")

    def handle(self, *args: Any, **options: Any) -> None:
        account = Account.objects.filter(username=options["login"]).first()
        if account is None:
            raise CommandError(
                f"Không có tài khoản {options['login']}. Hãy ghi tên đăng nhập của một cán bộ."
            )
        new = load_starting_set(made_by=account, at=timezone.now())
        self.stdout.write(
            f"Thêm {new.measures} số liệu và {new.regimes} chế độ báo cáo (chưa dùng)."
            if new.measures or new.regimes
            else "Số liệu và chế độ báo cáo ban đầu đã có đủ, không thêm gì."
        )
