"""What can keep foundation from doing what it was asked."""

from django.utils.translation import gettext_lazy as _

SECRET_TEXT = _(
    "The text bears a state-secret mark (MẬT, TỐI MẬT, TUYỆT MẬT). This system takes no state "
    "secrets, and nothing of it was kept. Send it by the way laid down for secret papers."
)


class FoundationError(Exception):
    """Root of what this app refuses; `message` is told to the person."""

    @property
    def message(self) -> str:
        return str(self)


class ImportSettled(FoundationError):
    """The file was taken over or dropped before."""

    def __str__(self) -> str:
        return str(
            _("This file has been taken over or dropped already. Send it again to see what it would do now.")
        )


class ImportChanged(FoundationError):
    """What the file would do is no longer what the person was shown."""

    def __str__(self) -> str:
        return str(
            _(
                "Somebody changed the table after you were shown this. Nothing was saved; look again at what it does."
            )
        )


class ImportNotClean(FoundationError):
    """Some rows cannot be taken and nobody has said to take the others."""

    def __str__(self) -> str:
        return str(
            _(
                "Some rows cannot be taken. Correct the file, or tick that the good rows are to be saved alone."
            )
        )
