"""Loads what is known of laws; a second run changes nothing, what people corrected stays."""

from typing import Any

from django.core.management.base import BaseCommand

from haidang.documents.operations.laws import load_law_changes


class Command(BaseCommand):
    help = "Nạp sổ hiệu lực văn bản (có hiệu lực, sửa đổi, thay thế, hết hiệu lực). Chạy lại không làm thay đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        new = load_law_changes()
        self.stdout.write(
            f"Thêm {new} dòng vào sổ hiệu lực." if new else "Sổ hiệu lực đã có đủ, không thêm gì."
        )
