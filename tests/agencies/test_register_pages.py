"""The register's screens: filters, history, who is it now, and correcting what nobody checked."""

from datetime import date

import pytest
from factories.agencies import make_agency, make_person, make_post

from haidang.agencies.enums import AgencyKind, NameKind, Role, SuccessionKind
from haidang.agencies.models import Agency, Duty, Succession
from haidang.agencies.operations import add_agency_name, give_duty, pass_duty_on, record_succession
from haidang.foundation.models import Event

pytestmark = pytest.mark.django_db

DAY = date(2025, 3, 1)


@pytest.fixture
def merged():
    """This fixture will give a merger nobody checked: of information into science; press went to culture."""
    information = make_agency("Sở Thông tin và Truyền thông")
    science, culture = make_agency("Sở Khoa học và Công nghệ"), make_agency("Sở Văn hóa và Thể thao")
    act = record_succession(
        kind=SuccessionKind.MERGE,
        effective_on=DAY,
        predecessors=[information],
        heirs=[science],
        recorded_by=None,
        legal_basis="Nghị quyết ngày 25/02/2025",
        is_verified=False,
    )
    press = give_duty(name="Báo chí", holder=information, given_by=None)
    duty = pass_duty_on(duty=press, holder=culture, on=DAY, passed_by=None, is_verified=False)
    return {"information": information, "science": science, "culture": culture, "act": act, "duty": duty}


@pytest.fixture
def register():
    """This fixture will give a city with three bodies of different standing, and one that ended."""
    city = make_agency("Thành phố Hải Đăng", kind=AgencyKind.PROVINCE)
    tourism = make_agency("Sở Du lịch", parent=city)
    make_post(make_person(Role.FOCAL, "lan", tourism), Role.FOCAL, tourism)
    make_agency("Phường Biển Đông", kind=AgencyKind.COMMUNE, parent=city, is_verified=False)
    ended = make_agency("Quận Biển", kind=AgencyKind.DISTRICT, parent=city)
    make_agency("Trung tâm Văn hóa Biển", kind=AgencyKind.DIVISION, parent=ended)
    Agency.objects.filter(pk=ended.pk).update(valid_to=date(2025, 7, 1))
    return city


def rows_of(answer) -> list[str]:
    return [agency.name for agency in answer.context["page"]]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("q=bien dong", ["Phường Biển Đông"]),
        ("q=BIỂN", ["Phường Biển Đông", "Trung tâm Văn hóa Biển"]),
        ("q=biển&on=30/6/2025", ["Phường Biển Đông", "Quận Biển", "Trung tâm Văn hóa Biển"]),
        ("q=biển&on=01/7/2025", ["Phường Biển Đông", "Trung tâm Văn hóa Biển"]),
        ("kind=department", ["Sở Du lịch"]),
        ("gap=unverified", ["Phường Biển Đông"]),
        ("gap=no_focal&kind=commune", ["Phường Biển Đông"]),
        ("gap=no_focal&kind=department", []),
        ("parent={city}", ["Phường Biển Đông", "Sở Du lịch"]),
        ("gap=parent_ended&on=30/6/2025", []),
        ("gap=parent_ended&on=01/7/2025", ["Trung tâm Văn hóa Biển"]),
        ("kind=division&parent={district}&on=30/6/2025", ["Trung tâm Văn hóa Biển"]),
        ("parent={city}&gap=no_focal", ["Phường Biển Đông"]),
        ("on=hôm nay&kind=department", ["Sở Du lịch"]),
    ],
)
def test_register_is_narrowed_by_what_is_asked(register, log_in, asked, names):
    client = log_in(make_person(Role.READER, agency=register))

    district = Agency.objects.get(name="Quận Biển").pk
    assert rows_of(client.get(f"/don-vi/?{asked.format(city=register.pk, district=district)}")) == names


def test_day_that_is_none_is_told_at_its_field(register, log_in):
    page = log_in(make_person(Role.READER, agency=register)).get("/don-vi/?on=31/02/2025").content.decode()

    assert "Lịch không có ngày 31/02/2025." in page


def test_body_of_an_unverified_act_counts_as_not_verified(merged, log_in):
    answer = log_in(make_person(Role.READER)).get("/don-vi/?gap=unverified")

    assert rows_of(answer) == ["Sở Khoa học và Công nghệ", "Sở Văn hóa và Thể thao"]


def test_page_of_an_ended_body_tells_what_it_is_now_and_who_holds_its_duty(merged, log_in):
    client = log_in(make_person(Role.READER))

    page = client.get(f"/don-vi/{merged['information'].pk}/").content.decode()

    assert "đến trước 01/3/2025" in page
    assert "Nghị quyết ngày 25/02/2025" in page
    for key in ("science", "culture"):
        assert f'<a href="/don-vi/{merged[key].pk}/"><b>{merged[key].name}</b></a>' in page
    assert "doi-chieu" not in page


