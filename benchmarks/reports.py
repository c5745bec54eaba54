"""Compare ways of making the same reports: our region notebook, for the same regions, on this machine.

The ways take turns, so that whatever else the machine does meets all of them, and the medians of the rounds are
printed. Starting up counts. Where every report starts anew, some of the reports stand for all.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measure import Taken, Workshop, trends

ROUNDS = 3
FEWER = {"shell loop": 12, "xargs -P2": 8, "libraries, pool of 2": 3}
"""Of so many reports one is made where starting up is not shared, or soon was."""
HERE = Path(__file__).resolve().parent

ONE = """
papermill --log-level ERROR --no-progress-bar notebooks/region.ipynb "reports/$1.ipynb" -p region "$1" -p language id &&
jupyter nbconvert --log-level ERROR --to html --no-input "reports/$1.ipynb"
"""
LOOP = f'for region do set -- "$region"; {{ {ONE} }} || exit 1; done'
XARGS = f"printf '%s\\0' \"$@\" | xargs -0 -n 1 -P 2 sh -c '{ONE}' sh"

COMMANDS = {
    "shell loop": ["sh", "-c", LOOP, "sh"],
    "xargs -P2": ["sh", "-c", XARGS, "sh"],
    "libraries, pool of 2": [sys.executable, str(HERE / "way_of_libraries.py"), "reports"],
    "trends build, 1 worker": trends("build", "--quiet", "--workers", "1"),
    "trends build, 2 workers": trends("build", "--quiet", "--workers", "2"),
    "floor": [sys.executable, str(HERE / "way_of_floor.py"), "reports"],
}
OURS = "trends build, 2 workers"


def take(workshop: Workshop, way: str, regions: Sequence[str]) -> Taken:
    """Make the reports of some regions in one way; give what one of them took."""
    workshop.empty()
    command = COMMANDS[way]
    if way.startswith("trends"):
        workshop.name_reports({"notebook": "region", "region": list(regions)})
    else:
        regions = regions[: max(len(regions) // FEWER.get(way, 1), 2)]
        command = [*command, *regions]
    taken = workshop.take(command)
    made = workshop.pages() if way.startswith("trends") else workshop.pages("*.html")
    if made != len(regions):
        raise SystemExit(f"{way}: {made} of {len(regions)} pages are there")
    return Taken(taken.wall / len(regions), taken.cpu / len(regions), taken.memory)


def main() -> None:
    """Run all rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=96, help="how many reports each way makes in a round")
    number = parser.parse_args().reports
    rounds: dict[str, list[Taken]] = {way: [] for way in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder) / "project")
        regions = workshop.regions()[:number]
        for at in range(ROUNDS):
            for way, found in rounds.items():
                found.append(take(workshop, way, regions))
                print(f"round {at + 1}: {way}: {found[-1].wall:.2f} s a report", file=sys.stderr)
    print_table(rounds)


def print_table(rounds: dict[str, list[Taken]]) -> None:
    """Print the medians, and ratios: how many times as long as ours, and how many times the CPU of the floor."""
    floor = statistics.median(each.cpu for each in rounds["floor"])
    print(
        "| way | reports a second | wall, s a report | CPU, s a report | peak memory, MB | wall, times ours | CPU, times the floor |"
    )
    print("|---|---|---|---|---|---|---|")
    for way, found in rounds.items():
        wall, cpu, memory = (statistics.median(getattr(each, of) for each in found) for of in ("wall", "cpu", "memory"))
        # Of the same round, since what else the machine does changes from one to the next.
        ratio = statistics.median(a.wall / b.wall for a, b in zip(found, rounds[OURS], strict=True))
        print(f"| {way} | {1 / wall:.2f} | {wall:.3f} | {cpu:.3f} | {memory:.0f} | {ratio:.1f} | {cpu / floor:.2f} |")


if __name__ == "__main__":
    main()
