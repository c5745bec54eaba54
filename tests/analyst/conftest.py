import pytest

import analysis as tr
from analysis.analyst import door
from analysis.analyst.subjects import Subject
from analysis.folders import Folders
from analysis.statistics.results import Results
from analysis.vocabulary import Evidence
from analysis.words.language import Words


@pytest.fixture(scope="session")
def d(processed: Results, known_folders: Folders) -> tr.Data:
    """The frozen results at the weakest level of evidence, in English."""
    return door.Data(processed, Evidence.ALL, Words("en"), known_folders)


@pytest.fixture(scope="session")
def supposing(d: tr.Data) -> tr.Data:
    """The same, supposing that Kota Padang was a finalist in 2020."""
    return d.suppose("Kota Padang", 2020)


@pytest.fixture(scope="session")
def subjects(d: tr.Data) -> dict[str, Subject]:
    """One subject of each kind."""
    return {
        "region": d.region("Kota Solok"),
        "province": d.province("Jawa Timur"),
        "edition": d.edition(2020),
        "national": d.national(),
        "press": d.press(),
        "indicator": d.indicator("ombudsman_compliance"),
        "quality": d.quality(),
    }
