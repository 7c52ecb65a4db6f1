"""The register's data files: complete, each with its source, loaded once, and true on both days of 2025."""

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from haidang.agencies.enums import AgencyKind
from haidang.agencies.errors import AgencyUnknown
from haidang.agencies.models import Agency, AgencyName, Duty, Succession
from haidang.agencies.operations.register_loading import load_register
from haidang.agencies.operations.register_tables import (
    commune_table,
    general_table,
    province_code_named,
    province_codes,
)
from haidang.agencies.queries import agency_named, who_is_it_now
from haidang.foundation.models import Event

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
CHANGED = date(2025, 3, 1)


def alive(kind: str, day: date) -> int:
    return Agency.objects.alive_on(day).filter(kind=kind).count()


def counts() -> list[int]:
    models = (Agency, AgencyName, Succession, Duty, Event)
    links = (Succession.predecessors.through, Succession.heirs.through)
    return [model.objects.count() for model in (*models, *links)]


@pytest.fixture
def hanoi(db):
    load_register(provinces=["01"])


def test_sixty_three_provinces_become_thirty_four_and_thirty_districts_become_126_communes(hanoi):
    assert (alive(AgencyKind.PROVINCE, BEFORE), alive(AgencyKind.PROVINCE, AFTER)) == (63, 34)
    assert (alive(AgencyKind.DISTRICT, BEFORE), alive(AgencyKind.DISTRICT, AFTER)) == (30, 0)
    assert (alive(AgencyKind.COMMUNE, BEFORE), alive(AgencyKind.COMMUNE, AFTER)) == (0, 126)


def test_second_run_writes_nothing_and_leaves_what_people_changed(hanoi):
    Agency.objects.filter(code="hn-so-ngv").update(is_verified=True, source="kiểm tra ngày 21/11/2026")
    Succession.objects.filter(heirs__code="hn-vp-ubnd").update(legal_basis="Nghị quyết đã đối chiếu")
    before = counts()

    assert load_register(provinces=["01"]) == 0

    assert counts() == before
    assert Agency.objects.get(code="hn-so-ngv").source == "kiểm tra ngày 21/11/2026"
    assert Succession.objects.get(heirs__code="hn-vp-ubnd").legal_basis == "Nghị quyết đã đối chiếu"


def test_another_province_can_be_added_later(hanoi):
    new = load_register(provinces=["31"])

    assert new == 114 + 27
    assert Agency.objects.filter(kind=AgencyKind.COMMUNE, parent__code="tinh-31").count() == 114


def test_load_is_one_entry_of_the_log(hanoi):
    entry = Event.objects.get()

    assert (entry.act, entry.actor, entry.after) == (
        "agencies.load_register",
        None,
        {"count": Agency.objects.count()},
    )


@pytest.mark.parametrize(
    ("text", "day", "now", "holder"),
    [
        ("Sở TT&TT Hà Nội", date(2025, 4, 1), "hn-so-khcn", "hn-so-vhtt"),
        ("Sở TT&TT Hà Nội", date(2025, 2, 28), "hn-so-tttt", "hn-so-tttt"),
        ("Bộ TTTT", date(2025, 4, 1), "bo-khcn", "bo-vhttdl"),
        ("UBND tỉnh Hà Giang", date(2025, 8, 1), "tinh-08", None),
        ("tỉnh Tuyên Quang", date(2025, 8, 1), "tinh-08", None),
        ("tỉnh Tuyên Quang", date(2025, 6, 30), "tinh-08-cu", None),
        ("Báo Kinh tế & Đô thị", date(2026, 11, 21), "hn-bao-ptth", None),
    ],
)
def test_old_name_leads_to_the_body_of_the_day(hanoi, text, day, now, holder):
    present = who_is_it_now(text, on=day)

    assert [agency.code for agency in present.agencies] == [now]
    assert [row.holder.code for row in present.duties if "báo chí" in row.duty.name] == (
        [holder] if holder else []
    )


