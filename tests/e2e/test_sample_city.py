"""The sample city: filled once through the real operations, however often the seed was killed."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from e2e.filled_city import FilledCity

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Account, Agency, Delegation, Handover, Reorganisation, Seat, Succession
from haidang.desk.management.hanoi.bodies import CITY
from haidang.desk.management.hanoi.report_regimes import is_consolidated
from haidang.desk.management.sample_city import DEMO_PASSWORD, PEOPLE, PEOPLE_OF_HANOI
from haidang.documents.enums import FindingState, ReadingState
from haidang.documents.models import DocumentReading, Receipt
from haidang.foundation import registry
from haidang.foundation.models import Event, SavedFilter
from haidang.programme.enums import (
    BudgetEntryKind,
    BudgetLineKind,
    DraftState,
    MatchState,
    ProposalState,
    UnitScope,
)
from haidang.programme.models import (
    Assignment,
    BudgetAmount,
    BudgetEntry,
    BudgetProposal,
    ItemMatch,
    PlanCall,
    PlanDraft,
    Programme,
    ProgrammeLink,
)
from haidang.regimes.models import (
    Chase,
    Consolidation,
    IssuedFigure,
    Remark,
    ReportRound,
    Signature,
)
from haidang.regimes.queries.consolidation_content import is_as_issued
from haidang.regimes.queries.consolidation_texts import copies_under, narratives_under
from haidang.regimes.queries.report_ways import FILLED_IN, WAYS
from haidang.regimes.queries.round_phases import owed_above
from haidang.reports.enums import (
    ChangeKind,
    EvidenceKind,
    StandingFilter,
    SubmissionState,
    TicketFilter,
    TicketKind,
    TicketState,
)
from haidang.reports.models import (
    AgendaPoint,
    Briefing,
    Conclusion,
    Evidence,
    Obligation,
    ObligationChange,
    ProductCount,
    Submission,
    Ticket,
)
from haidang.reports.queries.tickets import ticket_as
from haidang.reports.queries.urgency import count_by_standing

# Pages that hang from those of the navigation, seen by all.
HANGING = (
    "reports:tickets",
    "reports:briefings",
    "programme:proposals",
    "agencies:directory",
    "agencies:acts",
    "agencies:delegations",
    "foundation:notices",
)


@pytest.fixture
def seeded(filled_city, django_db_blocker) -> Iterator[FilledCity]:
    """This fixture will give the city as the seed left it, looked at from here; what a look changes is undone."""
    with django_db_blocker.unblock(), filled_city.looked_at():
        yield filled_city


def test_seed_fills_the_city_once_however_often_it_was_killed(seeded, client):
    assert seeded.counted_again == seeded.counted
    assert all(person.username in seeded.told for person in (*PEOPLE, *PEOPLE_OF_HANOI))
    assert_programmes_and_what_waits()
    assert_bodies_of_the_city()
    assert_money_stated_computed_and_entered()
    assert_talks_in_every_state()
    assert_plans_below_are_tied_and_made()
    assert_papers_known_posts_acted_for_filters_saved()
    assert_every_state_of_what_is_owed()
    assert_districts_before_and_communes_after()
    assert_reorganisations_were_carried_out()
    assert_work_moved_and_what_was_accepted_stayed()
    assert_tasks_tell_who_leads_and_who_did()
    assert_a_year_of_reports_is_there()
    assert_no_round_is_half_made()
    assert_units_write_of_what_they_do()
    assert_units_report_in_all_ways(client)
    assert_issued_reports_add_up()
    assert_pages_of_reports_say_something(client)
    client.post("/dang-nhap/", {"username": "dulich", "password": DEMO_PASSWORD})
    assert "số liệu là ví dụ" in client.get("/thong-bao/").content.decode()
    assert empty_pages(client) == []


def assert_programmes_and_what_waits() -> None:
    assert Programme.objects.count() == 7
    states = dict(DocumentReading.objects.values_list("document__file__original_name", "state"))
    assert states["tep-tai-dang-do.pdf"] == ReadingState.REFUSED
    project = DocumentReading.objects.get(document__file__original_name="de-an-2026-2030.docx")
    assert project.findings.filter(state=FindingState.PROPOSED).exists()
    assert project.doubts.filter(answer="").exists()


def assert_bodies_of_the_city() -> None:
    alive = Agency.objects.without_tree_fields().filter(parent__code=CITY).alive_on(timezone.localdate())
    kinds = Counter(alive.values_list("kind", flat=True))
    assert kinds.pop(AgencyKind.COMMUNE) == 126
    assert kinds.pop(AgencyKind.GROUP) == 2
    assert kinds.total() >= 60
    entered = alive.filter(source__startswith="Cơ quan của Thủ đô thêm vào cho bản dùng thử")
    assert entered.count() >= 40
    assert not entered.filter(is_verified=True).exists()
    reorganised = Succession.objects.filter(predecessors__parent__code=CITY)
    assert {date(2025, 3, 1), date(2025, 7, 1)} <= set(reorganised.values_list("effective_on", flat=True))


def assert_money_stated_computed_and_entered() -> None:
    amounts = BudgetAmount.objects.filter(line__kind=BudgetLineKind.GROUP).exclude(computed_vnd=None)
    differing = amounts.exclude(stated_vnd=F("computed_vnd")).values_list("stated_vnd", "computed_vnd")
    assert list(differing) == [(2_930_000_000, 2_950_000_000)]
    assert set(BudgetEntry.objects.values_list("kind", flat=True)) == set(BudgetEntryKind.values)
    assert BudgetEntry.objects.exclude(corrects=None).count() == 1
    assert not BudgetEntry.objects.filter(paper_words="").exists()
    assert set(BudgetProposal.objects.values_list("state", flat=True)) == set(ProposalState.values)


def assert_talks_in_every_state() -> None:
    assert set(Ticket.objects.values_list("state", flat=True)) == set(TicketState.values)
    assert set(Ticket.objects.values_list("kind", flat=True)) == set(TicketKind.values)
    late = Ticket.objects.filter(ticket_as(TicketFilter.LATE, on=timezone.localdate()))
    assert late.exists()
    coming = AgendaPoint.objects.filter(briefing__held_on__gt=timezone.localdate())
    assert coming.filter(ticket=None).exists()
    assert coming.exclude(ticket=None).exists()
    given = Conclusion.objects.exclude(what="").values_list("what", flat=True)
    assert Briefing.objects.exclude(minutes="").count() == 2
    assert Obligation.objects.filter(what__in=given).exclude(standing=None).exists()
    assert Obligation.objects.filter(what__in=given, standing=None).exists()


def assert_plans_below_are_tied_and_made() -> None:
    assert set(PlanDraft.objects.values_list("state", flat=True)) == set(DraftState.values)
    links = ProgrammeLink.objects.filter(state=MatchState.CONFIRMED)
    assert links.filter(above__owner__code=CITY).count() == 3
    assert set(ItemMatch.objects.values_list("state", flat=True)) == set(MatchState.values)
    assert PlanCall.objects.filter(scope=UnitScope.LOCAL, under__code=CITY).count() == 1


def assert_papers_known_posts_acted_for_filters_saved() -> None:
    receipts = Receipt.objects.all()
    assert receipts.filter(opened_at=None).exists()
    assert receipts.exclude(opened_at=None).filter(informed_at=None).exists()
    assert receipts.exclude(informed_at=None).exists()
    assert Delegation.objects.count() == 2
    assert SavedFilter.objects.values("account").distinct().count() == 3
    seats = Seat.objects.filter(agency__parent__code=CITY)
    assert seats.exists()
    assert all("ví dụ" in seat.person.full_name for seat in seats.exclude(person=None))


def empty_pages(client) -> list[tuple[str, str]]:
    """Who opens which page of the navigation, or one that hangs from it, and finds nothing there."""
    found = []
    for person in (*PEOPLE, *PEOPLE_OF_HANOI):
        account = Account.objects.get(username=person.username)
        client.force_login(account)
        shown = [link.url_name for link in registry.navigation if link.may(account)]
        for name in [*shown, *HANGING]:
            page = client.get(reverse(name)).content.decode()
            main = page.partition("<main")[2]
            if not main or 'class="empty' in main:
                found.append((person.username, name))
    return found


def assert_every_state_of_what_is_owed() -> None:
    standing = count_by_standing(Obligation.objects.all(), on=timezone.localdate()).by_code
    assert {code for code, number in standing.items() if not number} == set()
    assert set(StandingFilter.values) == set(standing)
    assert set(Submission.objects.values_list("state", flat=True)) >= {
        "draft",
        "sent",
        "returned",
        "accepted",
    }
    progress = set(Submission.objects.values_list("progress", flat=True))
    assert progress == {"", "not_begun", "in_progress", "done", "obstacle"}
    assert set(ObligationChange.objects.values_list("kind", flat=True)) == set(ChangeKind.values)
    assert set(Evidence.objects.values_list("kind", flat=True)) == set(EvidenceKind.values)
    assert ProductCount.objects.values("kind").distinct().count() >= 6
    assert Obligation.objects.exclude(whole=None).exists()


def assert_districts_before_and_communes_after() -> None:
    reported = Submission.objects.filter(
        state=SubmissionState.ACCEPTED, obligation__programme__first_year=2025
    )
    districts = reported.filter(agency__kind="district").values_list("sent_on", flat=True)
    communes = reported.filter(agency__kind="commune").values_list("sent_on", flat=True)
    assert len(districts) > 30
    assert len(communes) > 126
    assert max(districts) < date(2025, 7, 1) <= min(communes)


def assert_reorganisations_were_carried_out() -> None:
    done = Reorganisation.objects.order_by("effective_on").prefetch_related("acts", "handovers")
    told = [
        (one.effective_on, one.undone_at, one.acts.count(), {row.kind for row in one.handovers.all()})
        for one in done
    ]
    assert told == [
        (date(2025, 3, 1), None, 6, {"posts", "units", "assignments", "obligations"}),
        (date(2025, 7, 1), None, 30, {"obligations"}),
    ]


def assert_work_moved_and_what_was_accepted_stayed() -> None:
    owed = Handover.objects.filter(kind="obligations").values_list("row_key", flat=True)
    changes = ObligationChange.objects.filter(obligation__in=list(owed), kind=ChangeKind.HAND_OVER)
    days = {(one.changed_on, one.agency_before.valid_to) for one in changes.select_related("agency_before")}
    assert days == {(date(2025, 3, 1),) * 2, (date(2025, 7, 1),) * 2}
    kinds = changes.filter(changed_on=date(2025, 7, 1)).values_list(
        "agency_before__kind", "agency_after__kind"
    )
    assert set(kinds) == {("district", "commune")}
    answered = Submission.objects.filter(obligation__in=changes.values("obligation"), state="accepted")
    assert answered.exists()
    accepted = Submission.objects.filter(state="accepted", agency__parent__code=CITY)
    for day in (date(2025, 3, 1), date(2025, 7, 1)):
        kept = accepted.filter(agency__valid_to=day)
        assert kept.exists()
        assert not kept.exclude(obligation__agency=F("agency")).exists()
        assert not kept.filter(sent_on__gte=day).exists()
    ended = Obligation.objects.filter(agency__valid_to__in=(date(2025, 3, 1), date(2025, 7, 1)))
    assert not ended.filter(waived_on=None).exclude(standing__state="accepted").exists()


def assert_tasks_tell_who_leads_and_who_did() -> None:
    title = "Cung cấp thông tin định kỳ cho phóng viên nước ngoài thường trú tại Thủ đô"
    leads = Assignment.objects.filter(item__title=title, item__programme__first_year=2025, role="lead")
    told = leads.order_by("pk").values_list("agency__code", "taken_over__agency__code", "valid_to")
    assert list(told) == [("hn-so-tttt", None, date(2025, 3, 1)), ("hn-so-vhtt", "hn-so-tttt", None)]


def assert_a_year_of_reports_is_there() -> None:
    periods = set(ReportRound.objects.exclude(occurrence="once").values_list("regime__period", flat=True))
    assert periods == {"quarter", "first_half", "year"}
    quarters = ReportRound.objects.filter(regime__code="ttdn-quy", regime__period="quarter")
    assert quarters.exclude(occurrence="once").count() >= 4
    opened = set(ReportRound.objects.values_list("regime__code", flat=True))
    assert opened >= {"ttdn-quy", "ttdn-6-thang", "ttdn-nam", "ktxh-quy", "tong-ket-de-an", "kpi-bo"}
    reports = Obligation.objects.filter(what__in=ReportRound.objects.values("what"))
    standing = count_by_standing(reports, on=timezone.localdate()).by_code
    assert {code for code, number in standing.items() if not number} == set()
    half = ReportRound.objects.filter(regime__code="ttdn-6-thang").latest("due_on")
    assert Obligation.objects.filter(what=half.what, occurrence=half.occurrence).count() == 186
    sent = Submission.objects.filter(obligation__in=reports)
    assert sent.filter(kind="estimate").exists()
    assert sent.filter(number__gt=1, state="accepted").exists()
    assert Remark.objects.exists()
    assert Chase.objects.exists()
    assert Signature.objects.filter(signed_at=None).exists()
    assert ReportRound.objects.exclude(reopened_for="").exists()


def assert_no_round_is_half_made() -> None:
    """What is over was chased and closed, what was due above is issued, true figures in an edition of their own."""
    today = timezone.localdate()
    for one in ReportRound.objects.exclude(occurrence="once"):
        ends = max(one.due_on, one.trued_up_on or one.due_on)
        assert (one.state == "closed") == (ends + timedelta(days=15) <= today)
        owed = Obligation.objects.filter(what=one.what, occurrence=one.occurrence)
        if one.due_on < today and owed.filter(standing=None, waived_on=None).exists():
            assert one.chases.count() == 1
        above = owed_above(one)
        if above and is_consolidated(one.regime) and above[0].due_on <= today:
            with_true = one.trued_up_on is not None and one.trued_up_on <= today
            states = one.consolidations.order_by("edition").values_list("edition", "state")
            assert list(states) == [(edition, "issued") for edition in range(1, 3 if with_true else 2)]
            assert above[0].standing is not None
            assert above[0].standing.state == "accepted"


def assert_units_write_of_what_they_do() -> None:
    """Most texts are a unit's own; one goes round among bodies of a kind, and the editor finds it."""
    half = ReportRound.objects.filter(regime__code="ttdn-6-thang").latest("due_on")
    for section in half.form.sections.filter(kind="narrative"):
        texts = narratives_under(half, section).exclude(text="")
        copies = copies_under(half, section)
        assert texts.values("text").distinct().count() > 0.9 * texts.count()
        assert 10 <= len(copies) < 0.2 * texts.count()


