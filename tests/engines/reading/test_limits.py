import pytest

from haidang.engines.reading.limits import (
    DEFAULT,
    BadLimit,
    Limits,
    environment_of_limits,
    limit_descriptions,
    limit_refusal,
    limits_from_environment,
)


def test_limits_come_from_settings_and_go_back() -> None:
    limits = limits_from_environment(
        {"HAIDANG_LIMIT_PAGES": "5000", "HAIDANG_LIMIT_FILE_MB": "", "OTHER": "1"}
    )

    assert limits == Limits(pages=5_000)
    assert limits_from_environment(environment_of_limits(limits)) == limits


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5"])
def test_bad_limit_is_named(value: str) -> None:
    with pytest.raises(BadLimit, match="HAIDANG_LIMIT_PAGES"):
        limits_from_environment({"HAIDANG_LIMIT_PAGES": value})


def test_refusal_says_value_and_setting() -> None:
    refused = limit_refusal("too_many_pages", DEFAULT, "pages")

    assert refused.message == (
        "Văn bản vượt quá giới hạn 2.000 trang; hãy tách thành nhiều tệp, "
        "hoặc đề nghị quản trị viên nâng giới hạn bằng thiết lập HAIDANG_LIMIT_PAGES."
    )


def test_every_limit_is_described() -> None:
    described = limit_descriptions()

    assert set(described) == set(environment_of_limits(DEFAULT))
    assert described["HAIDANG_LIMIT_PAGES"] == "Số trang của một văn bản (mặc định 2000 trang)"
