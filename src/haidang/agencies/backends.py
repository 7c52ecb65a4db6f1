"""How the account of a request is loaded: with the number of its unread notices, in one query."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from haidang.agencies.models import Account
from haidang.foundation.queries import count_of_unread


class AccountBackend(ModelBackend):
    """Checks passwords as Django does."""

    def get_user(self, user_id: Any) -> Account | None:
        """This function will load the account of a session; None when it is gone or shut."""
        loaded = Account.objects.annotate(unread_notices=count_of_unread()).filter(pk=user_id).first()
        return loaded if loaded and self.user_can_authenticate(loaded) else None