def assert_units_report_in_all_ways(client) -> None:
    """By screen most, some by workbook, from a paper, as an exchanged file; the page of the report tells it."""
    client.force_login(Account.objects.get(username="canbo"))
    half = ReportRound.objects.filter(regime__code="ttdn-6-thang").latest("due_on")
    sent = Submission.objects.filter(obligation__what=half.what, obligation__occurrence=half.occurrence)
    versions = {one.pk: one for one in sent.filter(number=1).select_related("obligation")}
    acts = Event.objects.filter(act__in=WAYS, after__has_key=FILLED_IN).values_list("act", "after")
    came = {after[FILLED_IN]: act for act, after in acts if after[FILLED_IN] in versions}
    assert Counter(came.values()) == {
        "regimes.take_workbook": 3,
        "regimes.take_from_paper": 2,
        "regimes.receive_report": 1,
    }
    for pk, act in came.items():
        page = client.get(reverse("regimes:report_version", args=[versions[pk].obligation_id, 1]))
        assert str(WAYS[act]) in page.content.decode()
    assert len(versions) > 100


def assert_issued_reports_add_up() -> None:
    """Each printed total is the sum of the rows it stood on, and every issued report is as it was issued."""
    issued = Consolidation.objects.filter(state="issued")
    assert {"ttdn-6-thang", "ttdn-nam", "ttdn-quy", "tong-ket-de-an", "kpi-bo"} <= set(
        issued.values_list("report_round__regime__code", flat=True)
    )
    assert [one.pk for one in issued if not is_as_issued(one)] == []
    summed = IssuedFigure.objects.filter(consolidation__in=issued, how="sum")
    assert summed.exists()
    wrong = [
        one.key
        for one in summed
        if (one.number or 0) != sum((Decimal(row["number"]) for row in one.stood_on), Decimal(0))
    ]
    assert wrong == []
    classes = ("nhiem-vu-xong", "nhiem-vu-dang-lam", "nhiem-vu-cham", "nhiem-vu-chua-lam")
    for one in issued.filter(report_round__regime__code="ttdn-6-thang"):
        numbers = dict(one.figures.values_list("key", "number"))
        assert sum(numbers[key] for key in classes) == numbers["nhiem-vu"]


def assert_pages_of_reports_say_something(client) -> None:
    client.force_login(Account.objects.get(username="canbo"))
    places = [
        reverse("regimes:rounds"),
        *(reverse("regimes:round", args=[pk]) for pk in ReportRound.objects.values_list("pk", flat=True)),
        reverse("indicators:tree"),
    ]
    answers = {place: client.get(place) for place in places}
    assert {place: one.status_code for place, one in answers.items() if one.status_code != 200} == {}
    assert [place for place, one in answers.items() if 'class="empty' in one.content.decode()] == []
