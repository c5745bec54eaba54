"""Make `data/processed/` from `data/raw/`: typed copies of the tables and what is derived from them, as Parquet.

The only room that reads and writes processed data. Loading prepares by itself when the raw tables, the code or the
libraries have changed, so that nobody sees old numbers. What is derived is worked out in `analysis.competition.status` and the
rooms below it, not here.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import versions
from analysis.errors import FaultyData, Refused, refusal
from analysis.facts.tables import Tables
from analysis.folders import Folders, copy_raw, folders, locked
from analysis.statistics.results import Results
from analysis.vocabulary import Evidence

if TYPE_CHECKING:
    from analysis.statistics.derived import Derived

STAMP = "prepared.json"
ASIDE, STAMP_ASIDE = ".new", f".{STAMP}.new"

_held: tuple[dict[str, str], Results] = {}, Results({})
"""What this process loaded last: hashes of the files, and their tables."""


def load() -> Results:
    """Load all processed tables of the folders in use, one frame a file, preparing them first where needed.

    Raises Refused if the raw tables hold faults or a folder can't be read or written.
    """
    return prepare(folders())[0]


def prepare(where: Folders) -> tuple[Results, bool]:
    """Bring the processed folder up to date and load it; say whether anything had to be made.

    Nothing is written, not even a lock, where all is up to date: a shared project can be read by everyone.
    """
    if not where.raw.is_dir():
        raise refusal("{folder}: is not a folder with the raw tables", folder=where.raw)
    if (found := _found(where.processed, fingerprint_of(where.raw))) is not None:
        return found, False
    try:
        with locked(where.processed, STAMP):
            return _brought_up_to_date(where)
    except Refused as error:
        if isinstance(error, FaultyData) or os.access(where.processed, os.W_OK):
            raise
        outdated = "{refused}: the prepared tables are not up to date; name a folder of your own in TRENDS_PROCESSED or --processed"
        raise refusal(outdated, refused=error.message) from None


def _brought_up_to_date(where: Folders) -> tuple[Results, bool]:
    """Do it under the lock, from a copy of the raw tables: what is hashed is what is read."""
    aside = where.processed / ASIDE
    shutil.rmtree(aside, ignore_errors=True)  # left by a crash
    try:
        raw = aside / "raw"
        copy_raw(where.raw, raw)
        fingerprint = fingerprint_of(raw)
        found = _found(where.processed, fingerprint)
        if found is not None:  # another process was quicker
            return found, False
        made = derive(raw, _before(where.processed))
        _write(made.frames, where.processed, {"fingerprint": fingerprint, "code": _code(), "parts": made.parts})
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    found = _found(where.processed, fingerprint)
    if found is None:
        raise refusal(
            "{folder}: something else has changed the prepared tables just now; try again", folder=where.processed
        )
    return found, True


def is_prepared(where: Folders) -> bool:
    """Whether loading would find everything made, once another process that is making it has done so.

    Raises Refused if a folder can't be read, or can't be written where something is to be made.
    """
    if not where.raw.is_dir():
        return False
    fingerprint = fingerprint_of(where.raw)
    if _found(where.processed, fingerprint) is not None:
        return True
    with locked(where.processed, STAMP):
        return _found(where.processed, fingerprint) is not None


def remove_all(processed: Path) -> None:
    """Remove what the record names, and the record; to be called under the lock of the folder."""
    shutil.rmtree(processed / ASIDE, ignore_errors=True)
    for file in (*_stamp(processed).get("files", {}), STAMP, STAMP_ASIDE):
        (processed / file).unlink(missing_ok=True)


def derive(raw: Path, before: "Derived | None" = None) -> "Derived":
    """Read the raw tables and work out what is derived: all that the processed folder will hold.

    Takes what the same code made before, whose rows are taken over where nothing has changed that they rest on.
    """
    # Here, since the statistics load scipy, which a notebook over prepared tables does without.
    from analysis.facts import reading
    from analysis.statistics import derived

    read = reading.read(raw)
    frames, parts = derived.derived(read, before or derived.NOTHING)
    return derived.Derived({**read, **frames}, parts)


def derive_from(tables: Tables, where: Folders) -> Results:
    """Work out from other raw tables, in memory, what the processed folder would hold of them; nothing is written.

    Where they are the same as those that the folder was made from, its rows are taken over.
    """
    from analysis.statistics import derived

    made = derived.derived(tables, _before(where.processed) or derived.NOTHING)
    return Results({**tables, **made.frames})


def fingerprint_of(raw: Path) -> str:
    """Hash what the processed tables are made from: raw files, code and the libraries that compute and write."""
    return hashlib.sha256(f"{_code()} {_hash_of_folder(raw, '**/*.csv')}".encode()).hexdigest()


def _code() -> str:
    """Hash what the processed tables are made by."""
    return hashlib.sha256(json.dumps([versions.installed(), _modules()]).encode()).hexdigest()


@cache
def _modules() -> str:
    """Hash the code once: a process goes on with what it has imported."""
    return _hash_of_folder(Path(__file__).parent, "**/*.py")


def _hash_of_folder(folder: Path, pattern: str) -> str:
    digest = hashlib.sha256()
    try:
        for path in sorted(folder.glob(pattern)):
            place = path.relative_to(folder)
            if any(part.startswith(".") for part in place.parts):
                continue
            digest.update(f"\0{place.as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    except OSError as error:
        raise refusal("{path}: can't be read: {error}", path=error.filename, error=error.strerror) from None
    return digest.hexdigest()


def _found(processed: Path, fingerprint: str) -> Results | None:
    """Load what lies there if it was made from just this."""
    stamp = _stamp(processed)
    return _loaded(processed, stamp["files"]) if stamp.get("fingerprint") == fingerprint else None


def _before(processed: Path) -> "Derived | None":
    """Load what lies there, from whatever raw tables, if this code made it."""
    from analysis.statistics.derived import Derived

    stamp = _stamp(processed)
    if stamp.get("code") != _code() or not stamp["fingerprint"]:
        return None
    loaded = _loaded(processed, stamp["files"])
    return None if loaded is None else Derived(loaded, stamp["parts"])


def _loaded(processed: Path, files: Mapping[str, str]) -> Results | None:
    """Load the files that a stamp names, if they are as it says; each is read once, hashed and understood.

    Those that were loaded before are not made into tables again.
    """
    global _held
    try:
        contents = {file: (processed / file).read_bytes() for file in files}
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refusal("{path}: can't be read: {error}", path=error.filename, error=error.strerror) from None
    if any(hashlib.sha256(content).hexdigest() != files[file] for file, content in contents.items()):
        return None
    hashes, held = _held
    if files != hashes:
        names = {file: Path(file).stem for file in files}
        _held = (
            dict(files),
            Results(
                {
                    name: held[name] if hashes.get(file) == files[file] else _read(contents[file])
                    for file, name in names.items()
                }
            ),
        )
    return _held[1]


def _stamp(processed: Path) -> dict[str, Any]:
    """Read the record of what was written; {} if it can't be understood.

    It has `fingerprint`, `code` and `parts` (what all, and what each part, was made from), and `files` with their hashes.
    """
    try:
        stamp = json.loads((processed / STAMP).read_text("utf-8"))
        files = {file: digest for file, digest in stamp["files"].items() if re.fullmatch(r"\w+\.parquet", file)}
        parts = {(step, Evidence(level), edition): digest for step, level, edition, digest in stamp["parts"]}
        return {"fingerprint": stamp["fingerprint"], "code": stamp["code"], "parts": parts, "files": files}
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise refusal("{path}: can't be read: {error}", path=processed / STAMP, error=error.strerror) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(tables: Tables, processed: Path, made_from: Mapping[str, Any]) -> None:
    """Write all tables aside, then move them in.

    A stamp that names what is there and what will be goes first, the one that says it is whole comes last: so none is
    half-written, and no crash makes a file that no record names. What the record doesn't name is left alone.
    """
    aside = processed / ASIDE
    for name, frame in tables.items():
        pq.write_table(_arrow(frame), aside / f"{name}.parquet")
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(aside.glob("*.parquet"))}
    before = _stamp(processed)
    for file in files:
        if before and file not in before["files"] and (processed / file).exists():
            raise refusal(
                "{path}: is in the way of a table of this name, and trends did not write it", path=processed / file
            )
    known = before.get("files", {})
    _write_stamp(processed, {"fingerprint": "", "code": "", "parts": {}}, {**known, **files})
    for gone in known.keys() - files.keys():
        (processed / gone).unlink(missing_ok=True)
    for file in files:
        (aside / file).replace(processed / file)
    shutil.rmtree(
        aside
    )  # while the stamp still says that something is to be done, so that a crash leaves nothing for good
    _write_stamp(processed, made_from, files)


def _write_stamp(processed: Path, made_from: Mapping[str, Any], files: Mapping[str, str]) -> None:
    parts = [[*part, digest] for part, digest in made_from["parts"].items()]
    stamp = json.dumps({**made_from, "parts": parts, "files": files}, indent=1) + "\n"
    (processed / STAMP_ASIDE).write_text(stamp, "utf-8")
    (processed / STAMP_ASIDE).replace(processed / STAMP)


def _arrow(frame: pd.DataFrame) -> pa.Table:
    """Give the same table, however pandas holds its texts."""
    texts = pd.StringDtype("python", na_value=np.nan)
    return pa.Table.from_pandas(frame.astype(dict.fromkeys(frame.select_dtypes("str"), texts)), preserve_index=False)


def _read(content: bytes) -> pd.DataFrame:
    # Without threads of Arrow's own, which reading through a dataset starts: a process that has them can't be forked
    # safely.
    with pq.ParquetFile(pa.BufferReader(content), pre_buffer=False) as file:
        table = file.read(use_threads=False)
    frame = table.to_pandas(use_threads=False)
    for field in table.schema:
        if pa.types.is_list(field.type):  # as tuples, which can be compared and grouped by
            frame[field.name] = [tuple(values) for values in table[field.name].to_pylist()]
    return frame
