"""Rules of passwords that Django's own Vietnamese does not say."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongPasswordValidator(MinimumLengthValidator):
    """Django's validator of length; its sentence has no Vietnamese of Django's own."""

    def get_error_message(self) -> str:
        return _("The password is too short: it needs at least %(least)s characters.") % {
            "least": self.min_length
        }
