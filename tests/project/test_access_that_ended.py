"""What a post opened is shut when it ends: no page, file, search or calendar shows the words of its unit any more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency, make_person
from factories.reports import owed, photo_bytes, send
from factories.shown_words import words_of_answer
from factories.tickets import make_ticket

from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Agency, Delegation, Post
from haidang.agencies.operations import give_delegation
from haidang.documents.operations.screening import Screening
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import open_feed
from haidang.reports.operations.answering import keep_draft
from haidang.reports.operations.screening import check_next_evidence
from haidang.reports.queries.answers import Answer, Product
from haidang.reports.validators import take_file

MARK = "Mòng-Biển-Xám"
TODAY = timezone.localdate()
EARLIER, SOON = TODAY - timedelta(days=9), TODAY + timedelta(days=9)


@dataclass(frozen=True)
class Kept:
    """A unit, who works there, and by name the addresses where its marked words or its files are."""

    unit: Agency
    focal: Account
    addresses: dict[str, str]

    def shown_to(self, client: Client) -> set[str]:
        """This function will name the addresses that show a person the mark, or a file."""
        answers = {name: client.get(address) for name, address in self.addresses.items()}
        return {name for name, answer in answers.items() if is_shown(name, answer)}


def is_shown(name, answer) -> bool:
    return answer.status_code == 200 and ("file" in name or MARK in words_of_answer(answer))


@pytest.fixture
def kept(officer) -> Kept:
    unit = make_agency("Sở Du lịch")
    focal = make_person(Role.FOCAL, "daumoi", unit)
    open_one = owed(officer, unit, title=f"Việc {MARK}", due_on=SOON, today=TODAY)
    answered = owed(officer, unit, title=f"Số liệu {MARK}", due_on=SOON, today=TODAY)
    photos = [take_file(SimpleUploadedFile(f"{side}.jpg", photo_bytes(width=side))) for side in (50, 60)]
    counted = [Product("news", 3, "en", MARK)]
    sent = send(answered, focal, f"Trả lời {MARK}", products=counted, files=photos[:1], on=TODAY)
    check_next_evidence(screen=lambda _stored, _looked_at: Screening("clear"))
    draft = keep_draft(obligation=open_one, author=focal, answer=Answer(text=MARK, files=photos[1:]))
    ticket = make_ticket(unit, focal, text=f"Vướng {MARK}")
    lists = ("obligations", "my_work", "products", "tickets", "export_obligations", "export_answers")
    addresses = {name: reverse(f"reports:{name}") for name in lists} | {
        "obligation": reverse("reports:obligation", args=[answered.pk]),
        "own draft": reverse("reports:obligation", args=[open_one.pk]),
        "unit": reverse("reports:unit", args=[unit.pk]),
        "ticket": reverse("reports:ticket", args=[ticket.pk]),
        "sent file": reverse("reports:evidence", args=[sent.evidence.get().token]),
        "draft file": reverse("reports:evidence", args=[draft.evidence.get().token]),
        "search": reverse("desk:search", query={"q": folded_form(MARK)}),
        "calendar": reverse("foundation:calendar", query={"thang": f"{SOON:%Y-%m}"}),
        "feed": reverse("foundation:feed", args=[open_feed(account=focal).token]),
    }
    return Kept(unit, focal, addresses)


def shut_out(focal: Account) -> None:
    Account.objects.filter(pk=focal.pk).update(is_active=False)


def leave(focal: Account) -> None:
    Post.objects.filter(account=focal).update(valid_to=TODAY)


def change_units(focal: Account) -> None:
    """This function will let the person work elsewhere from today on."""
    Post.objects.filter(account=focal).update(valid_to=TODAY)
    Post.objects.create(account=focal, agency=make_agency("Sở Ngoại vụ"), role=Role.FOCAL, valid_from=TODAY)


@pytest.mark.parametrize("change", [leave, change_units, shut_out])
def test_whoever_left_sees_nothing_of_the_unit_in_a_session_that_was_left_open(
    kept, log_in, change: Callable[[Account], None]
):
    client = log_in(kept.focal)
    assert kept.shown_to(client) == set(kept.addresses)

    change(kept.focal)

    assert kept.shown_to(client) == set()


def test_whoever_acted_for_another_sees_nothing_of_that_unit_afterwards(kept, log_in):
    """The address of the holder's calendar was never the delegate's, nor were the holder's unsent words."""
    deputy = make_person(Role.FOCAL, "lamthay", make_agency("Sở Ngoại vụ"))
    post = kept.focal.posts.get()
    days = {"valid_from": TODAY, "valid_to": SOON, "reason": "Đi vắng"}
    give_delegation(post=post, delegate=deputy, given_by=kept.focal, on=TODAY, **days)
    client = log_in(deputy)
    del kept.addresses["feed"]
    assert kept.shown_to(client) == set()
    client.post(reverse("agencies:act_for"), {"post": post.pk})
    assert kept.shown_to(client) == set(kept.addresses) - {"draft file"}

    Delegation.objects.update(valid_from=EARLIER, valid_to=TODAY)

    assert kept.shown_to(client) == set()


def test_department_sees_nothing_of_a_unit_that_went_to_another(kept, log_in):
    before, after = make_agency("Sở Văn hóa"), make_agency("Sở Ngoại vụ")
    Agency.objects.filter(pk=kept.unit.pk).update(parent=before)
    client = log_in(make_person(Role.FOCAL, "so", before))
    del kept.addresses["feed"]
    assert "obligation" in kept.shown_to(client)

    Agency.objects.filter(pk=kept.unit.pk).update(parent=after)

    assert kept.shown_to(client) == set()
    assert "obligation" in kept.shown_to(log_in(make_person(Role.FOCAL, "so-sau", after)))
