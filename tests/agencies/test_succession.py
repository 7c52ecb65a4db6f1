"""Acts of reorganisation, and who a body is on a day: Hà Nội's departments of 2025-03-01 as the example."""

from datetime import date

import pytest
from factories.agencies import make_agency

from haidang.agencies.enums import AgencyKind, NameKind, SuccessionKind
from haidang.agencies.errors import (
    AgencyAmbiguous,
    AgencyUnknown,
    DutyNotHeld,
    HeirsWrong,
    NotAliveThatDay,
    OwnHeir,
    PredecessorsWrong,
)
from haidang.agencies.models import Agency, Duty, Succession
from haidang.agencies.operations import (
    add_agency_name,
    forget_agencies_of,
    give_duty,
    pass_duty_on,
    record_succession,
)
from haidang.agencies.queries import acts_of, agency_on, who_is_it_now
from haidang.foundation.models import Event

pytestmark = pytest.mark.django_db

BEFORE, DAY, AFTER = date(2025, 2, 28), date(2025, 3, 1), date(2025, 4, 1)
RESOLUTION = "Nghị quyết của HĐND thành phố ngày 25/02/2025"


def record(kind, predecessors, heirs, on=DAY, **fields) -> Succession:
    return record_succession(
        kind=kind,
        effective_on=on,
        predecessors=predecessors,
        heirs=heirs,
        recorded_by=None,
        legal_basis=RESOLUTION,
        **fields,
    )


@pytest.fixture
def hanoi():
    """This fixture will give the departments of information, science and culture, before and after the merger."""
    names = {
        "information": ("Sở Thông tin và Truyền thông thành phố Hà Nội", None),
        "science_before": ("Sở Khoa học và Công nghệ thành phố Hà Nội", None),
        "science": ("Sở Khoa học và Công nghệ thành phố Hà Nội", DAY),
        "culture": ("Sở Văn hóa và Thể thao thành phố Hà Nội", None),
    }
    made = {key: make_agency(name, valid_from=since) for key, (name, since) in names.items()}
    record(SuccessionKind.MERGE, [made["information"], made["science_before"]], [made["science"]])
    press = give_duty(name="Báo chí, thông tin đối ngoại", holder=made["information"], given_by=None)
    pass_duty_on(duty=press, holder=made["culture"], on=DAY, passed_by=None, legal_basis=RESOLUTION)
    return made


@pytest.mark.parametrize(
    "text",
    [
        "Sở TT&TT Hà Nội",
        "Sở Thông tin và Truyền thông Hà Nội",
        "sở thông tin - truyền thông thành phố hà nội",
        "Sở Thông tin và Truyền thông",
        "so thong tin va truyen thong thanh pho ha noi",
        "so-thong-tin-va-truyen-thong-thanh-pho-ha-noi",
    ],
)
def test_old_name_leads_to_the_legal_heir_and_to_the_holder_of_the_duty(hanoi, text):
    present = who_is_it_now(text, on=AFTER)

    assert (present.asked, present.standing) == (hanoi["information"], "followed")
    assert present.agencies == (hanoi["science"],)
    assert [(step.act.kind, step.act.legal_basis) for step in present.steps] == [("merge", RESOLUTION)]
    assert [(row.duty.name, row.held_before_by, row.holder) for row in present.duties] == [
        ("Báo chí, thông tin đối ngoại", hanoi["information"], hanoi["culture"])
    ]


def test_on_the_day_before_the_act_nothing_has_changed(hanoi):
    present = who_is_it_now("Sở TT&TT Hà Nội", on=BEFORE)

    assert (present.standing, present.agencies, present.steps) == ("same", (hanoi["information"],), ())
    assert [row.holder for row in present.duties] == [hanoi["information"]]


def test_name_that_predecessor_and_heir_share_is_not_ambiguous(hanoi):
    name = "Sở Khoa học và Công nghệ thành phố Hà Nội"

    assert who_is_it_now(name, on=BEFORE).agencies == (hanoi["science_before"],)
    assert who_is_it_now(name, on=AFTER).agencies == (hanoi["science"],)


def test_acts_are_followed_one_after_the_other(hanoi):
    later = make_agency(
        "Sở Khoa học, Công nghệ và Chuyển đổi số thành phố Hà Nội", valid_from=date(2026, 1, 1)
    )
    record(SuccessionKind.RENAME, [hanoi["science"]], [later], on=date(2026, 1, 1))

    present = who_is_it_now("Sở TT&TT Hà Nội", on=date(2026, 11, 21))

    assert present.agencies == (later,)
    assert [step.act.kind for step in present.steps] == ["merge", "rename"]


