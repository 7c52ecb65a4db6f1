"""What foundation reads: the log of actions and its chain, notices."""

from haidang.foundation.queries.log import EventFilter, act_name, events_matching, events_of
from haidang.foundation.queries.notices import count_of_unread, notice_name, notices_of

__all__ = [
    "EventFilter",
    "act_name",
    "count_of_unread",
    "events_matching",
    "events_of",
    "notice_name",
    "notices_of",
]
