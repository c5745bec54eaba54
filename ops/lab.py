"""JupyterLab's settings for this project alone; `make lab` hands them over. Those of your home stay as they are."""

from pathlib import Path

from analysis.folders import folders
from analysis.reports import lab
from analysis.words.language import Words, of_locale

PROJECT = Path(__file__).resolve().parents[1]

lab.write_start(PROJECT, folders(), Words(of_locale()))
c = get_config()  # noqa: F821 - Jupyter puts it here
c.ServerApp.root_dir = str(PROJECT)
c.LabApp.default_url = f"/lab/tree/{lab.START}"
c.FileContentsManager.pre_save_hook = lab.tidy_on_save
