"""Every number of an issued report is a link to rows that come to it; what is no number of its own is named here."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse
from factories.agencies import make_agency
from factories.consolidation import begun, issued, report_of
from factories.regimes import FIRST_HALF, TODAY, make_measure, regime_with_form
from lxml import html

from haidang.agencies.enums import AgencyKind
from haidang.engines.reckoning.periods import half_period
from haidang.regimes.models import Consolidation, Measure
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.consolidation_content import REPORTED
from haidang.regimes.queries.consolidation_texts import PickFacts, narratives_under

pytestmark = pytest.mark.django_db

UNITS = {
    "Sở Du lịch": AgencyKind.DEPARTMENT,
    "Sở Ngoại vụ": AgencyKind.DEPARTMENT,
    "Sở Tư pháp": AgencyKind.DEPARTMENT,
    "Phường Bến Bính": AgencyKind.COMMUNE,
    "Phường Hải Vân": AgencyKind.COMMUNE,
}
# Places of the page whose digits are no numbers of the report: number and day of the paper, sizes and marks of files,
# titles with a period, words of units and reasons, which lead to their report or stand beside a link to its rows.
NO_NUMBERS = {
    "head": "//main//div[@class='head']",
    "files": "//main//section[@aria-labelledby='files-title']",
    "number and day of the paper": "//article[@class='sheet']/p[1]",
    "title": "//article[@class='sheet']/h3",
    "words of a unit": "//article[@class='sheet']//*[@class='words']",
    "names of figures and periods": "//main//th | //main//caption | //main//summary",
    "the picture, whose numbers stand below it": "//main//*[local-name()='svg']",
    "why a figure changed": "//main//*[contains(@class,'why')]",
}
NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")


@pytest.fixture
def measures():
    top = make_measure("da-tap-huan", "Cán bộ đã tập huấn", unit="người")
    below = make_measure("can-bo", "Cán bộ làm thông tin đối ngoại", unit="người")
    return (
        make_measure(),
        make_measure("lon-nhat", "Đoàn lớn nhất", unit="người", over_units="max"),
        top,
        below,
        make_measure("ty-le", "Tỷ lệ đã tập huấn", unit="%", numerator=top, denominator=below),
    )


@pytest.fixture
def rounds(officer, measures):
    """Two rounds of one regime: the half-year before and this one, each asking all units."""
    for name, kind in UNITS.items():
        make_agency(name, kind)
    regime = regime_with_form(officer, *measures, kinds=(AgencyKind.DEPARTMENT, AgencyKind.COMMUNE))
    return [
        open_report_round(regime=regime, period=period, opened_by=officer, today=TODAY).report_round
        for period in (half_period(2025, 2), FIRST_HALF)
    ]


@pytest.fixture
def report(rounds, officer) -> Consolidation:
    """An issued report with all it can print: nil, charts over groups and periods, figures of the report before that
    changed, and one of its own that changed since."""
    before, now = rounds
    report_of(before, "Sở Du lịch", "Đã dịch 9 bài.", (9, 4, 3, 5), officer)
    report_of(before, "Phường Bến Bính", "Đã dịch 2 bài.", (2, 3, 1, 2), officer)
    issued(begun(before, officer, PickFacts("Đã dịch 11 bài.")), officer)
    report_of(before, "Phường Bến Bính", "Đã dịch 1004 bài.", (1004, 3, 2, 2), officer)

    report_of(now, "Sở Du lịch", "Đã dịch 14 bài.", (14, 30, 15, 20), officer)
    report_of(now, "Sở Ngoại vụ", "Đã dịch 6 bài.", (6, 12, 3, 5), officer)
    report_of(now, "Phường Bến Bính", "Đã dịch 1200 bài.", (1200, 2, 0, 4), officer)
    report_of(now, "Sở Tư pháp", accepted_by=officer)
    taken = narratives_under(now, now.form.sections.get(order=0)).get(submission__agency__name="Sở Du lịch")
    made = begun(now, officer, PickFacts("Đã dịch 14 bài.", "", is_source_named=True, narrative_id=taken.pk))
    issued(made, officer)
    report_of(now, "Sở Ngoại vụ", "Đã dịch 8 bài.", (8, 12, 4, 5), officer)
    return made


def page_of(client, address: str):
    answer = client.get(address)
    assert (address, answer.status_code) == (address, 200)
    return html.fromstring(answer.content.decode())


def numbers_without_link(page) -> list[str]:
    """Texts of the page with digits that stand in no link and in no place that is named above."""
    for place in NO_NUMBERS.values():
        for one in page.xpath(place):
            one.clear(keep_tail=True)
    told = page.xpath("//main//text()[not(ancestor::a) and not(ancestor::script)]")
    return [one.strip() for one in told if re.search(r"\d", one)]


def rows_behind(client, address: str, column: int) -> Iterator[list[Decimal]]:
    """The numbers of each row behind an address, over all its pages; of a ratio both."""
    while address:
        page = page_of(client, address)
        for row in page.xpath("//main//tbody/tr"):
            yield [plain(one) for one in NUMBER.findall(row.xpath("./*")[column].text_content())]
        following = page.xpath("//main//a[@rel='next']/@href")
        address = f"{urlsplit(address).path}{following[0]}" if following else ""


def plain(told: str) -> Decimal:
    return Decimal(told.replace(".", "").replace(",", "."))


def come_to(rows: list[list[Decimal]], measure: Measure | None) -> list[Decimal]:
    """What rows come to by the rule of their measure: of a ratio both numbers; without one they are counted."""
    if measure is None:
        return [Decimal(len(rows))]
    if measure.numerator_id is not None:
        return [sum((row[place] for row in rows), Decimal(0)) for place in (0, 1)]
    numbers = [one for [one] in rows]
    return [max(numbers) if measure.over_units == "max" else sum(numbers, Decimal(0))]


def number_links(page) -> list[tuple[str, str]]:
    """What each link to a page of rows says, and where it leads."""
    found = page.xpath("//main//a[starts-with(@href, '/ky-bao-cao/so/')]")
    return [(" ".join(one.text_content().split()), one.get("href")) for one in found]


def test_every_number_of_an_issued_report_is_a_link(report, officer, log_in):
    page = page_of(log_in(officer), reverse("regimes:consolidation", args=[report.pk]))
    texts = page.xpath("//figure//*[local-name()='text']/text()")
    drawn = {one.strip() for one in texts if NUMBER.fullmatch(one.strip())}
    below = {" ".join(one.text_content().split()).split(" ")[0] for one in page.xpath("//figure//td//a")}

    assert (drawn - below, {"1.220", "1.200", "20", "1.013"} <= drawn) == (set(), True)
    assert numbers_without_link(page) == []


def test_rows_behind_every_number_come_to_it(report, officer, log_in):
    client = log_in(officer)
    found = number_links(page_of(client, reverse("regimes:consolidation", args=[report.pk])))

    wrong = [told for told in found if not leads_to_rows(client, *told)]

    assert wrong == []
    assert Counter(resolve(urlsplit(address).path).url_name for _words, address in found) == {
        "issued_figure": 21,
        "issued_figure_now": 6,
        "issued_earlier_figure": 8,
    }


def leads_to_rows(client, words: str, address: str) -> bool:
    """Whether the rows behind a link come to what it says: units given and asked, a number, a ratio, a difference."""
    place = resolve(urlsplit(address).path)
    is_now, is_difference = place.url_name == "issued_figure_now", "khac" in address
    rows = list(rows_behind(client, address, (3 if is_difference else 2) if is_now else 1))
    numbers = [plain(one) for one in NUMBER.findall(words)]
    if re.fullmatch(rf"\d+/{len(UNITS)}", words):
        without = list(rows_behind(client, f"{address}?chua=1", 0))
        return numbers == [len(rows), len(rows) + len(without)]
    measure = Measure.objects.filter(code=place.kwargs["key"]).first()
    if is_difference and (measure is None or measure.numerator_id is not None):
        return len(rows) == 1
    sums = come_to([one for one in rows if one], measure)
    return sums == numbers[: len(sums)]


def test_rows_of_a_group_are_its_own_and_name_who_gave_none(report, officer, log_in):
    client = log_in(officer)
    address = reverse("regimes:issued_figure", args=[report.token, "tin-bai"])

    of_departments, of_communes = (
        (units_of(client, f"{address}?nhom={kind}"), units_of(client, f"{address}?nhom={kind}&chua=1"))
        for kind in (AgencyKind.DEPARTMENT, AgencyKind.COMMUNE)
    )

    assert of_departments == (["Sở Du lịch", "Sở Ngoại vụ"], ["Sở Tư pháp"])
    assert of_communes == (["Phường Bến Bính"], ["Phường Hải Vân"])


def units_of(client, address: str) -> list[str]:
    return [one.text_content().strip() for one in page_of(client, address).xpath("//main//tbody//th")]


def test_rows_of_another_period_stay_as_they_were_printed(report, rounds, officer, log_in):
    client, before = log_in(officer), rounds[0]
    address = reverse("regimes:issued_earlier_figure", args=[report.token, "tin-bai", before.pk])
    printed = list(rows_behind(client, address, 1))

    report_of(before, "Sở Du lịch", "Đã dịch 7 bài.", (7, 4, 3, 5), officer)

    assert (printed, list(rows_behind(client, address, 1))) == ([[1004], [9]], [[1004], [9]])


def test_number_of_a_period_that_was_not_printed_is_not_found(report, rounds, officer, log_in):
    client = log_in(officer)
    earlier = Consolidation.objects.get(report_round=rounds[0])
    strange = reverse("regimes:issued_earlier_figure", args=[earlier.token, "tin-bai", rounds[1].pk])
    counted = reverse("regimes:issued_figure_now", args=[report.token, REPORTED])

    assert [client.get(one).status_code for one in (strange, counted)] == [404, 404]


def test_page_of_a_number_takes_the_same_queries_for_one_unit_and_for_three(
    report, officer, log_in, django_assert_num_queries
):
    client = log_in(officer)
    names = ("issued_figure", "issued_figure_now")
    addresses = [reverse(f"regimes:{one}", args=[report.token, "tin-bai"]) for one in names]

    for address, count in zip(
        (addresses[0], f"{addresses[0]}?nhom=commune", addresses[1]), (5, 5, 5), strict=True
    ):
        with django_assert_num_queries(count):
            client.get(address)


def test_report_issued_before_rows_of_charts_were_kept_is_shown_without_these_links(report, officer, log_in):
    kept = report.frozen
    for section in kept["sections"]:
        section["charts"] = [
            {key: chart[key] for key in ("title", "unit", "labels", "numbers", "estimated")}
            for chart in section["charts"]
        ]
    for update in kept["updates"]:
        update["reported"].pop("told_in")
    old = {key: part for key, part in kept.items() if key not in ("unanswered", "earlier")}
    Consolidation.objects.filter(pk=report.pk).update(frozen=old)
    client = log_in(officer)

    found = number_links(page_of(client, reverse("regimes:consolidation", args=[report.pk])))

    assert {urlsplit(address).query for _words, address in found} == {"", "khac=1"}
    assert not any("/ky/" in address for _words, address in found)
    address = reverse("regimes:issued_figure", args=[report.token, "tin-bai"])
    assert units_of(client, f"{address}?chua=1") == ["Sở Tư pháp", "Phường Hải Vân"]
