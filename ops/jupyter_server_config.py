"""JupyterLab's settings for this project alone, which `make lab` puts before those of your home.

Jupyter finds them by the name of this file, that of the server: what runs jobs reads no other.
"""

import os
import warnings
from importlib.util import find_spec
from pathlib import Path

from analysis.folders import folders
from analysis.reports import lab
from analysis.words.language import Words, of_locale

PROJECT = Path(__file__).resolve().parents[1]

lab.write_start(PROJECT, folders(), Words(of_locale()))
c = get_config()  # noqa: F821 - Jupyter puts it here
c.ServerApp.root_dir = str(PROJECT)
c.LabApp.default_url = f"/lab/tree/{lab.START}"
# No login shell, which would set PATH anew: `trends` is found where `make lab` finds it.
c.ServerApp.terminado_settings = {"shell_command": [os.environ.get("SHELL", "sh")]}
c.FileContentsManager.pre_save_hook = lab.tidy_on_save
warnings.filterwarnings("ignore", "Overriding existing pre_save_hook")  # Jupyter takes these settings twice

if find_spec("jupyter_scheduler"):
    kept = lab.folder_of_jobs(PROJECT)
    c.SchedulerApp.db_url = f"sqlite:///{kept}/jobs.sqlite"
    c.Scheduler.staging_path = str(kept)
    c.Scheduler.execution_manager_class = "analysis.reports.scheduled.Job"
