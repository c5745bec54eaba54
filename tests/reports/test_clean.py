"""`make clean` removes what was made, and nothing else."""

from pathlib import Path

import pytest
from toys import SHOW, Project

from analysis.errors import Refused
from analysis.folders import Folders
from analysis.reports.clean import clean


def test_all_that_was_made_goes_and_what_others_put_there_stays(project: Project) -> None:
    project.add("place", SHOW, 'assert region != "Kota Ambon"')
    project.name_reports("reports: [{notebook: place, region: [Kota Solok, Kota Ambon]}]")
    assert project.trends("build").returncode == 1
    where = Folders(project.raw, project.root / "data" / "processed", project.reports)
    worked_on = next(project.failed.glob("*/en-place-kota-ambon.ipynb"))
    mine = [where.processed / "mine.parquet", where.reports / "id" / "robots.txt", worked_on]
    for path in mine:
        path.write_text("mine", "utf-8")
    clean(where)
    made = [path for folder in (where.processed, where.reports, where.failed) for path in folder.rglob("*")]
    assert {path for path in made if path.is_file() and path.name != ".trends.lock"} == {*mine}
    mine[0].unlink()
    clean(where)
    assert not where.processed.exists()


def test_a_folder_of_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(Refused, match="which trends did not write"):
        clean(Folders(tmp_path, tmp_path, tmp_path))