def test_page_of_an_heir_tells_where_it_comes_from(merged, log_in):
    page = log_in(make_person(Role.READER)).get(f"/don-vi/{merged['science'].pk}/").content.decode()

    assert f'<a href="/don-vi/{merged["information"].pk}/">Sở Thông tin và Truyền thông</a>' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_an_agency_takes_the_same_queries_for_any_history(
    administrator, log_in, django_assert_num_queries, rows
):
    agency, client = make_agency("Sở Biển"), log_in(administrator)
    for number in range(rows):
        add_agency_name(agency=agency, text=f"Sở {number}", kind=NameKind.ALIAS, added_by=None)
        give_duty(name=f"Việc {number}", holder=agency, given_by=None)
        part = make_agency(f"Sở Đảo {number}", valid_from=DAY)
        record_succession(
            kind=SuccessionKind.SPLIT,
            effective_on=DAY,
            predecessors=[agency],
            heirs=[agency, part],
            recorded_by=None,
        )
        make_agency(f"Phòng {number}", parent=agency)

    with django_assert_num_queries(15):
        client.get(f"/don-vi/{agency.pk}/")


def test_old_name_is_looked_up_with_its_act(merged, log_in):
    client = log_in(make_person(Role.READER))

    page = client.get("/don-vi/nay-la/?name=so+tt%26tt&day=01/4/2025").content.decode()
    assert "Không có đơn vị nào tên là" in page
    answer = client.get("/don-vi/nay-la/?name=Sở+TT%26TT&day=01/4/2025")

    assert answer.context["present"].agencies == (merged["science"],)
    assert "Vào ngày 01/4/2025 nay là:" in answer.content.decode()


def test_name_of_two_bodies_offers_both(log_in):
    for name in ("Tỉnh An", "Tỉnh Bình"):
        make_agency("Phường Hải Đăng", parent=make_agency(name, kind=AgencyKind.PROVINCE))
    client = log_in(make_person(Role.READER))

    page = client.get("/don-vi/nay-la/?name=Phường+Hải+Đăng&day=01/4/2025").content.decode()

    assert "Có 2 đơn vị cùng tên" in page
    assert 'href="?name=phuong-hai-dang-2&amp;day=01/4/2025"' in page
    chosen = client.get("/don-vi/nay-la/?name=phuong-hai-dang-2&day=01/4/2025")
    assert chosen.context["present"].asked.parent.name == "Tỉnh Bình"


@pytest.mark.parametrize("asked", ["name=", "name=Sở&day=31/02/2025", "name=" + "x" * 301])
def test_what_cannot_be_looked_up_is_told_at_its_field(merged, log_in, asked):
    answer = log_in(make_person(Role.READER)).get(f"/don-vi/nay-la/?{asked}")

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert "present" not in answer.context


def test_look_up_does_not_exist_without_a_post(log_in):
    from factories.agencies import make_account

    assert log_in(make_account()).get("/don-vi/nay-la/?name=Sở").status_code == 404


def correct(client, address: str, given: dict) -> str:
    """This function will open the page, send what is corrected with what was seen, and give the page that follows."""
    seen = client.get(address).context["form"].initial["seen"]
    return client.post(address, given | {"seen": seen}).content.decode()


def addresses(merged) -> dict[str, str]:
    Agency.objects.filter(pk=merged["culture"].pk).update(is_verified=False)
    return {
        "agency": f"/don-vi/{merged['culture'].pk}/doi-chieu/",
        "act": f"/sap-xep/{merged['act'].pk}/doi-chieu/",
        "duty": f"/nhiem-vu-don-vi/{merged['duty'].pk}/doi-chieu/",
    }


@pytest.mark.parametrize("what", ["agency", "act", "duty"])
def test_only_an_administrator_corrects_and_only_what_is_not_verified(
    merged, officer, administrator, log_in, what
):
    address = addresses(merged)[what]

    assert log_in(administrator).get(address).status_code == 200
    for method in ("get", "post"):
        assert getattr(log_in(officer), method)(address).status_code == 404
    for model in (Agency, Succession, Duty):
        model.objects.update(is_verified=True)
    assert log_in(administrator).get(address).status_code == 404


