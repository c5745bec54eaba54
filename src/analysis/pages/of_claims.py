"""The page on claims: what the press says of the competition, and whether it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.display.blocks import Cell, Heading, Paragraph, Shown, Table
from analysis.findings.of_claims import ClaimsFindings
from analysis.pages.common import numbers_of, opening, sources_section, standing_sentence
from analysis.words.language import Words
from analysis.words.ranges import DASH

Row = Sequence[str | Cell]


@dataclass(frozen=True)
class ClaimsPage:
    """What the notebook `claims` shows, section by section."""

    findings: ClaimsFindings
    words: Words

    def opening(self) -> list[Shown]:
        """Open the page."""
        say = self.words.say
        about = say(
            "Statements printed about the competition, checked against everything else that is known. The page that "
            "makes a claim does not count as evidence for it."
        )
        return opening(say("What the press says"), about, self.findings.sources, self.findings.evidence, self.words)

    def summary(self) -> list[Shown]:
        """Count the claims by verdict."""
        claims, say = self.findings.claims, self.words.say
        counted = claims["verdict"].value_counts()
        text = say(
            "Of {number} claims: {supported} supported, {refuted} refuted, {undetermined} that can't be decided.",
            number=len(claims),
            **{verdict: int(counted.get(verdict, 0)) for verdict in ("supported", "refuted", "undetermined")},
        )
        pages = [*claims["source_ids"], *claims["deciding_ids"]]
        return [
            Paragraph(text, numbers_of(pages, self.findings.sources), kind="lead"),
            Paragraph(standing_sentence(self.findings.certainty, self.words), kind="standing"),
        ]

    def verdicts(self) -> list[Shown]:
        """List every claim with its verdict and the reason."""
        found, words = self.findings, self.words
        say = words.say
        shown: list[Shown] = []
        headings = {
            "supported": say("Supported"),
            "refuted": say("Refuted"),
            "undetermined": say("Can't be decided"),
        }
        for verdict, heading in headings.items():
            claims = found.claims[found.claims["verdict"] == verdict]
            if claims.empty:
                continue
            rows: list[Row] = [
                (
                    str(row.edition),
                    Cell(words.note(row.statement), sources=numbers_of([row.source_ids], found.sources)),
                    reason_phrase(row.reason, words),
                    Cell(
                        words.listing(row.decided_by) if row.decided_by else DASH,
                        sources=numbers_of([row.deciding_ids], found.sources),
                    ),
                    words.number(int(row.missing)) if row.missing else DASH,
                )
                for row in claims.itertuples()
            ]
            columns = [say("Edition"), say("Claim"), say("Reason"), say("Decided by"), say("Missing names")]
            shown += [Heading(heading), Table(heading, columns, rows, numeric=(4,))]
        return shown

    def evidence(self) -> list[Shown]:
        """Show which verdicts change with the evidence asked for."""
        found, words = self.findings, self.words
        say = words.say
        changing = found.verdicts[found.verdicts.drop(columns="claim_id").nunique(axis="columns") > 1]
        heading = Heading(say("What changes with the evidence"))
        if changing.empty:
            return [heading, Paragraph(say("No verdict changes with the evidence asked for."))]
        named = {
            "supported": say("supported"),
            "refuted": say("refuted"),
            "undetermined": say("can't be decided"),
        }
        statements = found.claims.set_index("claim_id")["statement"]
        rows: list[Row] = [
            (
                words.note(statements[row["claim_id"]]),
                *(named[row[level]] for level in ("all", "stated", "corroborated")),
            )
            for _, row in changing.iterrows()
        ]
        columns = [say("Claim"), say("All evidence"), say("Only what is stated"), say("Stated by two publishers")]
        text = say("A verdict that needs weak evidence is not wrong, but less certain.")
        return [heading, Paragraph(text), Table(say("Verdicts by level of evidence"), columns, rows)]

    def sources(self) -> list[Shown]:
        """List the pages that make the claims, and those that decide them."""
        return sources_section(self.findings.sources, self.words)


def reason_phrase(reason: str, words: Words) -> str:
    """Say why a claim has its verdict."""
    say = words.say
    return {
        "placed": say("it stands on a list"),
        "not_placed": say("it stands on no list, and no open slot could be its own"),
        "alone": say("it stands on a list, and nobody else of its kind does or could"),
        "another_placed": say("another of its kind stands on a list"),
        "out_of_scope": say("it is not of the kind among which it is said to be the only one"),
        "open_slots": say("missing names could decide it either way"),
        "only_the_claimant": say("nobody but the claimant says so"),
        "too_weak": say("others say so too, but not as strongly as is asked here"),
        "size_of_list": say("the length of the lists says so"),
        "number_placed": say("the number on the lists says so"),
        "order_of_editions": say("the editions are counted"),
        "ranked": say("a source gives it that rank"),
        "not_a_ranking": say("the list is no ranking"),
    }[reason]
