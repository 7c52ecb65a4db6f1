"""How the web server starts the product."""

import subprocess
import sys

from repository import ROOT

STARTED = """
import gc, sys
import haidang.project.wsgi
print(gc.get_freeze_count() > 0, "haidang.regimes.views.rounds" in sys.modules)
"""


def test_the_collector_leaves_alone_what_was_loaded_at_the_start(tmp_path):
    environment = {"PYTHONPATH": str(ROOT / "src"), "HAIDANG_DATA_FOLDER": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", STARTED], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["True", "True"]
