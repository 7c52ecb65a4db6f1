"""Saved filters: one's own, found again by name, for lists of the product alone, told in words when not kept."""

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.programme import adopted_programme, plan_answer

from haidang.agencies.enums import Role
from haidang.foundation.models import Event, SavedFilter

pytestmark = pytest.mark.django_db

PLACE = "/bao-cao/"
LATE = {"place": PLACE, "name": "Việc chậm", "query": "tinh_trang=late"}


def save(client, **changes):
    return client.post(reverse("foundation:save_filter"), LATE | changes)


def kept() -> list[tuple[str, str, str]]:
    return list(SavedFilter.objects.order_by("id").values_list("place", "name", "query"))


@pytest.mark.parametrize("name", ["reports:obligations", "documents:register", "programme:page"])
def test_filter_is_saved_under_a_name_and_found_again_on_its_list(officer, log_in, name):
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    client = log_in(officer)
    place = reverse(name, args=[programme.pk] if name == "programme:page" else [])
    assert "Lưu bộ lọc này" in client.get(place, {"q": "lễ hội", "trang": "1"}).content.decode()

    answer = save(client, place=place, query="q=l%E1%BB%85+h%E1%BB%99i")

    assert answer.headers["Location"] == f"{place}?q=l%E1%BB%85+h%E1%BB%99i"
    page = client.get(place).content.decode()
    assert f'href="{place}?q=l%E1%BB%85+h%E1%BB%99i"' in page
    assert "Đã lưu bộ lọc “Việc chậm”." in page


def test_the_same_name_again_takes_the_new_filter_and_a_repeated_form_changes_nothing(officer, log_in):
    client = log_in(officer)
    for query in ("tinh_trang=late", "tinh_trang=late", "tinh_trang=returned"):
        save(client, query=query)

    assert kept() == [(PLACE, "Việc chậm", "tinh_trang=returned")]
    assert Event.objects.filter(act="foundation.save_filter").count() == 2


def test_nobody_sees_or_removes_the_filters_of_another(officer, log_in):
    other = make_person(Role.FOCAL, "daumoi", make_agency("Sở Du lịch"))
    save(log_in(officer))
    stranger = log_in(other)
    own = SavedFilter.objects.get()

    assert "Việc chậm" not in stranger.get(PLACE).content.decode()
    assert stranger.post(reverse("foundation:forget_filter", args=[own.pk])).status_code == 404
    assert kept() != []


def test_filter_is_removed_by_its_person_and_goes_back_to_the_list(officer, log_in):
    client = log_in(officer)
    save(client)
    address = reverse("foundation:forget_filter", args=[SavedFilter.objects.get().pk])

    assert client.post(address).headers["Location"] == PLACE
    assert client.post(address).status_code == 404

    assert kept() == []


@pytest.mark.parametrize(
    ("changes", "sentence", "back"),
    [
        ({"name": ""}, "Chưa lưu bộ lọc: hãy đặt tên cho bộ lọc.", f"{PLACE}?tinh_trang=late"),
        (
            {"name": "a" * 61},
            "Chưa lưu bộ lọc: tên dài tối đa 60 chữ.",
            f"{PLACE}?tinh_trang=late",
        ),
        ({"query": ""}, "Danh sách chưa lọc gì: hãy lọc trước rồi lưu.", f"{PLACE}?"),
        ({"place": "https://example.com/"}, "Danh sách này không lưu bộ lọc.", "/"),
        ({"place": "//example.com/bao-cao/"}, "Danh sách này không lưu bộ lọc.", "/"),
        ({"place": "/tai-khoan/"}, "Danh sách này không lưu bộ lọc.", "/"),
    ],
)
def test_what_cannot_be_kept_is_told_and_the_list_stays_as_it_was(officer, log_in, changes, sentence, back):
    client = log_in(officer)

    answer = save(client, **changes)

    assert (answer.headers["Location"], kept()) == (back, [])
    assert sentence in client.get("/").content.decode()


def test_a_list_keeps_twenty_filters_of_a_person_and_says_so(officer, log_in):
    client = log_in(officer)
    for number in range(21):
        save(client, name=f"Bộ lọc {number}")

    page = client.get(PLACE).content.decode()

    assert SavedFilter.objects.count() == 20
    assert "mỗi danh sách có tối đa 20 bộ lọc" in page