def test_split_leads_to_every_part_and_abolition_to_none():
    whole, first, second = (
        make_agency("Huyện Biển Đông"),
        make_agency("Xã Biển Bắc"),
        make_agency("Xã Biển Nam"),
    )
    gone = make_agency("Ban Quản lý dự án Cầu Dài")
    record(SuccessionKind.SPLIT, [whole], [first, second])
    record(SuccessionKind.ABOLISH, [gone], [])

    assert agency_on(whole, on=DAY).agencies == (first, second)
    assert (agency_on(gone, on=DAY).standing, agency_on(gone, on=DAY).agencies) == ("abolished", ())


def test_body_that_ended_without_an_act_is_told_so():
    ended = make_agency("Sở Biển")
    Agency.objects.filter(pk=ended.pk).update(valid_to=DAY)

    assert who_is_it_now("Sở Biển", on=DAY).standing == "ended"


def test_name_of_two_bodies_is_told_and_not_decided():
    provinces = [make_agency(name, kind=AgencyKind.PROVINCE) for name in ("Tỉnh An", "Tỉnh Bình")]
    wards = [make_agency("Phường Hải Đăng", kind=AgencyKind.COMMUNE, parent=one) for one in provinces]

    with pytest.raises(AgencyAmbiguous) as refused:
        who_is_it_now("Phường Hải Đăng", on=DAY)

    assert refused.value.candidates == tuple(wards)
    assert who_is_it_now("Phường Hải Đăng, tỉnh Bình", on=DAY).asked == wards[1]


def test_two_bodies_of_one_alias_that_came_together_are_one_answer(hanoi):
    for key in ("information", "science_before"):
        add_agency_name(agency=hanoi[key], text="Sở Cầu Giấy", kind=NameKind.ALIAS, added_by=None)

    assert who_is_it_now("Sở Cầu Giấy", on=AFTER).agencies == (hanoi["science"],)
    with pytest.raises(AgencyAmbiguous):
        who_is_it_now("Sở Cầu Giấy", on=BEFORE)


@pytest.mark.parametrize(
    "text", ["", "   ", "...", "x" * 5000, "Sở Không Có", ",", "Sở Du lịch, Sao Hỏa", "%", "'; --"]
)
def test_name_nobody_bore_is_refused(hanoi, text):
    with pytest.raises(AgencyUnknown):
        who_is_it_now(text, on=AFTER)


def test_agency_of_later_days_is_not_yet_known(hanoi):
    make_agency("Sở Biển", valid_from=date(2027, 1, 1))

    with pytest.raises(AgencyUnknown):
        who_is_it_now("Sở Biển", on=AFTER)


def test_duty_of_a_body_that_ended_has_no_holder_until_somebody_says_who():
    ended, heir = make_agency("Sở Biển"), make_agency("Sở Đảo")
    give_duty(name="Hải đăng", holder=ended, given_by=None)
    record(SuccessionKind.MERGE, [ended], [heir])

    assert [(row.duty.name, row.holder) for row in who_is_it_now("Sở Biển", on=DAY).duties] == [
        ("Hải đăng", None)
    ]


@pytest.mark.parametrize("kind", SuccessionKind)
@pytest.mark.parametrize("heirs", [0, 1, 2])
def test_number_of_heirs_is_the_one_of_the_kind_or_the_act_is_refused(kind, heirs):
    ended = make_agency("Sở Biển")
    following = [make_agency(f"Sở Đảo {number}") for number in range(heirs)]
    fits = {"split": heirs == 2, "abolish": heirs == 0}.get(kind, heirs == 1)

    if fits:
        assert set(record(kind, [ended], following).heirs.all()) == set(following)
    else:
        with pytest.raises(HeirsWrong):
            record(kind, [ended], following)

    ended.refresh_from_db()
    assert ended.valid_to == (DAY if fits else None)


def test_one_heir_named_twice_is_no_split():
    ended, heir = make_agency("Sở Biển"), make_agency("Sở Đảo")

    with pytest.raises(HeirsWrong):
        record(SuccessionKind.SPLIT, [ended], [heir, heir])


