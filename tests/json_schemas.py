"""Check files against the schemas that check-jsonschema brings with it, in this process."""

from pathlib import Path

from check_jsonschema import main
from click.testing import CliRunner, Result


def checked(schema: str, *paths: Path) -> Result:
    """What the command says of the files, and its exit code."""
    return CliRunner().invoke(main, ["--builtin-schema", schema, *map(str, paths)])
