"""What foundation writes: entries of the log of actions, private files, notices, imports of tables."""

from haidang.foundation.operations.feeds import open_feed, revoke_feed
from haidang.foundation.operations.files import purge_file, store_file, sweep_stray_files
from haidang.foundation.operations.filters import forget_filter, save_filter
from haidang.foundation.operations.imports import apply_import, drop_import, forget_imports, hold_import
from haidang.foundation.operations.log import (
    Entry,
    forget_entries,
    forget_said,
    lock_log,
    record_event,
    record_events,
)
from haidang.foundation.operations.notices import forget_notices, mark_all_read, mark_read, put_notice
from haidang.foundation.operations.write_ahead_log import empty_write_ahead_log

__all__ = [
    "Entry",
    "apply_import",
    "drop_import",
    "empty_write_ahead_log",
    "forget_entries",
    "forget_filter",
    "forget_imports",
    "forget_notices",
    "forget_said",
    "hold_import",
    "lock_log",
    "mark_all_read",
    "mark_read",
    "open_feed",
    "purge_file",
    "put_notice",
    "record_event",
    "record_events",
    "revoke_feed",
    "save_filter",
    "store_file",
    "sweep_stray_files",
]
