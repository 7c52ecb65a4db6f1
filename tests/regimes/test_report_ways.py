"""In which way a version came is told where it is read: by a file or from a paper; by screen needs no word."""

import pytest
from django.urls import reverse
from factories.agencies import make_person
from factories.consolidation import report_of
from factories.regimes import TODAY, at_noon, open_round

from haidang.agencies.enums import Role
from haidang.regimes.operations.filling import say_nothing_happened
from haidang.regimes.operations.sending import sign_and_send
from haidang.regimes.operations.workbooks import take_from_paper
from haidang.regimes.queries.given import SectionGiven
from haidang.regimes.queries.report_ways import ways_of
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission

pytestmark = pytest.mark.django_db
FROM_PAPER = "từ báo cáo đã có"


def test_version_taken_from_a_paper_says_so_and_the_next_by_screen_does_not(officer, log_in):
    opened = open_round(officer, "Sở Du lịch")
    owed = Obligation.objects.get(what=opened.what)
    author = make_person(Role.FOCAL, f"dm-{owed.pk}", owed.agency)
    given = [SectionGiven(opened.form.sections.get(order=0), "Đã ban hành kế hoạch.")]
    take_from_paper(obligation=owed, given=given, taken_by=author, at=at_noon())
    say_nothing_happened(obligation=owed, written_by=author, at=at_noon())
    first = sign_and_send(
        obligation=owed, version=owed.version, signed_by=author, key="k", at=at_noon()
    ).submission
    accept_submission(submission=first, decided_by=officer, on=TODAY)
    owed.refresh_from_db()
    second = report_of(opened, "Sở Du lịch", "Đã ban hành kế hoạch mới.", (3,))

    client = log_in(officer)
    pages = [
        client.get(reverse("regimes:report_version", args=[owed.pk, number])).content.decode()
        for number in (1, 2)
    ]

    assert [[str(one) for one in ways_of(version)] for version in (first, second)] == [[FROM_PAPER], []]
    assert [FROM_PAPER in page for page in pages] == [True, False]
