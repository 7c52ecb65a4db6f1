"""Which agencies are asked or invited: what was chosen by kind is seen by the person before it goes out."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.agencies.forms.meant import AgenciesMeantForm


class AgenciesAskedForm(AgenciesMeantForm):
    """A form for one agency at least, by kind, by body above or by name."""

    def clean(self) -> Any:
        given = super().clean()
        if not self.errors and not self.chosen_agencies():
            self.add_error(self.lines, self._nobody(given))
        return given

    @property
    def mark(self) -> str:
        """What tells one choice of agencies from every other; it comes back from the person who has seen the choice."""
        keys = ",".join(str(key) for key in sorted(agency.pk for agency in self.chosen_agencies()))
        return hashlib.sha256(keys.encode()).hexdigest()[:16]

    @property
    def waits_to_be_seen(self) -> bool:
        """Whether agencies were chosen by kind or body above, and the person has not yet seen which these are."""
        given = self.cleaned_data
        return bool(given["kinds"] or given["above"]) and self.data.get("seen", "") != self.mark

    def _nobody(self, given: dict[str, Any]) -> ValidationError:
        if any(given[name] for name in ("kinds", "above", "left_out", self.lines)):
            return ValidationError(
                _(
                    "Nobody is left of this choice on the day. Choose another kind or body, or write other names."
                )
            )
        return ValidationError(_("Choose agencies by kind or by the body above, or write their names."))
