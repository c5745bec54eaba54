"""The page on claims: what the press says of the competition, and whether it holds."""

from analysis.display.blocks import Heading, Paragraph, Shown
from analysis.display.tables import Column, Kind
from analysis.findings.of_claims import ClaimsFindings
from analysis.pages.page import Page
from analysis.vocabulary import Evidence, Verdict


class ClaimsPage(Page[ClaimsFindings]):
    """What the notebook `claims` shows, section by section."""

    def opening(self) -> list[Shown]:
        """Open the page."""
        say = self.words.say
        about = say(
            "Statements printed about the competition, checked against everything else that is known. The page that "
            "makes a claim does not count as evidence for it."
        )
        return self._opening(say("What the press says"), about)

    def summary(self) -> list[Shown]:
        """Count the claims by verdict."""
        claims, say = self.findings.claims, self.words.say
        counted = claims["verdict"].value_counts()
        text = say(
            "Of {number} claims: {supported} supported, {refuted} refuted, {undetermined} that can't be decided.",
            number=len(claims),
            **{verdict.value: int(counted.get(verdict, 0)) for verdict in Verdict},
        )
        cited = self._cite(claims["source_ids"], claims["deciding_ids"])
        return [self._lead(text, cited, self.findings.certainty)]

    def verdicts(self) -> list[Shown]:
        """List every claim with its verdict and the reason."""
        say, words = self.words.say, self.words
        columns = [
            self._edition_column(),
            Column(say("Claim"), "statement", words.note, sources="source_ids", anchor="claim_id"),
            Column(say("Reason"), "reason", self.named.reason),
            Column(say("Decided by"), "decided_by", words.listing, sources="deciding_ids"),
            Column(say("Missing names"), "open", words.number, Kind.NUMBER),
        ]
        shown: list[Shown] = []
        for verdict in Verdict:
            claims = self.findings.claims[self.findings.claims["verdict"] == verdict]
            if len(claims):
                heading = self.named.verdict_heading(verdict)
                caption = words.plural("One claim", "{number} claims", len(claims))
                claims = claims.assign(open=claims["missing"].where(claims["missing"] > 0))
                shown += [Heading(heading), self._table(caption, claims, columns)]
        return shown

    def evidence(self) -> list[Shown]:
        """Show which verdicts change with the evidence asked for."""
        found, say = self.findings, self.words.say
        changing = found.verdicts[found.verdicts.drop(columns="claim_id").nunique(axis="columns") > 1]
        heading = Heading(say("What changes with the evidence"))
        if changing.empty:
            return [heading, Paragraph(say("No verdict changes with the evidence asked for."))]
        rows = changing.merge(found.claims[["claim_id", "statement"]], on="claim_id")
        columns = [Column(say("Claim"), "statement", self.words.note)]
        columns += [Column(self.named.evidence_heading(level), level.value, self.named.verdict) for level in Evidence]
        text = say("A verdict that needs weak evidence is not wrong, but less certain.")
        return [heading, Paragraph(text), self._table(say("Verdicts by level of evidence"), rows, columns)]
