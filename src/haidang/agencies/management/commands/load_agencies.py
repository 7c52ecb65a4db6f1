"""Loads provinces, departments and communes into the register; loaded once, a second run changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from haidang.agencies.operations.register_loading import load_register
from haidang.agencies.operations.register_tables import province_code_named, province_codes


class Command(BaseCommand):
    help = (
        "Nạp sổ đơn vị: 63 tỉnh, thành phố và 34 tỉnh, thành phố mới, các cơ quan đã sắp xếp; "
        "xã, phường và quận, huyện cũ của từng tỉnh theo lựa chọn. Chạy lại không làm thay đổi gì."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--province",
            action="append",
            default=[],
            metavar="TỈNH",
            help="mã hoặc tên tỉnh, thành phố cần nạp xã, phường (dùng được nhiều lần)",
        )
        parser.add_argument("--all", action="store_true", dest="all_provinces", help="nạp xã, phường cả nước")

        parser.add_argument(
            "--home",
            default="",
            metavar="TỈNH",
            help="tỉnh, thành phố dùng hệ thống này: thêm tên gọi ngắn (“Sở Du lịch”) cho các cơ quan của mình",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = province_codes() if options["all_provinces"] else self._codes(options["province"])
        home = self._codes([options["home"]])[0] if options["home"] else ""
        new = load_register(provinces=[*wanted, *({home} - {"", *wanted})], home=home)
        self.stdout.write(f"Thêm {new} đơn vị vào sổ." if new else "Sổ đơn vị đã có đủ, không thêm gì.")

    def _codes(self, given: list[str]) -> list[str]:
        codes = [province_code_named(text) for text in given]
        unknown = [text for text, code in zip(given, codes, strict=True) if not code]
        if unknown:
            raise CommandError(
                f"Không có tỉnh, thành phố “{unknown[0]}” từ 01/7/2025. Hãy ghi mã (01) hoặc tên (Hà Nội)."
            )
        return codes
