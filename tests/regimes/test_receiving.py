"""A report that comes as a file from another installation: checked, taken once, added up like any other."""

import json
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from factories.agencies import make_agency
from factories.consolidation import begun, issued, report_of
from factories.regimes import FIRST_HALF, TODAY, make_measure, regime_with_form

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.engines.drafting.exchanged_report import seal_report
from haidang.engines.reckoning.periods import half_period
from haidang.foundation.models import Event
from haidang.regimes.models import Measure, MeasureValue
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.consolidation_content import gathered_report
from haidang.regimes.queries.consolidation_texts import PickFacts
from haidang.reports.models import Submission
from haidang.reports.operations.answering import accept_submission

pytestmark = pytest.mark.django_db

PROVINCE = "Ủy ban nhân dân tỉnh Vân Phong"


@pytest.fixture
def measures():
    top, below = make_measure("da-tap-huan", "Đã tập huấn"), make_measure("can-bo", "Cán bộ")
    return top, below, make_measure("ty-le", "Tỷ lệ", numerator=top, denominator=below)


@pytest.fixture
def client(officer, log_in):
    return log_in(officer)


def opened_for(officer, measures, agency, period=FIRST_HALF, code="bo-6-thang"):
    regime = regime_with_form(officer, *measures, code=code, kinds=(), named=[agency])
    return open_report_round(regime=regime, period=period, opened_by=officer, today=TODAY).report_round


@pytest.fixture
def sent(officer, measures):
    """The two files of a report that the province issued; what it stands on is of no matter to the ministry."""
    unit = make_agency("Sở Văn hóa tỉnh Vân Phong")
    below = opened_for(officer, measures, unit, code="tinh-6-thang")
    report_of(below, unit.name, "Đã làm.", (3, 4), officer)
    made = begun(below, officer, PickFacts("Tỉnh đã làm."))
    made.begun_by.posts.update(agency=make_agency(PROVINCE, AgencyKind.COMMITTEE))
    made = issued(made, officer)
    files = []
    for stored in (made.data, made.envelope):
        with stored.file.open("rb") as source:
            files.append(source.read())
    return files


@pytest.fixture
def above(officer, measures, sent):
    return opened_for(officer, measures, Agency.objects.get(name=PROVINCE))


def post(client, above, content, name="bao-cao.json"):
    address = reverse("regimes:receive_exchanged", args=[above.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def changed(content, **changes) -> bytes:
    told = json.loads(content)
    for name in ("digest", "format", "version"):
        told.pop(name)
    for path, value in changes.items():
        part, _dot, key = path.partition("__")
        told[part][key] = value
    return seal_report(told)


@pytest.mark.parametrize("kind", [0, 1])
def test_file_becomes_the_report_of_its_sender_and_is_added_up(officer, client, above, sent, kind):
    answer = post(client, above, sent[kind])
    again = post(client, above, sent[kind])

    came = Submission.objects.get(obligation__what=above.what)
    assert (answer.status_code, again.status_code, came.state) == (302, 302, "sent")
    accept_submission(submission=came, decided_by=officer, on=TODAY)
    figures = {one.key: one for one in gathered_report(begun(above, officer)).figures}
    assert {key: (one.number, one.numerator, one.denominator) for key, one in figures.items()} == {
        "don-vi-da-bao-cao": (1, None, None),
        "da-tap-huan": (3, None, None),
        "can-bo": (4, None, None),
        "ty-le": (Decimal("0.75"), 3, 4),
    }
    assert list(came.narratives.values_list("text", flat=True)) == ["Tỉnh đã làm."]
    assert came.evidence.count() == (0, 2)[kind]
    assert Event.objects.filter(act="regimes.receive_report").count() == 1
    assert set(MeasureValue.objects.filter(submission=came).values_list("counts", "counts_above")) == {
        (True, False)
    }


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda content: b"abc", "không phải tệp báo cáo trao đổi"),
        (lambda content: b"{" * 5_000, "không phải tệp báo cáo trao đổi"),
        (lambda content: b"<!DOCTYPE a [<!ENTITY b 'c'>]><edXML>&b;</edXML>", "không phải tệp báo cáo trao đổi"),
        (lambda content: content.replace(b'"3.0000"', b'"9.0000"'), "không còn đúng như bên gửi đã chốt"),
        (lambda content: changed(content, report__first_month="2025-07"), "Báo cáo của kỳ khác"),
        (
            lambda content: changed(content, sender__name="Tỉnh khác", sender__code="x"),
            "không phải báo cáo trong kỳ này",
        ),
        (lambda content: seal_report({"report": 5}), "không phải tệp báo cáo trao đổi"),
    ],
)  # fmt: skip
def test_file_that_does_not_fit_is_refused_with_the_reason_and_nothing_is_kept(
    client, above, sent, spoil, words
):
    answer = post(client, above, spoil(sent[0]))

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Submission.objects.filter(obligation__what=above.what).exists()


def test_measure_counted_in_another_unit_is_refused(client, above, sent):
    Measure.objects.filter(code="can-bo").update(unit="đơn vị")

    answer = post(client, above, sent[0])

    assert (answer.status_code, "khác đơn vị tính" in answer.content.decode()) == (422, True)


def test_file_of_another_period_is_refused(officer, client, above, sent):
    later = open_report_round(
        regime=above.regime, period=half_period(2026, 2), opened_by=officer, today=TODAY
    ).report_round

    assert post(client, later, sent[0]).status_code == 422
