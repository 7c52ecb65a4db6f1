"""The screens of reorganisations: who may, what bad input is told, preview, carrying out, undoing."""

import re
from datetime import date

import pytest
from factories.agencies import make_agency, make_person, make_post

from haidang.agencies.enums import AgencyKind, NameKind, Role, SuccessionKind
from haidang.agencies.models import Agency, Duty, Reorganisation, Succession
from haidang.agencies.operations import add_agency_name, give_duty, record_succession

pytestmark = pytest.mark.django_db

DAY = date(2025, 3, 1)
HIDDEN = re.compile(r'<input type="hidden" name="(seen|key)" value="([^"]*)"')


@pytest.fixture
def bodies():
    """This fixture will give a department with a duty and a focal person, and two that can follow it."""
    ended = make_agency("Sở Thông tin và Truyền thông", valid_from=date(2008, 1, 1))
    give_duty(name="Báo chí, thông tin đối ngoại", holder=ended, given_by=None)
    make_post(make_person(Role.FOCAL, "lan", ended), Role.FOCAL, ended)
    return {"ended": ended, "science": make_agency("Sở Khoa học"), "culture": make_agency("Sở Văn hóa")}


def act(bodies, **fields) -> dict[str, str]:
    return {
        "kind": "merge",
        "effective_on": "01/3/2025",
        "predecessors": "Sở Thông tin và Truyền thông",
        "heirs": bodies["science"].code,
        "step": "preview",
    } | fields


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def agreed(answer) -> dict[str, str]:
    """This function will return what the form of a preview sends back: what was seen, and the key."""
    from html import unescape

    return {name: unescape(value) for name, value in HIDDEN.findall(answer.content.decode())}


@pytest.mark.parametrize("role", Role)
def test_officers_and_administrators_reorganise_and_nobody_else(bodies, log_in, role):
    client = log_in(make_person(role, "nguoi"))
    allowed = role in {Role.OFFICER, Role.ADMINISTRATOR}

    codes = [
        client.get("/sap-xep/moi/").status_code,
        client.post("/sap-xep/moi/", act(bodies)).status_code,
        client.get("/sap-xep/ap-dung/").status_code,
    ]

    assert codes == [200 if allowed else 404] * 3
    assert ("Sắp xếp đơn vị" in text_of(client.get("/sap-xep/"))) == allowed


def test_preview_writes_nothing_and_the_same_post_twice_has_one_result(bodies, officer, log_in):
    client = log_in(officer)
    preview = client.post("/sap-xep/moi/", act(bodies))
    assert (Reorganisation.objects.count(), Succession.objects.count()) == (0, 0)
    assert "Báo chí, thông tin đối ngoại" in text_of(preview)

    sent = act(bodies, step="carry_out") | agreed(preview)
    first, second = client.post("/sap-xep/moi/", sent), client.post("/sap-xep/moi/", sent)

    done = Reorganisation.objects.get()
    assert first.url == second.url == f"/sap-xep/da-lam/{done.pk}/"
    assert Succession.objects.count() == 1
    assert "Sở Thông tin và Truyền thông → Sở Khoa học" in text_of(client.get(first.url))


def test_other_taker_is_offered_and_chosen(bodies, officer, log_in):
    client, duty = log_in(officer), Duty.objects.get()
    others = {"others": bodies["culture"].code, f"duties-{duty.pk}": f"a{bodies['culture'].pk}"}
    preview = client.post("/sap-xep/moi/", act(bodies, **others))

    client.post("/sap-xep/moi/", act(bodies, step="carry_out", **others) | agreed(preview))

    assert Duty.objects.get(valid_to=None).holder == bodies["culture"]


