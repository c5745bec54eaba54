"""Measure how a build grows with the number of reports, and how little is made again when little has changed.

Everything happens in a copy of the project, with two workers. A change of the raw tables is one name on a list taken
for another; of a notebook, a remark in one cell; of the code, the size of a mark in one chart.
"""

import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from measure import Workshop, trends

SIZES = (50, 200)
BUILD = trends("build", "--quiet", "--workers", "2")


def take(workshop: Workshop, what: str, command: Sequence[str] = BUILD, full: float = 0) -> float:
    """Run, and print what it took, how many reports were made, and its share of a full build; return the seconds."""
    before = _stamps(workshop)
    taken = workshop.take(command)
    made = sum(before.get(path) != stamp for path, stamp in _stamps(workshop).items())
    each = f"{taken.wall / made:.3f} | {taken.cpu / made:.3f}" if made else "|"
    share = f"{taken.wall / full:.1%}" if full else ""
    print(f"| {what} | {made} | {taken.wall:.1f} | {share} | {each} | {taken.memory:.0f} |", flush=True)
    return taken.wall


def _stamps(workshop: Workshop) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in workshop.reports.glob("*/*/*.html")}


def name_regions(workshop: Workshop, regions: Sequence[str] | str) -> None:
    """Name the reports of some regions, and those of the editions."""
    workshop.name_reports({"notebook": "region", "region": regions}, {"notebook": "edition", "edition": "all"})


def add_name(workshop: Workshop) -> str:
    """Put a city that was never placed on a list with missing names, with one page that states it; name the city."""
    raw = workshop.folder / "data/raw"
    regions, institutions, lists, placements = (
        pd.read_csv(raw / f"{name}.csv", dtype=str) for name in ("regions", "institutions", "lists", "placements")
    )
    known = placements["list_id"].value_counts()
    general = lists[(lists["stage"] == "finalist") & (lists["track"] == "general")]
    room = next(row.list_id for row in general.itertuples() if int(row.size) - known.get(row.list_id, 0) > 5)
    free = regions[(regions["kind"] == "city") & (regions["autonomous"] == "1")]
    city = free[~free["region_code"].isin(institutions["region_code"])].iloc[0]
    identifier = city["region_name"].lower().replace(" ", "-")
    source = placements.merge(pd.read_csv(raw / "evidence.csv", dtype=str))["source_id"].iloc[0]
    for file, row in {
        "institutions": f"{identifier},Pemerintah {city['region_name']},city,{city['region_code']},,,",
        "placements": f"{room},{identifier},,",
        "evidence": f"{room},{identifier},{source},states",
    }.items():
        with (raw / f"{file}.csv").open("a", encoding="utf-8") as table:
            table.write(row + "\n")
    return str(city["region_name"])


def change_placement(workshop: Workshop) -> None:
    """Put another city in the place of one that was on the list of 2018, in the placements and their evidence."""
    raw = workshop.folder / "data/raw"
    institutions, placements = (pd.read_csv(raw / f"{name}.csv", dtype=str) for name in ("institutions", "placements"))
    cities = institutions.loc[institutions["level"] == "city", "institution_id"]
    times = placements["institution_id"].value_counts()
    on_list = placements.loc[placements["list_id"] == "2018-finalist", "institution_id"]
    once = [each for each in cities if each in set(on_list) and times[each] == 1]
    others = [each for each in cities if each not in set(on_list) and times.get(each, 0) == 1]
    for name in ("placements", "evidence"):
        file = raw / f"{name}.csv"
        text = file.read_text("utf-8")
        file.write_text(text.replace(f"2018-finalist,{once[0]},", f"2018-finalist,{others[0]},"), "utf-8")


def change_notebook(workshop: Workshop) -> None:
    """Add a remark to the last cell of the notebook on editions."""
    file = workshop.folder / "notebooks/edition.ipynb"
    notebook = json.loads(file.read_text("utf-8"))
    notebook["cells"][-1]["source"].append("\n# a remark")
    file.write_text(json.dumps(notebook), "utf-8")


def change_chart(workshop: Workshop) -> None:
    """Make the marks of a chart larger."""
    file = workshop.folder / "src/analysis/display/charts/scores.py"
    text = file.read_text("utf-8")
    changed = text.replace("markersize=6", "markersize=7")
    if changed == text:
        raise SystemExit(f"{file}: has no mark of size 6 any more")
    file.write_text(changed, "utf-8")


def main() -> None:
    """Build more and more reports, then build again after each change."""
    print("| build | reports made | wall, s | of a full build | wall, s a report | CPU, s a report | peak memory, MB |")
    print("|---|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder) / "project")
        regions = workshop.regions()
        for number in SIZES:
            workshop.empty()
            name_regions(workshop, regions[:number])
            take(workshop, f"{number} regions and all editions")
        workshop.empty()
        name_regions(workshop, "all")
        full = take(workshop, f"all {len(regions)} regions and all editions")
        workshop.pages()
        take(workshop, "nothing to do", full=full)
        take(workshop, "trends check", trends("check"), full)
        city = add_name(workshop)
        one = trends("build", "--quiet", "--workers", "2", "--notebook", "region", "--set", f"region={city}")
        began = time.time()
        take(workshop, "one name added: the page of its region, and the index", one, full)
        page = workshop.reports / f"id/region/{city.lower().replace(' ', '-')}.html"
        seen = page.stat().st_mtime - began
        print(f"| – until that page is seen anew | | {seen:.1f} | {seen / full:.1%} | | | |", flush=True)
        take(workshop, "one name added: all reports that it changes", full=full)
        for what, change in {
            "one placement changed": change_placement,
            "one notebook changed": change_notebook,
            "one chart function changed": change_chart,
        }.items():
            change(workshop)
            take(workshop, what, full=full)


if __name__ == "__main__":
    main()
