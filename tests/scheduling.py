"""Which tests xdist keeps together in one process: those that share a site, an installation or a filled city.

Groups by mark (`xdist_group`) are not kept: xdist 3.8 writes them where pytest 9.2 does not look any more, so that
both processes got journeys and each set a site of its own up.
"""

from xdist.scheduler import LoadScopeScheduling

_TOGETHER = ("tests/e2e/", "tests/races/", "tests/hostile/test_every_form.py")


class FolderScheduling(LoadScopeScheduling):
    """Gives every test to the process that is free, and the tests of some places to one process."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in _TOGETHER if nodeid.startswith(folder)), nodeid)