def test_body_founded_by_the_act_follows(bodies, officer, log_in):
    client = log_in(officer)
    sent = act(bodies, kind="rename", heirs="", founded="Sở Truyền thông số")
    preview = client.post("/sap-xep/moi/", sent)

    client.post("/sap-xep/moi/", sent | {"step": "carry_out"} | agreed(preview))

    founded = Agency.objects.get(name="Sở Truyền thông số")
    assert (founded.valid_from, founded.kind) == (DAY, bodies["ended"].kind)
    assert Duty.objects.get(valid_to=None).holder == founded


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"effective_on": "31/02/2025"}, "Lịch không có ngày 31/02/2025."),
        ({"effective_on": "mùng một tháng ba"}, "Ghi ngày theo dạng 15/6/2026."),
        ({"effective_on": "01/01/2007"}, "không tồn tại vào ngày 01/01/2007"),
        ({"predecessors": "Sở Không Có"}, "Không có đơn vị nào tên là “Sở Không Có”"),
        ({"heirs": "Sở Biển"}, "“Sở Biển” không tồn tại vào ngày 01/3/2025"),
        ({"kind": "split"}, "chia, tách: có ít nhất hai cơ quan kế thừa"),
        ({"heirs": "Sở Khoa học\nSở Văn hóa"}, "hợp nhất, sáp nhập: có đúng một cơ quan kế thừa"),
        ({"heirs": "Sở Thông tin và Truyền thông"}, "nằm ở cả hai phía"),
        ({"heirs": "", "founded": "Sở Văn hóa"}, "“Sở Văn hóa” đã có trong sổ đơn vị"),
        ({"heirs": "", "founded": "S" * 301}, "Tên dài nhất 300 ký tự."),
        ({"default_taker": "Sở Biển"}, "“Sở Biển” không tồn tại vào ngày 01/3/2025"),
        ({"others": "Sở Chung"}, "2 đơn vị cùng tên “Sở Chung”"),
    ],
)
def test_bad_act_is_told_in_words_and_keeps_what_was_typed(bodies, officer, log_in, wrong, told):
    gone = make_agency("Sở Biển")
    Agency.objects.filter(pk=gone.pk).update(valid_to=date(2020, 1, 1))
    for key in ("science", "culture"):
        add_agency_name(agency=bodies[key], text="Sở Chung", kind=NameKind.ALIAS, added_by=None)

    page = text_of(log_in(officer).post("/sap-xep/moi/", act(bodies, legal_basis="NQ 7", **wrong)))

    assert told in page
    assert 'value="NQ 7"' in page
    assert not Reorganisation.objects.exists()


def test_body_that_gets_its_page_button_is_written_in_already(bodies, officer, log_in):
    client = log_in(officer)

    assert f"/sap-xep/moi/?don-vi={bodies['ended'].pk}" in text_of(
        client.get(f"/don-vi/{bodies['ended'].pk}/")
    )
    form = text_of(client.get(f"/sap-xep/moi/?don-vi={bodies['ended'].pk}"))
    assert f"Sở Thông tin và Truyền thông ({bodies['ended'].code})" in form
    assert client.get("/sap-xep/moi/?don-vi=abc").status_code == 200


def recorded(bodies) -> Succession:
    return record_succession(
        kind=SuccessionKind.MERGE,
        effective_on=DAY,
        predecessors=[bodies["ended"]],
        heirs=[bodies["science"]],
        recorded_by=None,
    )


def test_act_of_the_register_is_applied_from_the_list(bodies, officer, log_in):
    client, known = log_in(officer), recorded(bodies)
    assert "<b>3</b>" in text_of(client.get("/sap-xep/"))
    address = f"/sap-xep/ap-dung/?viec={known.pk}"
    preview = client.get(address)
    assert not Reorganisation.objects.exists()

    client.post("/sap-xep/ap-dung/", {"viec": known.pk, "step": "carry_out"} | agreed(preview))

    assert Duty.objects.get(valid_to=None).holder == bodies["science"]
    assert "<b>3</b>" not in text_of(client.get("/sap-xep/"))


def test_second_officer_gets_the_new_preview_with_what_is_different(bodies, officer, log_in):
    client, known = log_in(officer), recorded(bodies)
    preview = client.get(f"/sap-xep/ap-dung/?viec={known.pk}")
    give_duty(name="Hải đăng", holder=bodies["ended"], given_by=None)

    answer = client.post("/sap-xep/ap-dung/", {"viec": known.pk, "step": "carry_out"} | agreed(preview))

    page = text_of(answer)
    assert "Điều đã thay đổi sau khi bạn xem" in page
    assert "<b>mới có</b>: Hải đăng" in page
    assert not Reorganisation.objects.exists()
    again = {"viec": known.pk, "step": "carry_out"} | agreed(answer)
    assert client.post("/sap-xep/ap-dung/", again).status_code == 302


@pytest.mark.parametrize("query", ["", "?viec=999999", "?viec=abc"])
def test_no_act_chosen_is_told(officer, log_in, query):
    page = text_of(log_in(officer).get(f"/sap-xep/ap-dung/{query}"))

    assert "Có chỗ cần sửa" in page or "Hãy chọn ít nhất một việc sắp xếp." in page


