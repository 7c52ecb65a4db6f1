"""How much of a machine one paper may take. An administrator can raise every limit by a setting."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from haidang.engines.reading.errors import Refused, refusal

SETTING_PREFIX = "HAIDANG_LIMIT_"
_MEGABYTE = 1024 * 1024


def _limit(default: int, description: str, unit: str) -> int:
    """One limit: its value by default, what it holds back, and the unit as a sentence prints it."""
    value: int = field(default=default, metadata={"description": description, "unit": unit})
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one paper may cost. Every value is the largest that is still allowed."""

    file_mb: int = _limit(50, "Dung lượng của tệp", "MB")
    # What one paper costs is held by CPU time; waiting is long, because a busy machine makes a small paper wait too.
    cpu_seconds: int = _limit(15, "Thời gian xử lý (CPU) cho một văn bản", "giây xử lý")
    wall_seconds: int = _limit(60, "Thời gian chờ cho mỗi 100 trang", "giây cho mỗi 100 trang")
    memory_mb: int = _limit(512, "Bộ nhớ của tiến trình đọc", "MB bộ nhớ")
    pages: int = _limit(2_000, "Số trang của một văn bản", "trang")
    page_points: int = _limit(14_400, "Chiều rộng, chiều cao của một trang", "point mỗi chiều trang giấy")
    zip_entries: int = _limit(5_000, "Số tệp thành phần trong DOCX", "tệp thành phần")
    zip_total_mb: int = _limit(300, "Tổng dung lượng DOCX sau giải nén", "MB sau giải nén")
    zip_part_mb: int = _limit(60, "Dung lượng một thành phần XML của DOCX", "MB cho một thành phần XML")
    zip_ratio: int = _limit(200, "Tỷ lệ nén của một thành phần", "lần tỷ lệ nén")
    characters: int = _limit(5_000_000, "Số ký tự của văn bản", "ký tự")
    lines: int = _limit(200_000, "Số dòng của văn bản", "dòng")
    table_cells: int = _limit(500_000, "Số ô bảng của văn bản", "ô bảng")
    columns: int = _limit(200, "Số cột của một bảng", "cột của một bảng")
    name_length: int = _limit(200, "Độ dài tên tệp", "ký tự tên tệp")
    scan_cpu_seconds: int = _limit(
        60, "Thời gian xử lý (CPU) để nhận dạng một trang ảnh", "giây xử lý mỗi trang"
    )
    scan_memory_mb: int = _limit(1_024, "Bộ nhớ để nhận dạng một trang ảnh", "MB bộ nhớ mỗi trang")
    scan_workers: int = _limit(2, "Số trang ảnh được nhận dạng cùng lúc", "trang cùng lúc")
    hidden_lines: int = _limit(1_000, "Số dòng chữ ẩn được báo lại", "dòng chữ ẩn")

    @property
    def file_bytes(self) -> int:
        return self.file_mb * _MEGABYTE

    @property
    def scan_memory_bytes(self) -> int:
        return self.scan_memory_mb * _MEGABYTE

    @property
    def memory_bytes(self) -> int:
        return self.memory_mb * _MEGABYTE


DEFAULT = Limits()


class BadLimit(ValueError):
    """A setting for a limit that is not a whole number above zero."""


def setting_name(limit: str) -> str:
    """This function will name the environment setting of a limit: `pages` is `HAIDANG_LIMIT_PAGES`."""
    return SETTING_PREFIX + limit.upper()


def limit_descriptions() -> dict[str, str]:
    """This function will give for every setting its Vietnamese description with unit and default value."""
    return {
        setting_name(
            each.name
        ): f"{each.metadata['description']} (mặc định {each.default} {each.metadata['unit']})"
        for each in fields(Limits)
    }


def limits_from_environment(environment: Mapping[str, str]) -> Limits:
    """This function will read the limits from settings; what is not set keeps its default.

    Raises BadLimit, naming the setting, for a value that is not a whole number above zero.
    """
    chosen = {each.name: setting_name(each.name) for each in fields(Limits)}
    return Limits(
        **{name: _whole_number(key, environment[key]) for name, key in chosen.items() if environment.get(key)}
    )


def environment_of_limits(limits: Limits) -> dict[str, str]:
    """This function will write limits as settings, the reverse of `limits_from_environment`."""
    return {setting_name(each.name): str(getattr(limits, each.name)) for each in fields(Limits)}


def limit_refusal(code: str, limits: Limits, limit: str) -> Refused:
    """This function will refuse for a limit, saying its value and the setting that raises it."""
    unit = next(each.metadata["unit"] for each in fields(Limits) if each.name == limit)
    value = f"{getattr(limits, limit):,}".replace(",", ".")
    raise_it = f", hoặc đề nghị quản trị viên nâng giới hạn bằng thiết lập {setting_name(limit)}"
    stated = f"{value} {unit}"
    return refusal(code, limit=stated, what=f"dài quá giới hạn {stated}", raise_it=raise_it)


def _whole_number(setting: str, value: str) -> int:
    if not value.strip().isdecimal() or int(value) < 1:
        raise BadLimit(f"{setting} must be a whole number above zero, not {value!r}")
    return int(value)
