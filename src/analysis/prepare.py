"""Make `data/processed/` from `data/raw/`: typed copies of the tables and what is derived from them, as Parquet.

The only room that reads and writes processed data. Loading prepares by itself when the raw tables, the code or the
libraries have changed, so that nobody sees old numbers. What is derived is worked out in `analysis.competition.status` and the
rooms below it, not here.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock

from analysis.data.tables import Prepared, Tables
from analysis.errors import Refused
from analysis.folders import Folders, folders

STAMP = "prepared.json"
ASIDE = ".new"

_held: tuple[dict[str, str], Prepared] = {}, Prepared({})
"""What this process loaded last: hashes of the files, and their tables."""


def load() -> Prepared:
    """Load all processed tables of the folders in use, one frame a file, preparing them first where needed.

    Raises Refused if the raw tables hold faults or a folder can't be read or written.
    """
    return prepare(folders())[0]


def prepare(where: Folders) -> tuple[Prepared, bool]:
    """Bring the processed folder up to date and load it; say whether anything had to be made."""
    if not where.raw.is_dir():
        raise Refused(f"{where.raw}: is not a folder with the raw tables")
    with _locked(where.processed):
        shutil.rmtree(where.processed / ASIDE, ignore_errors=True)  # left by a crash, even one after all was moved in
        fingerprint = fingerprint_of(where.raw)
        made = not _is_whole(where.processed, fingerprint)
        if made:
            _write(derive(where.raw), where.processed, fingerprint)
        return _load(where.processed), made


def is_prepared(where: Folders) -> bool:
    """Whether loading would find everything made."""
    return where.raw.is_dir() and _is_whole(where.processed, fingerprint_of(where.raw))


def derive(raw: Path) -> dict[str, pd.DataFrame]:
    """Read the raw tables and work out what is derived: all that the processed folder will hold."""
    # Here, since checking loads pandera and the statistics scipy, which a notebook over prepared tables does without.
    from analysis.competition import known, status
    from analysis.data import reading
    from analysis.statistics import results

    read = reading.read(raw)
    views = {evidence: status.view(read, evidence) for evidence in known.EVIDENCE}
    return {
        **read,
        "editions": with_names_known(read["editions"], read["lists"], views["all"].known),
        "slots": pd.concat([view.slots.assign(evidence=view.evidence) for view in views.values()]),
        "roster": views["all"].roster,
        **results.results(read, views),
    }


def with_names_known(editions: pd.DataFrame, lists: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Add to the editions how many names their lists have, and how many of them are known and open.

    Returns the columns of `editions` and places, known, open (of finalists), winner_places, winners_known and
    winners_open: whole numbers of names.
    """
    counted = editions.copy()
    for stage, (places, found, missing) in {
        "finalist": ("places", "known", "open"),
        "winner": ("winner_places", "winners_known", "winners_open"),
    }.items():
        sizes = lists[lists["stage"] == stage].groupby("edition")["size"].sum()
        names = known[known["stage"] == stage].groupby("edition").size()
        counted[places] = counted["edition"].map(sizes).fillna(0).astype("int64")
        counted[found] = counted["edition"].map(names).fillna(0).astype("int64")
        counted[missing] = counted[places] - counted[found]
    return counted


def fingerprint_of(raw: Path) -> str:
    """Hash what the processed tables are made from: raw files, code and the libraries that compute and write."""
    digest = hashlib.sha256(f"pandas {pd.__version__} pyarrow {pa.__version__}".encode())
    code = Path(__file__).parent
    for folder, pattern in ((raw, "**/*.csv"), (code, "**/*.py")):
        try:
            for path in sorted(folder.glob(pattern)):
                digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise Refused(f"{error.filename}: can't be read: {error.strerror}") from None
    return digest.hexdigest()


@contextmanager
def _locked(processed: Path) -> Iterator[None]:
    """Let one process at a time look at or change the folder; a crash frees the lock."""
    try:
        processed.mkdir(parents=True, exist_ok=True)
        with FileLock(processed / ".lock"):
            yield
    except OSError as error:
        raise Refused(f"{error.filename or processed}: can't be read or written: {error.strerror or error}") from None


def _is_whole(processed: Path, fingerprint: str) -> bool:
    try:
        stamp = json.loads((processed / STAMP).read_text("utf-8"))
        return bool(stamp["fingerprint"] == fingerprint) and all(
            hashlib.sha256((processed / file).read_bytes()).hexdigest() == digest
            for file, digest in stamp["files"].items()
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _write(tables: Tables, processed: Path, fingerprint: str) -> None:
    """Write all tables aside, then move them in; the stamp goes first and comes last, so none is half-written."""
    aside = processed / ASIDE
    aside.mkdir()
    try:
        for name, frame in tables.items():
            pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), aside / f"{name}.parquet")
        files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(aside.iterdir())}
        (processed / STAMP).unlink(missing_ok=True)
        for old in processed.glob("*.parquet"):
            if old.name not in files:
                old.unlink()
        for file in files:
            (aside / file).replace(processed / file)
        stamp = json.dumps({"fingerprint": fingerprint, "files": files}, indent=1) + "\n"
        (aside / STAMP).write_text(stamp, "utf-8")
        (aside / STAMP).replace(processed / STAMP)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _load(processed: Path) -> Prepared:
    """Read the files named by the stamp, which were found as it says; those read before are not read again."""
    global _held
    files = json.loads((processed / STAMP).read_text("utf-8"))["files"]
    if files != _held[0]:
        _held = files, Prepared({Path(file).stem: _read(processed / file) for file in files})
    return _held[1]


def _read(path: Path) -> pd.DataFrame:
    # Without threads of Arrow's own, which reading through a dataset starts: a process that has them can't be forked
    # safely.
    with pq.ParquetFile(path, pre_buffer=False) as file:
        table = file.read(use_threads=False)
    frame = table.to_pandas(use_threads=False)
    for field in table.schema:
        if pa.types.is_list(field.type):  # as tuples, which can be compared and grouped by
            frame[field.name] = [tuple(values) for values in table[field.name].to_pylist()]
    return frame
