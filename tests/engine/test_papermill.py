"""Papermill's own tests of engines and execution, which its wheel brings, pass with the warm engine as the default."""

import os
import subprocess
import sys
from pathlib import Path

MODULES = [f"papermill.tests.{name}" for name in ("test_autosave", "test_clientwrap", "test_engines", "test_execute")]
PASSED_OVER = {
    "start_timeout": "asks with what arguments a part of papermill's own engine is called",
    "BrokenNotebook2": "imports what IPython 9 no longer has; fails with papermill's own engine too",
}


def test_papermills_own_tests_pass(tmp_path):
    without = ["-p", "no:cacheprovider", "-p", "no:slipcover"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "warm_as_stock", *without, "-c", os.devnull]
    chosen = ["-k", " and ".join(f"not {name}" for name in PASSED_OVER), "--pyargs", *MODULES]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    command += [f"--rootdir={tmp_path}", *chosen]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
