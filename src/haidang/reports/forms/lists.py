"""What a person looks for among obligations, and the leaders' page."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.foundation.forms import SmallDayField
from haidang.programme.models import Programme
from haidang.reports.enums import (
    StandingFilter,
)
from haidang.reports.forms.fields import SMALL, SmallChoiceField, SmallTextField
from haidang.reports.queries.sent import SentFilter
from haidang.reports.queries.standing import ObligationFilter


class ObligationsForm(forms.Form):
    """What a person looks for among obligations. A value that is no choice asks for nothing."""

    q = SmallTextField(label=_("Search"))
    tinh_trang = SmallChoiceField(label=_("How it stands"), choices=StandingFilter.choices)
    chuong_trinh = forms.ModelChoiceField(
        label=_("Programme"),
        required=False,
        queryset=Programme.objects.none(),
        empty_label=_("all programmes"),
        widget=forms.Select(attrs=SMALL),
    )
    don_vi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tu = SmallDayField(label=_("Due from"), required=False)
    den = SmallDayField(label=_("Due until"), required=False)

    def __init__(self, *arguments: Any, programmes: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["chuong_trinh"].queryset = programmes  # type: ignore[attr-defined]

    def asked(self) -> ObligationFilter:
        """This function will return what is asked for."""
        self.is_valid()
        given = self.cleaned_data if self.is_bound else {}
        programme = given.get("chuong_trinh")
        return ObligationFilter(
            words=given.get("q") or "",
            agency_id=given.get("don_vi"),
            programme_id=programme.pk if programme else None,
            standing=given.get("tinh_trang") or "",
            due_from=given.get("tu"),
            due_to=given.get("den"),
        )


class SheetForm(forms.Form):
    """Of which programme, and as of which day, leaders want their sheet."""

    chuong_trinh = forms.ModelChoiceField(
        label=_("Programme"),
        required=False,
        queryset=Programme.objects.none(),
        empty_label=_("all programmes"),
        widget=forms.Select(attrs=SMALL),
    )
    ngay = SmallDayField(label=_("As of the day"), required=False)

    def __init__(self, *arguments: Any, programmes: Any, today: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.today = today
        self.fields["chuong_trinh"].queryset = programmes  # type: ignore[attr-defined]

    def clean_ngay(self) -> date | None:
        day: date | None = self.cleaned_data["ngay"]
        if day and day > self.today:
            raise ValidationError(_("This day has not come yet: choose today or an earlier day."))
        return day

    def asked(self) -> tuple[Programme | None, date]:
        """This function will return the programme asked for, none for all, and the day, else today."""
        self.is_valid()
        given = self.cleaned_data if self.is_bound else {}
        return given.get("chuong_trinh"), given.get("ngay") or self.today


class SentForm(forms.Form):
    """What a person looks for among what was sent: reminders, or every notice."""

    loai = forms.ChoiceField(
        label=_("What was sent"),
        required=False,
        choices=[("", _("reminders")), ("thong-bao", _("all notices"))],
        widget=forms.Select(attrs=SMALL),
    )
    q = SmallTextField(label=_("Search"))
    tu = SmallDayField(label=_("Sent from"), required=False)
    den = SmallDayField(label=_("Sent until"), required=False)

    @property
    def is_of_notices(self) -> bool:
        return self.is_bound and self.is_valid() and bool(self.cleaned_data["loai"])

    def asked(self) -> SentFilter:
        """This function will return what is asked for."""
        self.is_valid()
        given = self.cleaned_data if self.is_bound else {}
        return SentFilter(given.get("q") or "", given.get("tu"), given.get("den"))
