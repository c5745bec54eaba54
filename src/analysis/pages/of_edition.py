"""The page of one edition: all that is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.data.citations import SourceIds, naming
from analysis.display import charts
from analysis.display.blocks import Cell, Heading, Paragraph, Shown, Table
from analysis.findings.of_edition import EditionFindings
from analysis.pages.common import (
    level_word,
    measure_word,
    numbers_of,
    opening,
    sentence_case,
    source_line,
    sources_section,
    standing_sentence,
    track_word,
    use_word,
)
from analysis.words import ranges
from analysis.words.language import Words
from analysis.words.ranges import DASH

Row = Sequence[str | Cell]


@dataclass(frozen=True)
class EditionPage:
    """What the notebook `edition` shows, section by section."""

    findings: EditionFindings
    words: Words

    def opening(self) -> list[Shown]:
        """Open the page with the year of the edition."""
        found, say = self.findings, self.words.say
        title = say("The edition of {edition}", edition=str(found.edition))
        about = say(
            "Number {ordinal} of the national competition on handling public complaints (SP4N-LAPOR!), titled "
            "'{official_title}'.",
            ordinal=found.ordinal,
            official_title=found.official_title,
        )
        return opening(title, about, found.sources, found.evidence, self.words)

    def summary(self) -> list[Shown]:
        """Say what is known of its finalists and winners, and what is not."""
        found, say = self.findings, self.words.say
        sentences = []
        for stage in ("finalist", "winner"):
            lists = found.lists[found.lists["stage"] == stage]
            if lists.empty:
                none = (
                    say("No list of finalists is known.")
                    if stage == "finalist"
                    else say("No list of winners is known.")
                )
                sentences.append(none)
                continue
            size, known = int(lists["size"].sum()), int(lists["known"].sum())
            values = {"known": known, "size": size, "open": size - known}
            if stage == "finalist":
                whole, partly = (
                    say("All {size} finalists are known.", **values),
                    say("Of {size} finalists {known} are known and {open} are not.", **values),
                )
            else:
                whole, partly = (
                    say("All {size} winners are known.", **values),
                    say("Of {size} winners {known} are known and {open} are not.", **values),
                )
            sentences.append(whole if known == size else partly)
        shown: list[Shown] = [
            Paragraph(" ".join(sentences), self._cite(found.lists), kind="lead"),
            Paragraph(standing_sentence(found.certainty, self.words), kind="standing"),
        ]
        if found.note:
            shown.append(Paragraph(self.words.note(found.note)))
        return shown

    def facts(self) -> list[Shown]:
        """List its dates, decree, organisers, and who could take part."""
        found, words = self.findings, self.words
        say = words.say
        names = {
            "launched_on": say("Launched"),
            "opened_on": say("Registration opened"),
            "closed_on": say("Registration closed"),
            "finalists_on": say("Finalists announced"),
            "winners_on": say("Winners announced"),
            "awarded_on": say("Awards handed over"),
            "awarded_at": say("Place of the awards"),
            "decree": say("Decree"),
            "trophy": say("Trophy"),
        }
        known = found.facts.set_index("fact")
        rows: list[Row] = []
        for fact, name in names.items():
            if fact not in known.index:
                rows.append((name, say("not known")))
                continue
            value = known.loc[fact, "value"]
            written = words.date(value) if fact.endswith("_on") else value
            rows.append((name, Cell(written, sources=self._cite_one(known.loc[fact, "source_ids"]))))
        roles = {
            "organiser": say("Organiser"),
            "executor": say("Executor"),
            "partner": say("Partner"),
            "supporter": say("Supporter"),
        }
        took: list[Row] = [
            (roles[row.role], Cell(row.organisation, sources=self._cite_one(row.source_ids)))
            for role in roles
            for row in found.organisers[found.organisers["role"] == role].itertuples()
        ]
        return [
            Heading(say("Dates and people")),
            Table(say("Dates, decree and trophy"), [say("Fact"), say("Value")], rows),
            Table(say("Who ran and supported it"), [say("Part"), say("Organisation")], took),
            Paragraph(self._who_could_take_part()),
        ]

    def lists(self) -> list[Shown]:
        """Show its lists: how long they are, and how many of their names are known."""
        found, words = self.findings, self.words
        say = words.say
        lists = found.lists
        missing = lists[lists["open"] > 0].sort_values("open", ascending=False)
        if missing.empty:
            title = say("Every name on the lists of {edition} is known", edition=str(found.edition))
        else:
            worst = missing.iloc[0]
            title = say(
                "{label}: {open} of {size} names are missing",
                label=worst["label"],
                open=int(worst["open"]),
                size=int(worst["size"]),
            )
        footer = say("Names of each list by their strongest evidence.")
        drawn = [*lists["source_ids"], naming(found.names["source_ids"])]
        footer = f"{footer} {source_line(drawn, found.sources, words)}"
        rows: list[Row] = [
            (
                Cell(row.label, sources=self._cite_one(row.source_ids)),
                say("finalists") if row.stage == "finalist" else say("winners"),
                track_word(row.track, words),
                words.number(row.size),
                words.number(row.known),
                words.number(row.size - row.known),
                self._levels(row.levels),
            )
            for row in lists.itertuples()
        ]
        columns = [
            say("List"), say("Stage"), say("Track"), say("Size"), say("Known"), say("Missing"),
            say("Known of the missing"),
        ]  # fmt: skip
        return [
            Heading(say("Its lists")),
            charts.lists_known(lists, words, title, footer),
            Table(say("Lists"), columns, rows, numeric=(3, 4, 5)),
        ]

    def finalists(self) -> list[Shown]:
        """List the finalists that are known; the order is no rank."""
        found, words = self.findings, self.words
        say = words.say
        note = say("The lists are grouped, not ranked; here by list, level and name.")
        shown: list[Shown] = [Heading(say("Finalists known")), Paragraph(note, kind="note")]
        strengths = {
            "corroborated": say("two publishers or more"),
            "stated": say("one publisher"),
            "implied": say("only implied"),
        }
        firsts = {"yes": say("yes"), "no": say("no"), "unknown": say("unknown")}
        for row in found.lists[found.lists["stage"] == "finalist"].itertuples():
            names = found.names[found.names["list_id"] == row.list_id].sort_values(["level", "institution_name"])
            columns = [say("Institution"), say("Level"), say("Evidence")]
            if found.ordinal > 1:
                columns.append(say("First time"))
            rows: list[Row] = [
                (
                    Cell(name.institution_name, sources=self._cite_one(name.source_ids)),
                    level_word(name.level, words),
                    strengths[name.strength],
                    *([firsts[name.first]] if found.ordinal > 1 else []),
                )
                for name in names.itertuples()
            ]
            caption = say("{label}: {known} of {size} names known", label=row.label, known=row.known, size=row.size)
            shown.append(Table(caption, columns, rows))
        return shown

    def winners(self) -> list[Shown]:
        """List the winners that are known, with the aspects they were chosen for."""
        found, words = self.findings, self.words
        say = words.say
        shown: list[Shown] = [Heading(say("Winners"))]
        for row in found.lists[found.lists["stage"] == "winner"].itertuples():
            names = found.names[found.names["list_id"] == row.list_id].sort_values(["level", "institution_name"])
            rows: list[Row] = [
                (
                    Cell(name.institution_name, sources=self._cite_one(name.source_ids)),
                    level_word(name.level, words),
                    name.aspect if isinstance(name.aspect, str) else DASH,
                    DASH if pd.isna(name.rank_in_aspect) else words.number(int(name.rank_in_aspect)),
                )
                for name in names.itertuples()
            ]
            caption = say("{label}: {known} of {size} names known", label=row.label, known=row.known, size=row.size)
            columns = [say("Institution"), say("Level"), say("Aspect"), say("Rank in the aspect")]
            shown.append(Table(caption, columns, rows, numeric=(3,)))
        for list_id, rows_of_list in found.aspects.groupby("list_id"):
            lists = found.lists.set_index("list_id")
            aspects = words.listing(f"{row.aspect} ({words.number(row.size)})" for row in rows_of_list.itertuples())
            named = say("{label} was given for: {aspects}.", label=lists.loc[list_id, "label"], aspects=aspects)
            rest = int(lists.loc[list_id, "size"]) - int(rows_of_list["size"].sum())
            if rest > 0:
                named += " " + say("The aspects of {number} more are not known by name.", number=rest)
            shown.append(Paragraph(named, self._cite(rows_of_list)))
        return shown

    def participation(self) -> list[Shown]:
        """Show how many registered and were assessed, with the figures that disagree, and the selectivity."""
        found, words = self.findings, self.words
        say = words.say
        figures = found.figures.sort_values(["measure", "preferred", "value"], ascending=[True, False, True])
        rows: list[Row] = [
            (
                measure_word(row.measure, words),
                Cell(words.number(row.value), sources=self._cite_one(row.source_ids)),
                use_word(row.preferred, row.in_range, words),
                words.note(row.note) if isinstance(row.note, str) else DASH,
            )
            for row in figures.itertuples()
        ]
        sentences = []
        for row in found.selectivity.dropna(subset=["registered"]).itertuples():
            share = ranges.one_in(row.places / row.registered_high, row.places / row.registered_low, words)
            values = {
                "track": sentence_case(track_word(row.track, words)),
                "places": int(row.places),
                "registered": int(row.registered),
                "percent": words.percent(row.places / row.registered, 1),
                "share": share,
            }
            span = words.interval(int(row.registered_low), int(row.registered_high))
            sentences.append(
                say("{track}: {places} of {registered} registered ({percent}), {share}.", **values)
                if row.registered_low == row.registered_high
                else say(
                    "{track}: {places} of {registered} registered ({percent}); with all counts, {span}: {share}.",
                    span=span,
                    **values,
                )
            )
        columns = [say("Measure"), say("Figure"), say("Use"), say("Note")]
        return [
            Heading(say("How many took part, and how selective it was")),
            Paragraph(" ".join(sentences) or say("Not known."), self._cite(found.selectivity)),
            Table(say("Figures printed"), columns, rows, numeric=(1,)),
        ]

    def came_back(self) -> list[Shown]:
        """Say who came back from the edition before, against lot, and who was new."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("Who came back, and who was new?"))
        if found.retention_certainty is None:
            return [heading, Paragraph(say("It was the first edition: nobody could come back, and nobody was new."))]
        sentences = []
        for row in found.retention.itertuples():
            values = {
                "interval": words.interval(int(row.lower), int(row.upper)),
                "cohort": int(row.cohort),
                "earlier": str(row.edition_from),
            }
            if row.track == "all":
                sentences.append(say("Of {cohort} names known of {earlier}, {interval} were placed again.", **values))
            elif row.track == "institutions" and pd.notna(row.expected):
                sentences.append(
                    say(
                        "Of {cohort} institutions it was {interval}; lots would have brought back {expected}, had all "
                        "registered again.",
                        **values,
                        expected=ranges.expected(row.expected_low, row.expected_high, words),
                    )
                )
        kinds = {"newcomers": say("newcomers"), "returners": say("returners"), "leavers": say("leavers")}
        rows: list[Row] = [
            (kinds[row.kind], words.interval(int(row.lower), int(row.upper))) for row in found.newcomers.itertuples()
        ]
        note = say(
            "Newcomers were on no list before, returners were, but not in the edition before; leavers were in the edition before and are not now."
        )
        return [
            heading,
            Paragraph(" ".join(sentences), self._cite_one(found.compared_with)),
            Paragraph(standing_sentence(found.retention_certainty, words), kind="standing"),
            Table(say("Newcomers, returners and leavers"), [say("Kind"), say("Number")], rows, numeric=(1,)),
            Paragraph(note, kind="note"),
        ]

    def missing(self) -> list[Shown]:
        """Say what would change if the missing names turned up."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("What would change if a missing name turned up?"))
        if found.unknown.empty:
            return [heading, Paragraph(say("Nothing: no status of this edition is unknown."))]
        rows: list[Row] = [
            (
                Cell(", ".join(row.labels), sources=self._cite_one(row.source_ids)),
                say("finalists") if row.stage == "finalist" else say("winners"),
                words.number(int(row.missing)),
                words.number(int(row.lineages)),
            )
            for row in found.unknown.itertuples()
        ]
        columns = [say("List"), say("Stage"), say("Missing names"), say("Statuses unknown")]
        note = say(
            "With all missing names of a list found, none of the statuses that are unknown because of it would be."
        )
        table = Table(say("Who may be among the missing names"), columns, rows, numeric=(2, 3))
        return [heading, Paragraph(note), table]

    def sources(self) -> list[Shown]:
        """List the pages that all of this rests on."""
        return sources_section(self.findings.sources, self.words)

    def _cite(self, rows: pd.DataFrame) -> tuple[int, ...]:
        return numbers_of(rows["source_ids"], self.findings.sources)

    def _cite_one(self, source_ids: SourceIds) -> tuple[int, ...]:
        return numbers_of([source_ids], self.findings.sources)

    def _levels(self, levels: tuple[tuple[str, int], ...]) -> str:
        if not levels:
            return DASH
        return self.words.listing(f"{number} {level_word(level, self.words)}" for level, number in levels)

    def _who_could_take_part(self) -> str:
        """Say who could take part, from the tracks of its lists."""
        say = self.words.say
        tracks = set(self.findings.lists["track"])
        sentences = [
            say(
                "Ministries, agencies, state-owned enterprises and the governments of provinces, regencies and cities "
                "could take part."
            )
        ]
        if "unit" in tracks:
            sentences.append(say("Service units had lists of their own."))
        elif "all" in tracks:  # one list for the whole field of institutions
            sentences.append(say("Service units had no list."))
        else:
            sentences.append(say("No list of service units is known to us."))
        if "outstanding" in tracks:
            sentences.append(say("Outstanding Achievement was open only to winners of earlier editions."))
        return " ".join(sentences)