def test_district_leads_to_the_communes_on_its_ground_and_says_that_nobody_checked(hanoi):
    present = who_is_it_now("UBND quận Hoàn Kiếm", on=AFTER)

    assert {"Phường Hoàn Kiếm", "Phường Cửa Nam"} <= {agency.name for agency in present.agencies}
    assert (present.standing, present.is_verified) == ("followed", False)
    assert "1656/NQ-UBTVQH15" in present.steps[0].act.legal_basis


def test_every_fact_of_the_files_has_a_source_and_what_nobody_checked_is_marked():
    table = general_table()

    assert [row for row in (*table.agencies, *table.acts, *table.duties) if not row.source] == []
    without = [row for row in (*table.agencies, *table.acts, *table.duties) if "chưa có nguồn" in row.source]
    assert [row for row in without if row.is_verified] == []


def test_codes_stand_once_and_every_act_names_bodies_of_the_files():
    general = general_table()
    tables = [general, *(commune_table(code) for code in province_codes())]
    codes = Counter(row.code for table in tables for row in table.agencies)

    named = {code for table in tables for act in table.acts for code in (*act.predecessors, *act.heirs)}
    named |= {row.parent for table in tables for row in table.agencies if row.parent}
    assert [code for code, count in codes.items() if count > 1] == []
    assert named - set(codes) == set()
    assert Counter(row.kind for table in tables for row in table.agencies)["commune"] == 3321
    assert Counter(row.kind for table in tables for row in table.agencies)["district"] == 696


@pytest.mark.parametrize(
    ("text", "code"),
    [("01", "01"), ("Hà Nội", "01"), ("hai phong", "31"), ("Tỉnh Lào Cai", "15"), ("Hà Giang", "")],
)
def test_province_is_named_by_code_or_name_of_today(text, code):
    assert province_code_named(text) == code


def test_command_says_what_it_loaded_and_refuses_a_province_that_is_none(db):
    told = StringIO()
    call_command("load_agencies", stdout=told)
    call_command("load_agencies", stdout=told)

    assert told.getvalue().splitlines() == [
        f"Thêm {Agency.objects.count()} đơn vị vào sổ.",
        "Sổ đơn vị đã có đủ, không thêm gì.",
    ]
    with pytest.raises(CommandError, match="Sao Hỏa"):
        call_command("load_agencies", "--province", "Sao Hỏa")


@pytest.mark.parametrize("provinces", [["01"], ["01", "31"]])
def test_load_takes_the_same_queries_for_any_number_of_communes(db, django_assert_max_num_queries, provinces):
    with django_assert_max_num_queries(60 + 14 * len(provinces)):
        load_register(provinces=provinces)


def test_bodies_of_the_home_city_are_known_by_the_names_its_own_papers_print(db):
    load_register(provinces=["01"], home="01")
    load_register(provinces=["01"], home="01")
    day = date(2024, 2, 1)

    printed = ["Sở Du lịch", "Sở Thông tin và Truyền thông", "Công an Thành phố", "Văn phòng UBND Thành phố"]
    found = [agency_named(name, on=day).code for name in printed]
    assert found == ["hn-so-dl", "hn-so-tttt", "hn-catp", "hn-vp-ubnd"]
    for name in ("Công an", "Sở Thông tin và Truyền thông Tỉnh"):
        with pytest.raises(AgencyUnknown):
            agency_named(name, on=day)
    assert AgencyName.objects.filter(text="Sở Du lịch").count() == 1


def test_command_loads_the_home_city_with_its_communes(db):
    call_command("load_agencies", "--home", "Hải Phòng", stdout=StringIO())

    assert alive(AgencyKind.COMMUNE, AFTER) == 114
    assert agency_named("Sở Thông tin và Truyền thông", on=date(2025, 2, 18)).code == "hp-so-tttt"
