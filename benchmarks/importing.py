"""Measure an analyst's own data and exploring: scores of all regions read, and what a change in the explorer takes.

A table of 552 regions and 15 years, as the statistics office writes it (capitals for provinces, no Kabupaten, decimal
commas), is made up and read by `trends import --dry-run` as CSV and as a workbook, and by `d.with_scores` as a frame. In the
explorer each control is turned, and counted is what happens until the screen has its new content. Processor seconds, medians.
"""

import csv
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
from measure import Workshop, trends

import analysis as tr

YEARS = range(2008, 2023)
ROUNDS = 5
WORDS = {
    "indicator": "made_up", "unit": "index 0-100", "unit-in-indonesian": "indeks 0 sampai 100",
    "english": "Made up", "indonesian": "Karangan", "source": "https://www.example.org/scores", "publisher": "example.org",
}  # fmt: skip
CHANGES: tuple[tuple[str, object], ...] = (
    ("regions", ["Kota Solok", "Kota Ambon"]),
    ("editions", (2018, 2019)),
    ("stage", "winner"),
    ("track", "general"),
    ("evidence", "corroborated"),
    ("language", "id"),
    ("regions", ["Kota Solok", "Kota Ambon", "Kota Semarang", "Kabupaten Sleman", "Kota Batam"]),
)


def table(raw: Path) -> list[list[str]]:
    """Make up the rows of the office's table, with its heads."""
    regions = pd.read_csv(raw / "regions.csv", dtype=str).sort_values(["province_code", "region_code"])
    random = np.random.default_rng(seed=1)
    base = random.uniform(50, 80, len(regions))
    rise = np.cumsum(random.normal(0.3, 0.4, (len(regions), len(YEARS))), axis=1)
    values = np.clip(base[:, None] + rise, 0, 100)
    names = regions["region_name"].str.removeprefix("Kabupaten ")
    names = names.where(regions["kind"] != "province", names.str.upper())
    rows = [
        [name, *(f"{value:.2f}".replace(".", ",") for value in line)] for name, line in zip(names, values, strict=True)
    ]
    return [["Provinsi/Kabupaten/Kota", *map(str, YEARS)], *rows]


def written(rows: list[list[str]], folder: Path) -> list[Path]:
    """Write the table as CSV and as a workbook."""
    as_csv, as_book = folder / "scores.csv", folder / "scores.xlsx"
    with as_csv.open("w", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    book = openpyxl.Workbook()
    for at, (name, *cells) in enumerate(rows):
        book.active.append([name, *(cells if at == 0 else [float(cell.replace(",", ".")) for cell in cells])])
    book.save(as_book)
    return [as_csv, as_book]


def seconds(act: Callable[[], object]) -> float:
    """Give the processor seconds that something takes."""
    began = time.process_time()
    act()
    return time.process_time() - began


def imports(workshop: Workshop, rows: list[list[str]], folder: Path) -> Iterator[tuple[str, list[float]]]:
    """Measure the check by itself, then the imports, which check as well."""
    options = [word for name, value in WORDS.items() for word in (f"--{name}", value)]
    yield "trends check", [workshop.take(trends("check")).cpu for _ in range(ROUNDS)]
    for path in written(rows, folder):
        command = trends("import", str(path), *options, "--dry-run")
        yield f"trends import, {path.suffix[1:].upper()}", [workshop.take(command).cpu for _ in range(ROUNDS)]
    wide = pd.DataFrame(rows[1:], columns=["name", *YEARS])
    frame = wide.melt("name", var_name="year")
    d = tr.data()
    yield (
        "d.with_scores, in a notebook",
        [seconds(lambda: d.with_scores(frame, indicator="made_up", unit="index 0-100")) for _ in range(ROUNDS)],
    )


def exploring() -> Iterator[tuple[str, list[float]]]:
    """Measure what it takes to turn each control and back."""
    taken: dict[str, list[float]] = {}
    explorer = tr.data().explore("Kota Solok")
    for _ in range(ROUNDS):
        for name, value in CHANGES:
            control = explorer._controls[name]
            for now in (value, control.value):
                said = f"{name}, {len(value)} of them" if isinstance(value, list) else name
                taken.setdefault(said, []).append(seconds(partial(setattr, control, "value", now)))
    yield from taken.items()


def main() -> None:
    """Print the medians and the highest, imports as ratios to the check."""
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder) / "project")
        measured = list(imports(workshop, table(workshop.folder / "data" / "raw"), Path(folder)))
    check = statistics.median(measured[0][1])
    print("| | CPU, s | times the check |\n|---|---|---|")
    for what, taken in measured:
        print(f"| {what} | {statistics.median(taken):.2f} | {statistics.median(taken) / check:.1f} |")
    print("\n| a change of | CPU, s | at most |\n|---|---|---|")
    for what, taken in exploring():
        print(f"| {what} | {statistics.median(taken):.2f} | {max(taken):.2f} |")


if __name__ == "__main__":
    main()
