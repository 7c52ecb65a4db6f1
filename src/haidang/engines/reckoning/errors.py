"""What the reckoning engine refuses."""


class ReckoningError(Exception):
    """Something asked of the reckoning engine has no sure answer."""


class UnreadableTiming(ReckoningError):
    """The words of a timing were not understood from end to end."""

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase


class BadPeriod(ReckoningError):
    """A period that ends before it begins, or parts that do not divide it."""


class UnknownSwaps(ReckoningError):
    """No published list of days off covers the year asked for."""


class DisorderedDates(ReckoningError):
    """A day of celebration before the event it celebrates, a due day before the call it answers."""


class NotWholeDong(ReckoningError):
    """An amount of money that is not a whole number of đồng, or whose unit is not known."""