def test_undoing_asks_for_a_reason_and_both_acts_stay(bodies, officer, log_in):
    client, known = log_in(officer), recorded(bodies)
    preview = client.get(f"/sap-xep/ap-dung/?viec={known.pk}")
    client.post("/sap-xep/ap-dung/", {"viec": known.pk, "step": "carry_out"} | agreed(preview))
    done = Reorganisation.objects.get()

    client.post(f"/sap-xep/da-lam/{done.pk}/hoan-tac/", {"reason": ""})
    assert Duty.objects.get(valid_to=None).holder == bodies["science"]
    client.post(f"/sap-xep/da-lam/{done.pk}/hoan-tac/", {"reason": "Đính chính"})

    assert Duty.objects.get().holder == bodies["ended"]
    page = text_of(client.get(f"/sap-xep/da-lam/{done.pk}/"))
    assert "Đính chính. Mọi dòng dưới đây đã trở lại như trước." in page
    assert "đã hoàn tác" in text_of(client.get("/sap-xep/"))


def test_undoing_says_what_stands_in_the_way(bodies, officer, log_in):
    client, known = log_in(officer), recorded(bodies)
    preview = client.get(f"/sap-xep/ap-dung/?viec={known.pk}")
    client.post("/sap-xep/ap-dung/", {"viec": known.pk, "step": "carry_out"} | agreed(preview))
    Duty.objects.filter(valid_to=None).update(name="Việc khác")

    page = text_of(client.get(f"/sap-xep/da-lam/{Reorganisation.objects.get().pk}/hoan-tac/"))

    assert "Nhiệm vụ “Việc khác” đã được sửa hoặc giao tiếp sau đó." in page


@pytest.mark.parametrize("role", [Role.FOCAL, Role.READER])
def test_those_of_one_unit_see_the_act_but_not_the_work_of_others(bodies, officer, log_in, role):
    known = recorded(bodies)
    client = log_in(officer)
    preview = client.get(f"/sap-xep/ap-dung/?viec={known.pk}")
    client.post("/sap-xep/ap-dung/", {"viec": known.pk, "step": "carry_out"} | agreed(preview))
    address = f"/sap-xep/da-lam/{Reorganisation.objects.get().pk}/"
    assert "Báo chí, thông tin đối ngoại" in text_of(client.get(address))
    assert "Còn mở" in text_of(client.get("/sap-xep/"))

    other = log_in(make_person(role, "nguoi-khac", bodies["culture"]))

    assert "Sở Thông tin và Truyền thông → Sở Khoa học" in text_of(other.get(address))
    assert "Báo chí, thông tin đối ngoại" not in text_of(other.get(address))
    assert "Còn mở" not in text_of(other.get("/sap-xep/"))
    assert other.get(f"{address}hoan-tac/").status_code == 404


@pytest.mark.parametrize(("left", "is_told"), [(False, True), (True, False)])
def test_preview_says_which_collective_names_mean_nobody_from_the_day_on(officer, log_in, left, is_told):
    city = make_agency("Thành phố Hà Nội", AgencyKind.PROVINCE)
    make_agency("UBND các quận, huyện, thị xã", AgencyKind.GROUP)
    make_agency("Các cơ quan báo chí Thành phố", AgencyKind.GROUP)
    ended = make_agency("Quận Ba Đình", AgencyKind.DISTRICT, parent=city)
    if left:
        make_agency("Quận Tây Hồ", AgencyKind.DISTRICT, parent=city)
    known = record_succession(
        kind=SuccessionKind.REPLACE,
        effective_on=DAY,
        predecessors=[ended],
        heirs=[make_agency("Phường Ba Đình", AgencyKind.COMMUNE, parent=city)],
        recorded_by=None,
    )

    shown = text_of(log_in(officer).get(f"/sap-xep/ap-dung/?viec={known.pk}"))

    assert ("Văn bản gọi chung “UBND các quận, huyện, thị xã”" in shown) == is_told
    assert "Văn bản gọi chung “Các cơ quan báo chí Thành phố”" not in shown


@pytest.mark.parametrize("acts", [1, 3])
def test_list_of_acts_takes_the_same_queries_for_any_number(officer, log_in, django_assert_num_queries, acts):
    for number in range(acts):
        ended = make_agency(f"Sở {number}")
        give_duty(name="Việc", holder=ended, given_by=None)
        record_succession(
            kind="replace",
            effective_on=DAY,
            predecessors=[ended],
            heirs=[make_agency(f"Ban {number}")],
            recorded_by=None,
        )
    client = log_in(officer)
    client.get("/sap-xep/")

    with django_assert_num_queries(18):
        client.get("/sap-xep/")


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_takes_the_same_queries_for_any_number_of_rows(
    bodies, officer, log_in, django_assert_num_queries, rows
):
    known, client = recorded(bodies), log_in(officer)
    for number in range(rows):
        give_duty(name=f"Việc {number}", holder=bodies["ended"], given_by=None)
        make_agency(f"Phòng {number}", parent=bodies["ended"])
    client.get("/sap-xep/")

    with django_assert_num_queries(20):
        client.get(f"/sap-xep/ap-dung/?viec={known.pk}")
