"""A report duty of a programme becomes a regime: what was read is filled in, nothing is guessed."""

import pytest
from django.urls import reverse
from factories.agencies import make_agency
from factories.programme import adopted_programme, plan_answer
from factories.regimes import make_regime

from haidang.engines.reckoning.regime_rules import DueOnDay
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item
from haidang.regimes.errors import DutyHasRegime
from haidang.regimes.models import Regime
from haidang.regimes.queries.regimes import levels_of, reckoned_level

pytestmark = pytest.mark.django_db


def read_item(officer, **fields):
    """This function will adopt the yearly report before 20/11 of seed 002 lines 650-652."""
    duty = {
        "name": "Báo cáo năm",
        "owed_by": "Sở Du lịch",
        "owed_to": "UBND Thành phố",
        "period": "year",
        "due": "2024-11-20",
        "strict": True,
        "lines": [[650, 652]],
    } | fields
    adopted_programme(plan_answer(reports=[duty]), adopted_by=officer)
    return Item.objects.get(kind=ItemKind.REPORT_REGIME)


def address(item) -> str:
    return f"{reverse('regimes:make_regime')}?diem={item.pk}"


def test_page_of_the_duty_offers_a_regime_to_officers_only(officer, log_in):
    item = read_item(officer)

    page = log_in(officer).get(reverse("programme:item", args=[item.pk])).content.decode()

    assert (address(item) in page, "Lập chế độ báo cáo" in page) == (True, True)


def test_everything_read_is_filled_in_and_kept_with_the_duty(officer, log_in):
    unit = make_agency("Sở Du lịch")
    item = read_item(officer)
    client = log_in(officer)

    page = client.get(address(item))
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    levels = {one[name].html_name: one[name].value() for one in form.levels for name in one.fields}
    given = {name: value for name, value in (shown | levels).items() if value not in (None, False)}
    client.post(address(item), given)

    regime = Regime.objects.get()
    assert (regime.name, regime.period, regime.item, regime.programme, regime.document) == (
        "Báo cáo năm",
        "year",
        item,
        item.programme,
        item.programme.document,
    )
    assert [one.agency for one in regime.units.all()] == [unit]
    assert [reckoned_level(one).due for one in levels_of(regime)] == [DueOnDay(20, -1, is_strict=True)]
    assert "650–652" in page.content.decode()


def test_duty_that_has_a_regime_leads_to_it(officer, log_in):
    item = read_item(officer)
    regime = make_regime(officer, item=item)

    assert log_in(officer).get(address(item)).url == reverse("regimes:regime", args=[regime.pk])
    with pytest.raises(DutyHasRegime):
        make_regime(officer, item=item, code="lan-nua")


def test_unknown_period_is_left_to_the_officer(officer, log_in):
    item = read_item(officer, period="periodic", due=None, strict=None)

    page = log_in(officer).get(address(item))

    assert page.context["form"]["period"].value() == ""
    assert "Văn bản không nói bao lâu một lần: hãy chọn ở dưới." in page.content.decode()


@pytest.mark.parametrize("asked", ["0", "x", "9" * 40])
def test_duty_that_is_not_there_is_told_as_not_there(officer, log_in, asked):
    assert log_in(officer).get(f"{reverse('regimes:make_regime')}?diem={asked}").status_code == 404
