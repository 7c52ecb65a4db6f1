"""`haidang agency`: what it prints for an old name, a name of two bodies and a name nobody bore."""

import json
from datetime import date

import pytest
from factories.agencies import make_agency

from haidang.agencies.enums import AgencyKind, SuccessionKind
from haidang.agencies.operations import give_duty, pass_duty_on, record_succession
from haidang.project.command import main

pytestmark = pytest.mark.django_db

DAY = date(2025, 3, 1)


@pytest.fixture
def merged():
    city = make_agency("Thành phố Hà Nội", kind=AgencyKind.PROVINCE)
    information = make_agency("Sở Thông tin và Truyền thông thành phố Hà Nội", parent=city)
    science = make_agency("Sở Khoa học và Công nghệ thành phố Hà Nội", parent=city, is_verified=False)
    culture = make_agency("Sở Văn hóa và Thể thao thành phố Hà Nội", parent=city)
    record_succession(
        kind=SuccessionKind.MERGE,
        effective_on=DAY,
        predecessors=[information],
        heirs=[science],
        recorded_by=None,
        legal_basis="Nghị quyết ngày 25/02/2025",
        source="báo ngày 25/02/2025",
    )
    press = give_duty(name="Quản lý báo chí", holder=information, given_by=None)
    pass_duty_on(duty=press, holder=culture, on=DAY, passed_by=None)


def test_old_name_is_told_with_its_heir_its_act_and_the_holder_of_its_duty(merged, capsys):
    status = main(["agency", "Sở TT&TT Hà Nội", "--on", "2025-04-01"])

    printed = capsys.readouterr()
    assert (status, printed.err) == (0, "")
    assert printed.out.splitlines() == [
        "Sở Thông tin và Truyền thông thành phố Hà Nội (đến trước 01/3/2025)",
        "Ngày 01/4/2025: nay là [chưa kiểm chứng]",
        "  Sở Khoa học và Công nghệ thành phố Hà Nội [chưa kiểm chứng]",
        "Diễn biến:",
        "  01/3/2025 hợp nhất, sáp nhập: Sở Thông tin và Truyền thông thành phố Hà Nội"
        " → Sở Khoa học và Công nghệ thành phố Hà Nội",
        "    Căn cứ: Nghị quyết ngày 25/02/2025",
        "    Nguồn: báo ngày 25/02/2025",
        "Nhiệm vụ:",
        "  Quản lý báo chí: Sở Văn hóa và Thể thao thành phố Hà Nội từ 01/3/2025",
    ]


def test_json_is_one_object(merged, capsys):
    status = main(["agency", "Sở TT&TT Hà Nội", "--on", "01/4/2025", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (status, told["on"], told["standing"], told["is_verified"]) == (0, "2025-04-01", "followed", False)
    assert [agency["name"] for agency in told["agencies"]] == ["Sở Khoa học và Công nghệ thành phố Hà Nội"]
    assert told["acts"] == [
        {
            "on": "2025-03-01",
            "kind": "merge",
            "from": ["Sở Thông tin và Truyền thông thành phố Hà Nội"],
            "to": ["Sở Khoa học và Công nghệ thành phố Hà Nội"],
            "legal_basis": "Nghị quyết ngày 25/02/2025",
            "source": "báo ngày 25/02/2025",
            "is_verified": True,
        }
    ]
    assert [(duty["name"], duty["holder"]) for duty in told["duties"]] == [
        ("Quản lý báo chí", "Sở Văn hóa và Thể thao thành phố Hà Nội")
    ]


def test_before_the_act_the_body_is_itself(merged, capsys):
    main(["agency", "Sở TT&TT Hà Nội", "--on", "2025-02-28"])

    assert capsys.readouterr().out.splitlines()[1] == "Ngày 28/02/2025: vẫn là cơ quan này"


def test_name_of_two_bodies_is_refused_with_the_codes_of_both(capsys):
    for place in ("Tỉnh An", "Tỉnh Bình"):
        make_agency("Phường Hải Đăng", parent=make_agency(place, kind=AgencyKind.PROVINCE))

    status = main(["agency", "Phường Hải Đăng"])

    printed = capsys.readouterr()
    assert (status, printed.out) == (3, "")
    assert printed.err.splitlines() == [
        "REFUSED ambiguous: Có 2 đơn vị cùng tên “Phường Hải Đăng”. Hãy chọn đúng đơn vị.",
        "  phuong-hai-dang  Phường Hải Đăng, Tỉnh An",
        "  phuong-hai-dang-2  Phường Hải Đăng, Tỉnh Bình",
    ]


def test_empty_register_is_told_with_the_command_that_fills_it(capsys):
    status = main(["agency", "Sở Du lịch"])

    printed = capsys.readouterr()
    assert (status, printed.out) == (1, "")
    assert "haidang manage load_agencies" in printed.err


def test_name_nobody_bore_is_refused(merged, capsys):
    status = main(["agency", "Sở Không Có"])

    printed = capsys.readouterr()
    assert (status, printed.out) == (3, "")
    assert printed.err.startswith("REFUSED unknown: ")


@pytest.mark.parametrize("written", ["hôm qua", "2025-13-01", "31/02/2025"])
def test_day_that_is_none_is_said_in_words(written, capsys):
    with pytest.raises(SystemExit) as left:
        main(["agency", "Sở Biển", "--on", written])

    assert left.value.code == 2
    assert f"“{written}” không phải là ngày" in capsys.readouterr().err