@pytest.mark.parametrize(
    ("kind", "count"),
    [("rename", 2), ("replace", 2), ("split", 2), ("merge", 0), ("abolish", 0), ("rename", 0)],
)
def test_act_without_or_with_too_many_bodies_that_end_is_refused(kind, count):
    ending = [make_agency(f"Sở Biển {number}") for number in range(count)]
    heirs = [make_agency(f"Sở Đảo {number}") for number in range({"split": 2, "abolish": 0}.get(kind, 1))]

    with pytest.raises(PredecessorsWrong):
        record(kind, ending, heirs)

    assert not Succession.objects.exists()


def test_body_keeps_its_row_when_it_gives_up_a_part_but_cannot_be_its_own_heir():
    kept, part = make_agency("Sở Biển"), make_agency("Sở Đảo", valid_from=DAY)

    with pytest.raises(OwnHeir):
        record(SuccessionKind.MERGE, [kept], [kept])
    record(SuccessionKind.SPLIT, [kept], [kept, part])

    kept.refresh_from_db()
    assert kept.valid_to is None
    assert agency_on(kept, on=AFTER).standing == "same"


def test_act_on_a_body_that_does_not_exist_that_day_is_refused():
    early, late = make_agency("Sở Biển"), make_agency("Sở Đảo", valid_from=AFTER)

    with pytest.raises(NotAliveThatDay):
        record(SuccessionKind.REPLACE, [early], [late])
    with pytest.raises(NotAliveThatDay):
        record(SuccessionKind.REPLACE, [late], [early], on=AFTER)

    early.refresh_from_db()
    assert early.valid_to is None


def test_act_changes_no_agency_but_for_its_last_day(hanoi):
    before = Agency.objects.values().get(pk=hanoi["science"].pk)
    later = make_agency("Sở Số", valid_from=AFTER)
    record(SuccessionKind.REPLACE, [hanoi["science"]], [later], on=AFTER)

    assert Agency.objects.values().get(pk=hanoi["science"].pk) == {**before, "valid_to": AFTER}


def test_every_act_is_in_the_log_of_its_bodies(hanoi):
    entry = Event.objects.get(act="agencies.record_succession", subject_id=str(hanoi["information"].pk))

    assert entry.after == {
        "kind": "merge",
        "from": "2025-03-01",
        "legal_basis": RESOLUTION,
        "heirs": "Sở Khoa học và Công nghệ thành phố Hà Nội",
    }


def test_duty_is_passed_on_once_and_only_by_its_holder(hanoi):
    duty = Duty.objects.get(holder=hanoi["information"])

    with pytest.raises(DutyNotHeld):
        pass_duty_on(duty=duty, holder=hanoi["science"], on=AFTER, passed_by=None)

    assert Duty.objects.count() == 2


def test_acts_of_a_body_tell_what_founded_and_what_ended_it(hanoi):
    assert [step.predecessors for step in acts_of(hanoi["science"])] == [
        (hanoi["science_before"], hanoi["information"])
    ]
    assert acts_of(hanoi["culture"]) == []


def test_purge_of_a_paper_leaves_agencies_that_an_act_names():
    ended = make_agency("Sở Biển", source="KH 1", is_verified=False)
    record(SuccessionKind.ABOLISH, [ended], [])

    forget_agencies_of(source="KH 1")

    assert Agency.objects.filter(pk=ended.pk).exists()


@pytest.mark.parametrize("others", [0, 5])
def test_queries_do_not_grow_with_the_bodies_of_an_act(django_assert_num_queries, others):
    names = ["Sở Biển", *(f"Sở Đảo {number}" for number in range(others))]
    merged = [make_agency(name) for name in names]
    heir = make_agency("Sở Biển Đảo", valid_from=DAY)
    record(SuccessionKind.MERGE, merged, [heir])
    merged[0].refresh_from_db()

    with django_assert_num_queries(4):
        assert agency_on(merged[0], on=AFTER).agencies == (heir,)


@pytest.mark.parametrize("copied", ["S& Van hoa va Thé thao", "S6 Van hoa va Thé thao"])
def test_name_copied_out_of_a_scan_is_found_once_it_is_repaired(db, copied):
    culture = make_agency("Sở Văn hóa và Thể thao")

    present = who_is_it_now(copied, on=date(2025, 4, 1))

    assert (present.standing, present.agencies) == ("same", (culture,))


@pytest.mark.parametrize("copied", ["S& Van hoa va Thé thao", "Sở Văn hóa"])
def test_name_that_no_repair_leads_to_a_body_is_refused(db, copied):
    make_agency("Sở Du lịch")

    with pytest.raises(AgencyUnknown):
        who_is_it_now(copied, on=date(2025, 4, 1))
