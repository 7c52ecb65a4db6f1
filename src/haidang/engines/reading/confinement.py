"""Bars around the process that opens a stranger's file: time, memory, files, network, other programs."""

import os
import resource
import sys
from typing import Any

_OPEN_FILES = 64
_CPU_GRACE = 2  # seconds between the signal that tells the parent why, and the one that ends all
# What no reading of a paper ever does; a hostile file that gets hold of the process shall not either.
_FORBIDDEN_EVENTS = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.spawn",
    "pty.",
)


class ForbiddenAct(PermissionError):
    """The confined process tried to reach the network or to start a program."""


def confine_process(*, memory_bytes: int, cpu_seconds: int, written_bytes: int) -> None:
    """This function will put bars around the running process; they cannot be taken off again.

    `written_bytes` is the largest file it may still write (0: none). Without the right to leave the network
    altogether, the network is refused by the interpreter only.
    """
    sys.addaudithook(_refuse_forbidden)
    _leave_network()
    _lower_limit(resource.RLIMIT_CORE, 0)
    _lower_limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _lower_limit(resource.RLIMIT_FSIZE, written_bytes)
    _lower_limit(resource.RLIMIT_AS, memory_bytes)
    _lower_limit(resource.RLIMIT_CPU, cpu_seconds, grace=_CPU_GRACE)


def _refuse_forbidden(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN_EVENTS):
        raise ForbiddenAct(event)


def _leave_network() -> None:
    """An administrator's process may leave the network at once; another one in a name space of its own."""
    for flags in (os.CLONE_NEWNET, os.CLONE_NEWUSER | os.CLONE_NEWNET):
        try:
            os.unshare(flags)
        except OSError:
            continue
        return


def _lower_limit(kind: int, value: int, *, grace: int = 0) -> None:
    """A limit that is already lower stays."""
    _, highest = resource.getrlimit(kind)
    hard = value + grace if highest == resource.RLIM_INFINITY else min(value + grace, highest)
    resource.setrlimit(kind, (min(value, hard), hard))
