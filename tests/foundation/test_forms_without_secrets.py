"""No form whose words others read takes a text with a state-secret mark, whatever the operation behind it."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django import forms

import haidang
from haidang.foundation.forms import FormWithoutSecrets, SavedFilterForm

# Forms with words of their own that nobody else reads, or that are held against the paper itself.
FOR_ANOTHER_REASON = {
    "documents.forms.doubt_answers.DoubtAnswerForm": "what the paper says, searched when it was read",
    "documents.forms.papers": "what the paper says, searched when it was read",
    "documents.forms.findings": "what the paper says, searched when it was read",
    "documents.forms.words.WordForm": "one word of a paper: “MẬT” of “BẢO MẬT” has to be correctable",
    "agencies.forms.accounts": "names and passwords of accounts, entered by administrators",
    "foundation.forms.DecisionForm": "a hidden digest",
}
# A form that is only asked (a search, a filter) keeps nothing.
ASKED = ("SearchForm", "RegisterForm", "DirectoryForm", "WhoNowForm", "LogForm", "EverywhereForm", "DayForm")
ASKED += ("FilterForm", "ObligationsForm", "SheetForm", "TicketsForm", "CutForm", "LawFilterForm", "SpanForm")
ASKED += (
    "GapForm",
    "ProposalYearForm",
    "ActsOfDayForm",
    "ProductsForm",
    "SentForm",
    "DayOfRegisterForm",
    "DayOfDirectoryForm",
    "TreeForm",
    "UnitsForm",
)


def all_forms() -> Iterator[type[forms.Form]]:
    for module in pkgutil.walk_packages(haidang.__path__, "haidang."):
        if ".forms" in module.name or module.name.endswith("making_forms"):
            members = vars(importlib.import_module(module.name)).values()
            yield from (
                one
                for one in members
                if isinstance(one, type) and issubclass(one, forms.Form) and one.__module__ == module.name
            )


def address_of(form: type) -> str:
    return f"{form.__module__}.{form.__name__}".removeprefix("haidang.")


def has_free_text(form: type[forms.Form]) -> bool:
    return any(
        isinstance(field, forms.CharField)
        and not isinstance(field, forms.RegexField)
        and not isinstance(field.widget, forms.HiddenInput)
        for field in form.base_fields.values()
    )


def test_every_form_with_free_text_takes_no_secrets():
    taking = {
        address_of(one)
        for one in all_forms()
        if has_free_text(one) and not issubclass(one, FormWithoutSecrets) and one.__name__ not in ASKED
    }

    assert {one for one in taking if not one.startswith(tuple(FOR_ANOTHER_REASON))} == set()


class SpokenForm(FormWithoutSecrets):
    text = forms.CharField()
    note = forms.CharField(required=False)


@pytest.mark.parametrize(
    ("text", "is_secret"),
    [
        ("TỐI MẬT\nĐoàn đến ngày 12/6", True),
        ("Độ mật: Mật", True),
        ("Tặng khách mật ong rừng", False),
        ("Tập huấn bảo mật cho 40 cán bộ", False),
    ],
)
def test_text_with_a_mark_is_refused_and_one_that_sounds_like_it_is_taken(text, is_secret):
    form = SpokenForm({"text": "Đón đoàn", "note": text})

    assert (not form.is_valid(), form.is_secret) == (is_secret, is_secret)


def test_mark_is_refused_in_a_form_that_is_wrong_in_other_places_too():
    form = SpokenForm({"text": "", "note": "MẬT"})

    assert form.is_valid() is False
    assert set(form.errors) == {"text", "__all__"}


def test_name_of_a_filter_is_free_text():
    assert issubclass(SavedFilterForm, FormWithoutSecrets)