def test_administrator_confirms_an_agency_with_its_source(merged, administrator, log_in):
    client, address = log_in(administrator), addresses(merged)["agency"]
    given = {
        "kind": "department",
        "valid_from": "28/7/2015",
        "valid_to": "",
        "source": "",
        "is_verified": "on",
    }

    refused = correct(client, address, given)
    assert "Hãy ghi nguồn đã đối chiếu" in refused
    correct(client, address, given | {"source": "Quyết định 19/2015/QĐ-UBND"})

    kept = Agency.objects.get(pk=merged["culture"].pk)
    assert (kept.valid_from, kept.source, kept.is_verified) == (
        date(2015, 7, 28),
        "Quyết định 19/2015/QĐ-UBND",
        True,
    )
    entry = Event.objects.get(act="agencies.correct_agency")
    assert (entry.actor, entry.before["is_verified"], entry.after["is_verified"]) == (
        administrator,
        False,
        True,
    )
    assert entry.after["valid_from"] == "2015-07-28"


def test_heirs_are_offered_by_name_and_code_and_kept_as_they_are(merged, administrator, log_in):
    client, address = log_in(administrator), addresses(merged)["act"]
    offered = client.get(address).context["form"].initial["heirs"]
    assert offered == "Sở Khoa học và Công nghệ (so-khoa-hoc-va-cong-nghe)"

    correct(
        client,
        address,
        {"effective_on": "01/3/2025", "heirs": offered, "source": "công báo", "is_verified": "on"},
    )

    act = Succession.objects.get()
    assert (list(act.heirs.all()), act.is_verified) == ([merged["science"]], True)


def test_corrected_day_and_heir_of_an_act_move_the_end_of_its_body(merged, administrator, log_in):
    given = {
        "effective_on": "15/3/2025",
        "heirs": "Sở Văn hóa và Thể thao",
        "legal_basis": "Nghị quyết 06",
        "source": "công báo",
        "is_verified": "on",
    }

    correct(log_in(administrator), addresses(merged)["act"], given)

    act = Succession.objects.get()
    assert (list(act.heirs.all()), act.effective_on, act.is_verified) == (
        [merged["culture"]],
        date(2025, 3, 15),
        True,
    )
    assert Agency.objects.get(pk=merged["information"].pk).valid_to == date(2025, 3, 15)
    entry = Event.objects.get(act="agencies.correct_succession")
    assert (entry.before["heirs"], entry.after["heirs"]) == (
        "Sở Khoa học và Công nghệ",
        "Sở Văn hóa và Thể thao",
    )


@pytest.mark.parametrize(
    ("heirs", "told"),
    [
        ("", "có đúng một cơ quan kế thừa"),
        ("Sở Không Có", "Không có đơn vị nào tên là"),
        ("Sở Khoa học và Công nghệ\nSở Văn hóa và Thể thao", "có đúng một cơ quan kế thừa"),
        ("so-thong-tin-va-truyen-thong", "không thể tự kế thừa"),
    ],
)
def test_act_is_not_corrected_into_one_that_cannot_be(merged, administrator, log_in, heirs, told):
    given = {"effective_on": "15/3/2025", "heirs": heirs, "legal_basis": "", "source": ""}

    page = correct(log_in(administrator), addresses(merged)["act"], given)

    assert told in page
    assert (Succession.objects.get().effective_on, Event.objects.filter(act__contains="correct").count()) == (
        DAY,
        0,
    )


def test_corrected_day_of_a_duty_ends_it_at_the_former_holder(merged, administrator, log_in):
    client, address = log_in(administrator), addresses(merged)["duty"]
    given = {
        "name": "Báo chí, xuất bản",
        "holder": "Sở Khoa học và Công nghệ",
        "legal_basis": "",
        "source": "công báo",
    }

    refused = correct(client, address, given | {"valid_from": ""})
    assert "không thể chuyển giao" in refused
    correct(client, address, given | {"valid_from": "15/3/2025", "is_verified": "on"})

    duty = Duty.objects.select_related("taken_over", "holder").get(pk=merged["duty"].pk)
    assert (duty.name, duty.holder, duty.is_verified) == ("Báo chí, xuất bản", merged["science"], True)
    assert duty.taken_over.valid_to == date(2025, 3, 15)
    assert Event.objects.get(act="agencies.correct_duty").before["holder"] == "Sở Văn hóa và Thể thao"


def test_second_of_two_who_correct_at_once_is_told_and_overwrites_nothing(merged, administrator, log_in):
    client, address = log_in(administrator), addresses(merged)["agency"]
    given = {"kind": "department", "valid_from": "", "valid_to": "", "is_verified": ""}
    seen = client.get(address).context["form"].initial["seen"]
    correct(client, address, given | {"source": "người thứ nhất"})

    page = client.post(address, given | {"source": "người thứ hai", "seen": seen}).content.decode()

    assert "Có người vừa sửa thông tin này" in page
    assert "người thứ hai" in page
    assert Agency.objects.get(pk=merged["culture"].pk).source == "người thứ nhất"
