"""Notices: told once, seen by their person alone, counted beside the bell of every page."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from factories.agencies import make_account, make_person

from haidang.agencies.enums import Role
from haidang.agencies.models import Post
from haidang.foundation.models import Notice
from haidang.foundation.operations import put_notice

pytestmark = pytest.mark.django_db

# Session and account with the number beside the bell; posts; number of notices, notices, the newest one.
QUERIES_OF_NOTICES = 6


def tell(to, key: str = "viec-6", **parts) -> Notice:
    said = {
        "kind": "tests.due",
        "title": "Còn 3 ngày: Theo dõi dư luận báo chí nước ngoài",
        "text": "Hạn 20/6/2024.",
        "address": "/chuong-trinh/",
    }
    return put_notice(to=to, key=key, **(said | parts))


def test_put_notice_tells_one_person_one_thing_once(officer, administrator):
    first = tell(officer)
    again = tell(officer, title="Còn 3 ngày nữa")
    other = tell(administrator)

    assert again == first
    assert list(Notice.objects.order_by("id").values_list("to", "title")) == [
        (officer.pk, "Còn 3 ngày: Theo dõi dư luận báo chí nước ngoài"),
        (administrator.pk, other.title),
    ]


@pytest.mark.parametrize(("language", "title"), [("vi", "Thông báo"), ("en", "Notices")])
def test_put_notice_speaks_the_language_of_the_person(language, title):
    reader = make_account(language=language)

    assert tell(reader, title=_("Notices")).title == title


@pytest.mark.parametrize("address", ["https://example.com/", "//example.com/", "chuong-trinh/"])
def test_put_notice_leads_to_pages_of_the_site_only(officer, address):
    with pytest.raises(ValueError, match="path in the site"):
        tell(officer, address=address)


def test_bell_counts_what_is_not_read_on_every_page(officer, log_in):
    client = log_in(officer)
    tell(officer, "mot")
    tell(officer, "hai")

    assert 'aria-label="Thông báo: 2 chưa đọc"' in client.get("/").content.decode()

    client.post(reverse("foundation:read_notice", args=[Notice.objects.get(key="mot").pk]))

    assert 'aria-label="Thông báo: 1 chưa đọc"' in client.get("/tai-khoan/").content.decode()


def test_each_sees_the_own_notices_only(officer, log_in):
    neighbour = make_person(Role.OFFICER, "hang-xom")
    mine, theirs = tell(officer), tell(neighbour, title="Việc riêng của hàng xóm")
    client = log_in(officer)

    page = client.get(reverse("foundation:notices"))
    opened = client.post(reverse("foundation:open_notice", args=[theirs.pk]))
    read = client.post(reverse("foundation:read_notice", args=[theirs.pk]))
    client.post(reverse("foundation:read_all_notices"), {"up_to": theirs.pk})

    theirs.refresh_from_db()
    assert list(page.context["page"]) == [mine]
    assert "hàng xóm" not in page.content.decode()
    assert (opened.status_code, read.status_code, theirs.read_at) == (404, 404, None)


def test_opening_a_notice_marks_it_as_read_once_and_leads_to_its_page(officer, log_in):
    notice, client = tell(officer), log_in(officer)
    address = reverse("foundation:open_notice", args=[notice.pk])

    answer = client.post(address)
    notice.refresh_from_db()
    first_read = notice.read_at
    client.post(address)
    notice.refresh_from_db()

    assert (answer.status_code, answer["Location"]) == (302, "/chuong-trinh/")
    assert first_read is not None
    assert notice.read_at == first_read


def test_all_read_leaves_what_came_after_the_page_was_drawn(officer, log_in):
    client = log_in(officer)
    tell(officer, "mot")
    page = client.get(reverse("foundation:notices"))
    later = tell(officer, "hai")

    client.post(reverse("foundation:read_all_notices"), {"up_to": page.context["newest"]})

    unread = client.get(reverse("foundation:notices") + "?loc=chua-doc")
    assert list(unread.context["page"]) == [later]


def test_whoever_has_left_sees_no_notice_and_no_bell(officer, log_in):
    notice, client = tell(officer), log_in(officer)
    Post.objects.update(valid_to="2020-01-01")

    assert client.get(reverse("foundation:notices")).status_code == 404
    assert client.post(reverse("foundation:read_all_notices"), {"up_to": notice.pk}).status_code == 404
    assert client.post(reverse("foundation:open_notice", args=[notice.pk])).status_code == 404
    assert 'class="bell"' not in client.get("/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_notices_take_the_same_queries_for_any_number_of_rows(
    officer, log_in, django_assert_num_queries, rows
):
    client = log_in(officer)
    for number in range(rows):
        tell(officer, f"viec-{number}")

    with django_assert_num_queries(QUERIES_OF_NOTICES):
        page = client.get(reverse("foundation:notices"))

    assert len(page.context["page"]) == rows
