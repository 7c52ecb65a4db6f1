"""The form of a regime is put together without script: a button rearranges, only keeping it keeps it."""

import pytest
from django.urls import reverse
from factories.agencies import make_agency
from factories.regimes import FIRST_HALF, TODAY, make_measure, make_regime, regime_with_form

from haidang.regimes.enums import SectionKind
from haidang.regimes.models import RegimeForm
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.asked import FigureAsked, SectionAsked, sections_of

pytestmark = pytest.mark.django_db


def section(place: int, title: str, kind: str = "narrative") -> dict[str, str]:
    return {
        f"p{place}-label": "I" * (place + 1),
        f"p{place}-title": title,
        f"p{place}-kind": kind,
        f"p{place}-is_required": "on",
    }


def figure(place: int, number: int, measure, order: int) -> dict[str, object]:
    prefix = f"p{place}-s{number}"
    return {f"{prefix}-order": order, f"{prefix}-measure": measure.pk, f"{prefix}-is_required": "on"}


def edit(client, regime, given):
    return client.post(reverse("regimes:edit_form", args=[regime.pk]), given)


def titles(page) -> list[str]:
    return [row.form["title"].value() for row in page.context["editor"].rows]


def test_form_is_kept_with_its_figures_in_the_order_of_their_numbers(officer, log_in):
    regime, client = make_regime(officer), log_in(officer)
    articles, courses = make_measure(), make_measure("lop", "Lớp tập huấn", unit="lớp")
    given = section(0, "Chỉ đạo") | section(1, "Số liệu", "figures") | {"mau": "0"}

    edit(client, regime, given | figure(1, 0, articles, 2) | figure(1, 1, courses, 1))

    assert sections_of(regime.forms.get()) == [
        SectionAsked("I", "Chỉ đạo"),
        SectionAsked(
            "II", "Số liệu", SectionKind.FIGURES, figures=(FigureAsked(courses), FigureAsked(articles))
        ),
    ]


@pytest.mark.parametrize(("button", "shown"), [
    ({"xuong": "0"}, ["Hai", "Một"]),
    ({"len": "1"}, ["Hai", "Một"]),
    ({"bo": "0"}, ["Hai"]),
    ({"them": "1"}, ["Một", "Hai", ""]),
    ({"bo": "99"}, ["Một", "Hai"]),
])  # fmt: skip
def test_button_rearranges_what_was_typed_and_keeps_nothing(officer, log_in, button, shown):
    regime = make_regime(officer)

    page = edit(log_in(officer), regime, section(0, "Một") | section(1, "Hai") | {"mau": "0"} | button)

    assert (titles(page), RegimeForm.objects.count()) == (shown, 0)


def test_figures_are_asked_for_in_a_section_of_words(officer, log_in):
    page = edit(log_in(officer), make_regime(officer), section(0, "Kết quả") | {"them-so": "0"})

    (row,) = page.context["editor"].rows
    assert (row.form["kind"].value(), len(row.figures), row.is_open) == ("figures", 3, True)


def test_sections_of_a_long_form_are_folded_but_for_the_one_that_was_moved_or_is_wrong(officer, log_in):
    client, regime = log_in(officer), make_regime(officer)
    given = section(0, "Một") | section(1, "Hai") | section(2, "Ba") | section(3, "Bốn") | {"mau": "0"}

    moved = edit(client, regime, given | {"xuong": "1"})
    wrong = edit(client, regime, given | {"p1-title": ""})

    folded = [[row.is_open for row in page.context["editor"].rows] for page in (moved, wrong)]
    assert folded == [[False, False, True, False], [False, True, False, False]]


def test_round_that_is_open_keeps_its_form(officer, log_in):
    make_agency("Sở Du lịch")
    regime = regime_with_form(officer)
    opened = open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round
    client = log_in(officer)
    told = client.get(reverse("regimes:edit_form", args=[regime.pk])).content.decode()

    edit(client, regime, section(0, "Mẫu mới") | {"mau": str(opened.form_id)})

    opened.refresh_from_db()
    assert "kỳ đang mở giữ mẫu cũ" in told
    assert (opened.form.number, list(regime.forms.order_by("number").values_list("number", flat=True))) == (
        1,
        [1, 2],
    )


def test_second_of_two_people_loses_nothing_and_may_keep_again(officer, log_in):
    regime, client = make_regime(officer), log_in(officer)
    edit(client, regime, section(0, "Của người trước") | {"mau": "0"})

    late = edit(client, regime, section(0, "Của người sau") | {"mau": "0"})

    assert titles(late) == ["Của người sau"]
    assert "Có người vừa sửa mẫu này." in late.content.decode()
    assert [one.title for one in sections_of(regime.forms.get())] == ["Của người trước"]
    edit(client, regime, section(0, "Của người sau") | {"mau": str(late.context["seen"])})
    assert [one.title for one in sections_of(regime.forms.get())] == ["Của người sau"]


def test_section_without_a_heading_is_told_and_nothing_typed_is_lost(officer, log_in):
    page = edit(log_in(officer), make_regime(officer), section(0, "") | section(1, "Còn đây"))

    assert (titles(page), RegimeForm.objects.count()) == (["", "Còn đây"], 0)
    assert page.context["editor"].rows[0].form.errors == {"title": ["Trường này là bắt buộc."]}


def test_figure_that_stands_twice_in_a_section_is_told(officer, log_in):
    measure, regime = make_measure(), make_regime(officer)
    given = section(0, "Số liệu", "figures") | figure(0, 0, measure, 1) | figure(0, 1, measure, 2)

    page = edit(log_in(officer), regime, given)

    assert "Một số liệu có hai lần trong phần này. Hãy giữ một." in page.content.decode()
    assert RegimeForm.objects.count() == 0
