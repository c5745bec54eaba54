"""environment.yml, pyproject.toml and requirements.lock say the same; each test also shows that it can fail."""

import re
import tomllib
from pathlib import Path

import pytest
import rattler
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from rattler.exceptions import InvalidMatchSpecError

PROJECT = Path(__file__).parents[1]
FILES = ("environment.yml", "pyproject.toml", "requirements.lock")

# Packages whose name at conda-forge is not that of pip.
PIP_NAMES = {
    "matplotlib-base": "matplotlib",
    "nbconvert-core": "nbconvert",
    "seaborn-base": "seaborn",
    "typst-py": "typst",
}


def texts() -> dict[str, str]:
    return {name: (PROJECT / name).read_text("utf-8") for name in FILES}


def disagreements(texts: dict[str, str]) -> list[str]:
    """Compare the three files; return what differs, one line each."""
    conda = conda_specs(texts["environment.yml"])
    project = tomllib.loads(texts["pyproject.toml"])
    runtime = pip_specs(project["project"]["dependencies"])
    optional = [text for extra in project["project"]["optional-dependencies"].values() for text in extra]
    dev = pip_specs([*project["dependency-groups"]["dev"], *optional])
    locked = locked_versions(texts["requirements.lock"])
    found = []

    if "pip" not in conda:
        found.append("environment.yml: pip is missing, which installs the project itself")
    conda.pop("pip", None)
    python = conda.pop("python", None)
    if ranges(python) != ranges(project["project"]["requires-python"]):
        found.append(f"environment.yml: python {python}, in pyproject {project['project']['requires-python']}")
    found += [f"environment.yml: {name} is missing" for name in sorted(runtime.keys() - conda.keys())]
    found += [f"pyproject.toml: {name} is missing" for name in sorted(conda.keys() - runtime.keys())]
    for name in sorted(conda.keys() & runtime.keys()):
        if ranges(conda[name]) != ranges(runtime[name]):
            found.append(f"{name}: {conda[name]} in environment.yml, {runtime[name]} in pyproject.toml")

    for name, spec in {**dev, **runtime}.items():
        if name not in locked:
            found.append(f"requirements.lock: {name} is missing")
        for version in locked.get(name, ()):
            pip_takes_it = Requirement(f"{name}{spec}").specifier.contains(version)
            conda_takes_it = rattler.VersionSpec(conda.get(name) or spec or "*").matches(rattler.Version(version))
            if not (pip_takes_it and conda_takes_it):
                found.append(f"requirements.lock: {name} {version} is outside {spec}")
    return found


def conda_specs(environment: str) -> dict[str, str | None]:
    """Read environment.yml with conda's own parser: the range of each package, under its pip name."""
    specs = {}
    for text in yaml.safe_load(environment)["dependencies"]:
        if isinstance(text, str):
            spec = rattler.MatchSpec(text)
            assert spec.build is None, f"{text}: a build string? Ranges are separated by commas"
            name = spec.name.normalized
            specs[PIP_NAMES.get(name, name)] = spec.version
    return specs


def pip_specs(requirements: list[str]) -> dict[str, str]:
    parsed = [Requirement(text) for text in requirements]
    return {canonicalize_name(each.name): str(each.specifier) for each in parsed}


def locked_versions(lock: str) -> dict[str, list[str]]:
    """Read the versions of the lock; a package may have several, for different versions of Python."""
    versions: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)(?:\[[^]]+\])?==([^\s;]+)", lock, re.MULTILINE):
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def ranges(spec: str | None) -> frozenset[str]:
    return frozenset((spec or "").replace(" ", "").split(","))


def test_the_three_files_agree():
    assert disagreements(texts()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("environment.yml", "  - pandas >=3.0,<4\n", "", "environment.yml: pandas is missing"),
        (
            "environment.yml",
            "pandas >=3.0,<4",
            "pandas >=3.0",
            "pandas: >=3.0 in environment.yml, <4,>=3.0 in pyproj",
        ),
        ("environment.yml", "  - pip\n", "", "environment.yml: pip is missing"),
        ("environment.yml", "python >=3.11", "python >=3.12", "environment.yml: python >=3.12"),
        ("environment.yml", "matplotlib-base", "matplotlib-basis", "environment.yml: matplotlib is missing"),
        ("environment.yml", "  - pyyaml", "  - polars\n  - pyyaml", "pyproject.toml: polars is missing"),
        ("pyproject.toml", '    "scipy>=1.15",\n', "", "pyproject.toml: scipy is missing"),
        ("requirements.lock", "\npandas==3", "\nanother==3", "requirements.lock: pandas is missing"),
        ("requirements.lock", "\npandas==3", "\npandas==4", "is outside <4,>=3.0"),
        ("requirements.lock", "\npytest==", "\npytest==0.", "requirements.lock: pytest 0."),
        ("requirements.lock", "\napprise==", "\nanother==", "requirements.lock: apprise is missing"),
    ],
)
def test_a_difference_is_found(file, old, new, said):
    changed = texts()
    assert old in changed[file]
    changed[file] = changed[file].replace(old, new)
    assert any(said in line for line in disagreements(changed))


@pytest.mark.parametrize("bad", ["pandas >=3.0;<4", "pandas >>3", "pandas >=3,,<4"])
def test_a_spec_that_conda_does_not_take_is_refused(bad):
    with pytest.raises((AssertionError, InvalidMatchSpecError)):
        conda_specs(f"dependencies:\n  - {bad}\n")


def test_the_conda_environment_installs_the_project_from_conda_forge():
    environment = yaml.safe_load(texts()["environment.yml"])
    assert environment["name"] == "regional-trends"
    assert environment["channels"] == ["conda-forge"]
    assert environment["dependencies"][-1] == {"pip": ["-e ."]}


def test_every_locked_package_has_a_hash():
    entries = re.split(r"^(?=[^\s#]+==)", texts()["requirements.lock"], flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


# An address of any kind, an option that names a registry, a path that starts at the root or at home.
PLACES = re.compile(r"\w+://|index-url|find-links|\[\[?tool\.uv|@ ?file:|(?<![\w.*)/])[~/]/?\w+/|\b[A-Za-z]:\\")


@pytest.mark.parametrize("file", FILES)
def test_no_registry_and_no_path_of_a_machine_is_named(file):
    assert PLACES.findall(texts()[file]) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://registry.example/simple",
        "--find-links wheels",
        "pandas @ file:wheels/pandas.whl",
        "# via -r /home/someone/requirements.in",
        "  - ~/channel/noarch",
        "C:\\wheels",
        'wheels = "/srv/wheels"',
    ],
)
def test_a_registry_or_a_path_would_be_found(line):
    assert PLACES.search(line)
