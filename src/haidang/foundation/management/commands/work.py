"""The work loop: asks every app's work.py for something to do, does it, and asks again."""

import logging
import signal
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

logger = logging.getLogger(__name__)

Piece = Callable[[], bool]


class Command(BaseCommand):
    help = "Đọc văn bản đang chờ và làm các việc nền khác; --once: làm hết việc đang có rồi dừng."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Stop()
        while not stop.is_asked:
            did_something = do_due_work(pieces_of_work())
            if not did_something and options["once"]:
                return
            if not did_something:
                stop.wait(settings.WORKER_PAUSE_SECONDS)


class Stop:
    """Listens for the signals to stop; the piece under way is finished first."""

    def __init__(self) -> None:
        self.is_asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, *args: Any) -> None:
        self.is_asked = True

    def wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.is_asked and time.monotonic() < until:
            time.sleep(min(0.2, seconds))


def pieces_of_work() -> list[Piece]:
    """This function will gather the PIECES of every app that has a work.py, lower apps first."""
    modules = [import_module(f"{app.name}.work") for app in apps.get_app_configs() if _has_work(app)]
    return [piece for module in modules for piece in module.PIECES]


def do_due_work(pieces: list[Piece]) -> bool:
    """This function will run each piece once and tell whether any of them found something to do."""
    close_old_connections()
    done = [_did_its_work(piece) for piece in pieces]
    return any(done)


def _has_work(app: Any) -> bool:
    return app.name.startswith("haidang.") and find_spec(f"{app.name}.work") is not None


def _did_its_work(piece: Piece) -> bool:
    try:
        return piece()
    except Exception:
        # The loop must outlive one bad row; the piece itself counts its attempts.
        logger.exception("piece of work %s failed", getattr(piece, "__qualname__", piece))
        return False
