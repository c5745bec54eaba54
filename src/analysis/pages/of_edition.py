"""The page of one edition: all that is known of it."""

import pandas as pd

from analysis.display import charts, references
from analysis.display.blocks import Heading, Paragraph, Shown
from analysis.display.tables import Column, Kind
from analysis.facts.citations import naming
from analysis.findings.of_edition import EditionFindings
from analysis.pages.page import Page
from analysis.vocabulary import EditionFact, Group, Level, Role, Stage, Track
from analysis.words import phrases, ranges


class EditionPage(Page[EditionFindings]):
    """What the notebook `edition` shows, section by section."""

    def opening(self) -> list[Shown]:
        """Open the page with the year of the edition."""
        found, say = self.findings, self.words.say
        about = say(
            "Edition {ordinal} of the national competition on handling public complaints (SP4N-LAPOR!), titled "
            "“{official_title}”.",
            ordinal=found.ordinal,
            official_title=found.official_title,
        )
        return self._opening(say("The edition of {edition}", edition=str(found.edition)), about)

    def summary(self) -> list[Shown]:
        """Say what is known of its finalists and winners, and what is not."""
        found, say = self.findings, self.words.say
        sentences = " ".join(self._names_known(stage) for stage in Stage)
        shown: list[Shown] = [
            self._lead(sentences, self._cite(found.lists["source_ids"]), found.certainty),
        ]
        winners = found.names[found.names["stage"] == Stage.WINNER]
        if len(winners):
            ordered = winners.assign(order=winners["level"].map(list(Level).index)).sort_values(
                ["order", "institution_name"]
            )
            called = ordered["region"].fillna(ordered["institution_name"])
            text = say("Winners known: {names}.", names=self.words.listing(called))
            names = references.of_regions(ordered["region"].dropna())
            shown.append(Paragraph(text, self._cite(winners["source_ids"]), names=names))
        if found.note:
            shown.append(Paragraph(self.words.note(found.note)))
        return shown

    def _names_known(self, stage: Stage) -> str:
        """Say how many names of the lists of a stage are known."""
        say = self.words.say
        lists = self._lists_of(stage)
        size, known = int(lists["size"].sum()), int(lists["known"].sum())
        values = {"known": known, "size": size, "open": size - known}
        if stage == Stage.FINALIST:
            none, whole, partly = (
                say("No list of finalists is known."),
                say("All {size} finalists are known.", **values),
                say("Of {size} finalists {known} are known and {open} are not.", **values),
            )
        else:
            none, whole, partly = (
                say("No list of winners is known."),
                say("All {size} winners are known.", **values),
                say("Of {size} winners {known} are known and {open} are not.", **values),
            )
        if lists.empty:
            return none
        return whole if known == size else partly

    def facts(self) -> list[Shown]:
        """List its dates, decree, organisers, and who could take part."""
        found, say, named = self.findings, self.words.say, self.named
        facts = found.facts.set_index("fact").reindex(list(EditionFact)).reset_index()
        facts["source_ids"] = [ids if isinstance(ids, tuple) else () for ids in facts["source_ids"]]
        of_facts = [
            Column(say("Fact"), "fact", named.fact),
            Column(say("Value"), ("value", "fact"), self._fact_value, missing=say("not known"), sources="source_ids"),
        ]
        roles = found.organisers.sort_values("role", key=lambda role: role.map(list(Role).index), kind="stable")
        of_roles = [
            Column(say("Part"), "role", named.role),
            Column(say("Organisation"), "organisation", sources="source_ids"),
        ]
        return [
            Heading(say("Dates and people")),
            self._table(say("Dates, decree and trophy"), facts, of_facts),
            self._table(say("Who ran and supported it"), roles, of_roles),
            *([Paragraph(self._who_could_take_part())] if len(found.lists) else []),
        ]

    def _fact_value(self, value: str, fact: str) -> str:
        return self.words.date(value) if EditionFact(fact).is_date else value

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
        if Track.UNIT in tracks:
            sentences.append(say("Service units had lists of their own."))
        elif Track.ALL in tracks:  # one list for the whole field of institutions
            sentences.append(say("Service units had no list."))
        else:
            sentences.append(say("No list of service units is known to us."))
        if Track.OUTSTANDING in tracks:
            sentences.append(say("Outstanding Achievement was open only to winners of earlier editions."))
        return " ".join(sentences)

    def lists(self) -> list[Shown]:
        """Show its lists: how long they are, and how many of their names are known."""
        found, words = self.findings, self.words
        say = words.say
        lists = found.lists
        if lists.empty:
            return []
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
        footer = f"{footer} {self._source_line(lists['source_ids'], [naming(found.names['source_ids'])])}"
        columns = [
            Column(say("List"), "label", sources="source_ids"),
            Column(say("Stage"), "stage", self.named.stage),
            Column(say("Track"), "track", self.named.track),
            Column(say("Size"), "size", words.number, Kind.NUMBER),
            Column(say("Known"), "known", words.number, Kind.NUMBER),
            Column(say("Missing"), "open", words.number, Kind.NUMBER),
            Column(say("Known of the missing"), "levels", self._levels),
        ]
        return [
            Heading(say("Its lists")),
            charts.lists_known(lists, words, title, footer),
            self._table(say("Lists"), lists, columns),
        ]

    def _levels(self, levels: tuple[tuple[str, int], ...]) -> str:
        return self.words.listing(f"{number} {self.named.level(Level(level))}" for level, number in levels)

    def finalists(self) -> list[Shown]:
        """List the finalists that are known; the order is no rank."""
        say, named = self.words.say, self.named
        note = say("The lists are grouped, not ranked; here by list, level and name.")
        columns = [*self._name_columns(), Column(say("Evidence"), "strength", named.strength)]
        if self.findings.ordinal > 1:
            columns.append(Column(say("First time"), "first", named.answer))
        tables = self._tables_of_names(Stage.FINALIST, columns)
        return [Heading(say("Finalists known")), Paragraph(note, kind="note"), *tables] if tables else []

    def winners(self) -> list[Shown]:
        """List the winners that are known, with the aspects they were chosen for."""
        say, words = self.words.say, self.words
        if self.findings.lists.empty:
            return []
        columns = [
            *self._name_columns(),
            Column(say("Aspect"), "aspect"),
            Column(say("Rank in the aspect"), "rank_in_aspect", words.number, Kind.NUMBER),
        ]
        tables = self._tables_of_names(Stage.WINNER, columns) or [Paragraph(self._names_known(Stage.WINNER))]
        shown: list[Shown] = [Heading(say("Winners")), *tables]
        lists = self.findings.lists.set_index("list_id")
        for list_id, aspects in self.findings.aspects.groupby("list_id"):
            listing = words.listing(f"{row.aspect} ({words.number(row.size)})" for row in aspects.itertuples())
            text = say("{label} was given for: {aspects}.", label=lists.loc[list_id, "label"], aspects=listing)
            rest = int(lists.loc[list_id, "size"]) - int(aspects["size"].sum())
            if rest > 0:
                text += " " + say("The aspects of {number} more are not known by name.", number=rest)
            shown.append(Paragraph(text, self._cite(aspects["source_ids"])))
        return shown

    def _lists_of(self, stage: Stage) -> pd.DataFrame:
        return self.findings.lists[self.findings.lists["stage"] == stage]

    def _name_columns(self) -> list[Column]:
        say = self.words.say
        return [
            Column(
                say("Institution"), "institution_name", sources="source_ids", subject=references.REGION, named="region"
            ),
            Column(say("Level"), "level", self.named.level),
        ]

    def _tables_of_names(self, stage: Stage, columns: list[Column]) -> list[Shown]:
        """List the known names of each list of a stage."""
        say, every = self.words.say, self.findings.names
        tables: list[Shown] = []
        for row in self._lists_of(stage).itertuples():
            names = every[every["list_id"] == row.list_id]
            order = names["level"].map(list(Level).index)
            names = names.assign(order=order).sort_values(["order", "institution_name"])
            caption = say("{label}: {known} of {size} names known", label=row.label, known=row.known, size=row.size)
            tables.append(self._table(caption, names, columns) if len(names) else Paragraph(f"{caption}.", kind="note"))
        return tables

    def participation(self) -> list[Shown]:
        """Show how many registered and were assessed, with the figures that disagree, and the selectivity."""
        found, say = self.findings, self.words.say
        figures = found.figures.sort_values(["measure", "preferred", "value"], ascending=[True, False, True])
        shares = found.selectivity.dropna(subset=["registered"])
        text = " ".join(self._share(row) for _, row in shares.iterrows()) or say("How selective it was is not known.")
        table = self._table(say("Figures printed"), figures, self._figure_columns())
        return [
            Heading(say("How many took part, and how selective it was")),
            Paragraph(text, self._cite(found.selectivity["source_ids"])),
            table if len(figures) else Paragraph(say("No figure is known.")),
        ]

    def _share(self, row: pd.Series) -> str:
        """Say how many of those registered were placed; takes a row of `selectivity`."""
        words = self.words
        places, low, high = int(row["places"]), int(row["registered_low"]), int(row["registered_high"])
        values = {
            "track": phrases.sentence_case(self.named.group(Group(row["track"]))),
            "places": places,
            "registered": int(row["registered"]),
            "percent": words.percent(places / row["registered"], 1),
            "share": ranges.one_in(places / high, places / low, words),
        }
        if low == high:
            return words.say("{track}: {places} of {registered} registered ({percent}), {share}.", **values)
        return words.say(
            "{track}: {places} of {registered} registered ({percent}); with all counts, {span}: {share}.",
            span=words.interval(low, high),
            **values,
        )

    def came_back(self) -> list[Shown]:
        """Say who came back from the edition before, against lot, and who was new."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("Who came back, and who was new?"))
        if found.lists.empty:
            return []
        if found.retention_certainty is None:
            return [heading, Paragraph(say("It was the first edition: nobody could come back, and nobody was new."))]
        sentences = []
        for row in found.retention.itertuples():
            values = {
                "interval": words.interval(int(row.lower), int(row.upper)),
                "cohort": int(row.cohort),
                "earlier": str(row.edition_from),
            }
            if row.track == Group.EVERYONE:
                sentences.append(say("Of {cohort} names known of {earlier}, {interval} were placed again.", **values))
            elif row.track == Group.INSTITUTIONS and pd.notna(row.expected):
                sentences.append(
                    say(
                        "Of {cohort} institutions it was {interval}; lots would have brought back {expected}, had all "
                        "registered again.",
                        **values,
                        expected=ranges.expected(row.expected_low, row.expected_high, words),
                    )
                )
        return [
            heading,
            self._lead(" ".join(sentences), self._cite([found.compared_with]), found.retention_certainty),
            *self._movements(say("Newcomers, returners and leavers"), found.newcomers),
        ]

    def missing(self) -> list[Shown]:
        """Say what would change if the missing names turned up."""
        found, words = self.findings, self.words
        say = words.say
        heading = Heading(say("What would change if a missing name turned up?"))
        if found.lists.empty:
            return []
        if found.unknown.empty:
            return [heading, Paragraph(say("Nothing: no status of this edition is unknown."))]
        columns = [
            Column(say("List"), "labels", ", ".join, sources="source_ids"),
            Column(say("Stage"), "stage", self.named.stage),
            Column(say("Missing names"), "missing", words.number, Kind.NUMBER),
            Column(say("Statuses unknown"), "lineages", words.number, Kind.NUMBER),
        ]
        note = say("Finding all the missing names of a list would settle every status that hangs on it.")
        table = self._table(say("Who may be among the missing names"), found.unknown, columns)
        return [heading, Paragraph(note), table]
