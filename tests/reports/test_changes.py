"""What the last build did: an error that many reports share is told once."""

from analysis.reports.manifest import Manifest, Record
from analysis.reports.site import changes
from analysis.words.language import Words

REGIONS = ("Kota Ambon", "Kota Solok", "Provinsi Bali")


def test_equal_failures_are_told_once() -> None:
    paths = [f"en/region/{number}.html" for number in range(3)]
    errors = ["cell 3: ValueError: no", "cell 3: ValueError: no", "cell 5: another"]
    records = {
        path: Record("region", {"region": name}, "en", "", named=True, outcome="failed", error=error)
        for path, name, error in zip(paths, REGIONS, errors, strict=True)
    }
    manifest = Manifest(records, 2, changes={"new": [], "failed": paths})
    (group,) = changes.groups(manifest, Words("en"))
    assert [(each.error, each.like) for each in group.reports] == [
        ("cell 3: ValueError: no", ""),
        ("", "failed as Kota Ambon did"),
        ("cell 5: another", ""),
    ]
    assert changes.in_plain_text(manifest).endswith(
        "failed\n"
        "  en/region/0.html: cell 3: ValueError: no\n"
        "  en/region/1.html: as en/region/0.html\n"
        "  en/region/2.html: cell 5: another\n"
    )


def test_reports_without_an_error_stand_for_themselves() -> None:
    paths = ["en/region/0.html", "en/region/1.html"]
    records = {path: Record("region", {}, "en", "", named=True, title=path) for path in paths[:1]}
    said = changes.in_plain_text(Manifest(records, 2, changes={"changed": paths}))
    assert said.endswith("changed\n  en/region/0.html: en/region/0.html\n  en/region/1.html\n")
