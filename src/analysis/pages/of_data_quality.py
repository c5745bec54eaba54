"""The page on data quality: what is known, from whom, how strongly, and where sources disagree."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis.display import charts
from analysis.display.blocks import Cell, Heading, Paragraph, Shown, Table
from analysis.findings.of_data_quality import DataQualityFindings
from analysis.pages.common import (
    level_word,
    measure_word,
    numbers_of,
    opening,
    source_line,
    sources_section,
    standing_sentence,
    status_word,
    track_word,
    use_word,
)
from analysis.words.language import Words
from analysis.words.ranges import DASH

Row = Sequence[str | Cell]


@dataclass(frozen=True)
class DataQualityPage:
    """What the notebook `data_quality` shows, section by section."""

    findings: DataQualityFindings
    words: Words

    def opening(self) -> list[Shown]:
        """Open the page."""
        say = self.words.say
        about = say("What is known of the published lists, from whom, how strongly, and where sources disagree.")
        return opening(say("How good the data are"), about, self.findings.sources, self.findings.evidence, self.words)

    def summary(self) -> list[Shown]:
        """Say how many names are known, and how many of them rest on one publisher."""
        lists, words = self.findings.lists, self.words
        finalists = lists[lists["stage"] == "finalist"]
        size, known = int(finalists["size"].sum()), int(finalists["known"].sum())
        alone = int((finalists["stated"] + finalists["implied"]).sum())
        text = words.say(
            "Of {size} finalists' places in all editions, the names of {known} are known and {open} are missing. "
            "{alone} of the known names rest on a single publisher or are only implied.",
            size=size,
            known=known,
            open=size - known,
            alone=alone,
        )
        if self.findings.evidence != "all":
            text = words.say(
                "Of {size} finalists' places in all editions, the names of {known} stand on this evidence and {open} "
                "do not.",
                size=size,
                known=known,
                open=size - known,
            )
        return [
            Paragraph(text, numbers_of(finalists["source_ids"], self.findings.sources), kind="lead"),
            Paragraph(standing_sentence("holds" if alone else "certain", words), kind="standing"),
        ]

    def lists(self) -> list[Shown]:
        """Show for every list how many names are known, and how strongly."""
        found, words = self.findings, self.words
        say = words.say
        rows = found.lists.assign(label=found.lists["edition"].astype("str") + " " + found.lists["label"])
        worst = rows.sort_values("open").iloc[-1]
        title = say(
            "Most is missing from the list {label}: {open} of {size} names",
            label=worst["label"],
            open=int(worst["open"]),
            size=int(worst["size"]),
        )
        if not worst["open"]:
            title = say("Every name on every list is known")
        footer = say("Names of each list by their strongest evidence.")
        footer = f"{footer} {source_line(found.lists['source_ids'], found.sources, words)}"
        return [
            Heading(say("What is known of each list")),
            charts.lists_known(rows, words, title, footer),
        ]

    def governments(self) -> list[Shown]:
        """Count the governments of all regions by what is known of them."""
        found, words = self.findings, self.words
        say = words.say
        counted = found.statuses.pivot_table(
            index=["edition", "stage"], columns="status", values="governments", fill_value=0, aggfunc="sum"
        )
        statuses = ("placed", "not_placed", "unknown", "not_eligible")
        rows: list[Row] = [
            (
                str(edition),
                say("finalists") if stage == "finalist" else say("winners"),
                *(words.number(int(row.get(status, 0))) for status in statuses),
            )
            for (edition, stage), row in counted.iterrows()
        ]
        columns = [say("Edition"), say("Stage"), *(status_word(status, "finalist", words) for status in statuses)]
        columns[2] = say("placed")
        note = say("Where names are missing, most governments are unknown: they are neither placed nor not placed.")
        return [
            Heading(say("What is known of the governments of all regions")),
            Paragraph(note),
            Table(say("Governments by edition, stage and status"), columns, rows, numeric=(2, 3, 4, 5)),
        ]

    def publishers(self) -> list[Shown]:
        """List the publishers that most of the names rest on."""
        found, words = self.findings, self.words
        say = words.say
        kinds = {"official": say("official"), "news": say("news")}
        most = found.publishers.head(20)
        rows: list[Row] = [
            (row.publisher, kinds[row.kind], words.number(row.pages), words.number(row.names), words.number(row.alone))
            for row in most.itertuples()
        ]
        columns = [say("Publisher"), say("Kind"), say("Pages"), say("Names"), say("Names it alone supports")]
        sentence = say(
            "{number} publishers support the names on the lists; the {shown} that support most stand here. Many local "
            "stories repeat one release, so two pages are not always two witnesses.",
            number=len(found.publishers),
            shown=len(most),
        )
        return [
            Heading(say("Who says so")),
            Paragraph(sentence),
            Table(say("Publishers by the names they support"), columns, rows, numeric=(2, 3, 4)),
        ]

    def disagreements(self) -> list[Shown]:
        """List the figures on which sources disagree, and what is done about it."""
        found, words = self.findings, self.words
        say = words.say
        rows: list[Row] = [
            (
                str(row.edition),
                measure_word(row.measure, words),
                Cell(words.number(row.value), sources=numbers_of([row.source_ids], found.sources)),
                use_word(row.preferred, row.in_range, words),
                words.note(row.note) if isinstance(row.note, str) else DASH,
            )
            for row in found.disagreements.itertuples()
        ]
        columns = [say("Edition"), say("Measure"), say("Figure"), say("Use"), say("Note")]
        return [
            Heading(say("Where sources disagree")),
            Paragraph(say("Conflicting figures stand side by side; selectivity is given with the range they span.")),
            Table(say("Conflicting figures"), columns, rows, numeric=(2,)),
        ]

    def next_finds(self) -> list[Shown]:
        """Say what to look for next: the finds that would settle most."""
        found, words = self.findings, self.words
        say = words.say
        finds = found.next_finds
        heading = Heading(say("What to look for next"))
        if finds.empty:
            return [heading, Paragraph(say("Nothing is left to find: every status is settled."))]
        first = finds.iloc[0]
        values = {"edition": str(first["edition"]), "label": first["label"], "settles": int(first["settles"])}
        if first["find"] == "missing_name":
            lead = words.plural(
                "The one missing name of {label} ({edition}) would settle {settles} unknown statuses.",
                "The {number} missing names of {label} ({edition}) would settle {settles} unknown statuses.",
                int(first["finds"]),
                **values,
            )
        else:
            lead = words.plural(
                "A second source for one name of {label} ({edition}) would settle {settles} statuses.",
                "Second sources for {number} names of {label} ({edition}) would settle {settles} statuses.",
                int(first["finds"]),
                **values,
            )
        kinds = {"missing_name": say("missing names"), "second_source": say("second sources")}
        rows: list[Row] = [
            (
                f"{row.edition} {row.label}",
                kinds[row.find],
                words.number(int(row.finds)),
                words.number(int(row.settles)),
                words.number(round(float(row.settles_each), 1)),
                words.listing(row.names) if row.names else DASH,
            )
            for row in finds.head(15).itertuples()
        ]
        columns = [
            say("List"),
            say("What to find"),
            say("How many"),
            say("Statuses settled"),
            say("Settled by each"),
            say("For whom"),
        ]
        note = say("A second source settles what is known only under the strictest evidence.")
        table = Table(say("What would settle most"), columns, rows, numeric=(2, 3, 4))
        return [heading, Paragraph(lead), table, Paragraph(note, kind="note")]

    def changes(self) -> list[Shown]:
        """Show which conclusions change with the evidence asked for."""
        found, words = self.findings, self.words
        say = words.say
        results = {
            "retention": say("retention"),
            "newcomers": say("newcomers, returners and leavers"),
            "level_mix": say("level mix"),
            "runs": say("placed again and again"),
            "places_and_wins": say("places and wins of each institution"),
            "provinces": say("provinces"),
            "island_groups": say("island groups"),
            "reached": say("provinces and island groups reached"),
            "status": say("status of each institution"),
            "claims": say("claims"),
        }
        said = {
            "supported": say("supported"),
            "refuted": say("refuted"),
            "undetermined": say("can't be decided"),
        }
        counted = words.listing(
            say("{result}: {number}", result=results[row.result], number=int(row.conclusions))
            if row.conclusions == row.listed
            else say(
                "{result}: {number} ({listed} in the table)",
                result=results[row.result],
                number=int(row.conclusions),
                listed=int(row.listed),
            )
            for row in found.changes_counted.itertuples()
        )
        rows: list[Row] = [
            (
                results[row.result],
                self._about(row),
                *(said.get(text, text) for text in (row.all, row.stated, row.corroborated)),
            )
            for row in found.changes.itertuples()
        ]
        columns = [
            say("Result"),
            say("Of what"),
            say("All evidence"),
            say("Only what is stated"),
            say("Stated by two publishers"),
        ]
        heading = Heading(say("What changes with the evidence"))
        if found.changes_counted.empty:
            return [heading, Paragraph(say("No conclusion changes with the evidence."))]
        text = say("Conclusions that change with the evidence, by result: {counted}.", counted=counted)
        shown: list[Shown] = [heading, Paragraph(text)]
        if (found.changes_counted["listed"] < found.changes_counted["conclusions"]).any():
            # Hundreds of rows would hide the others.
            left_out = say(
                "Of provinces and island groups the table has only what is said of all editions together, not of each; "
                "places, wins and statuses of single institutions are only counted."
            )
            shown.append(Paragraph(left_out))
        return [*shown, Table(say("Conclusions by level of evidence"), columns, rows)]

    def _about(self, row: Any) -> str:
        """Put the key of a conclusion in the reader's words; takes a row of `changes`."""
        say, words = self.words.say, self.words
        if row.result == "claims":
            return words.note(row.statement)
        if row.result in ("retention", "runs"):
            track = say("all lists") if row.track == "all" else track_word(row.track, words)
            return say("{first} to {last}", first=row.edition_from, last=row.edition_to) + f", {track}"
        if row.result == "level_mix":
            level = say("missing names") if row.level == "open" else level_word(row.level, words)
            return f"{row.edition}, {level}"
        if row.result == "newcomers":
            kinds = {"newcomers": say("newcomers"), "returners": say("returners"), "leavers": say("leavers")}
            return f"{row.edition}, {kinds[row.kind]}"
        if row.result == "reached":
            areas = {"province_code": say("provinces reached"), "island_group": say("island groups reached")}
            edition = say("all editions") if row.edition == "all" else row.edition
            return f"{edition}, {areas[row.area]}"
        what = say("rank") if row.conclusion == "rank" else say("governments placed")
        return f"{row.province if row.result == 'provinces' else row.island_group}, {what}"

    def sources(self) -> list[Shown]:
        """List the pages that all of this rests on."""
        return sources_section(self.findings.sources, self.words)
