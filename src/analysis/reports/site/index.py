"""The pages that lead to the reports: the index in each language, the lists by province, what the last build did, the data.

They are made from the record and from what the index says of every region. Its sentences belong to
`analysis.pages.of_index`; the page of a report to `analysis.reports.site.page`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis.facts.institutions import slug
from analysis.facts.regions import SPELLINGS_OF_KINDS
from analysis.findings import of_index
from analysis.findings.of_index import IndexFindings
from analysis.pages import index_words, reading_guide
from analysis.pages.of_index import Entry, IndexPage, Sign
from analysis.reports.files import digest, remove, write
from analysis.reports.manifest import Manifest
from analysis.reports.site import changes, sharing
from analysis.reports.site.card import card
from analysis.reports.site.filling import embedded, fill
from analysis.reports.site.links import NOWHERE
from analysis.reports.site.package import DESCRIPTOR, FOLDER, package, title_of
from analysis.reports.site.published import CARD, GUIDE, INDEX, SUMMARY
from analysis.reports.site.rows import Row, heading, rows_of
from analysis.reports.site.sharing import Head
from analysis.reports.yml import Site
from analysis.statistics.results import Results
from analysis.vocabulary import Language
from analysis.words.language import LANGUAGES, Words
from analysis.words.vocabulary import language_name

DATA = "data.html"
SHOWN_AT_MOST = 8
"""Reports of one kind that the index names without being asked; of more it names the page that lists them."""
CHANGES = 3
"""Of what pages say differently since the last build, so much stands in the index."""
FIRST = ("national_trends", "edition")
"""The notebooks whose reports lead where the whole country is listed."""
STEPS = (1, 3, 6)
"""From how many governments on a province is drawn a step darker."""


def publish(manifest: Manifest, folder: Path, results: Results, site: Site = NOWHERE) -> None:
    """Write all pages that lead to the reports, note their hashes, and remove those that lead nowhere any more."""
    found = of_index.index_findings(results)
    languages = [each for each in LANGUAGES if any(record.language == each for record in manifest.records.values())]
    languages = languages or list(LANGUAGES)
    pages = [_Site(manifest, found, language, languages, results, site) for language in languages]
    texts = {SUMMARY: changes.in_plain_text(manifest), INDEX: _choice(pages)}
    for each in pages:
        texts |= each.files()
    files = {file: text.encode() for file, text in texts.items()}
    files |= {f"{each.language}/{CARD}": each.card() for each in pages}
    files |= {f"{FOLDER}/{name}": content for name, content in package(results).items()}
    for file in manifest.files.keys() - files.keys():
        remove(folder / file)
    manifest.files = {}
    for file, content in sorted(files.items()):
        write(folder / file, content)
        manifest.files[file] = digest(content)


def _choice(pages: Sequence["_Site"]) -> str:
    """Lead to the index in each language."""
    choices = {
        each.language: {"language": language_name(Language(each.language)), "title": each.title} for each in pages
    }
    name = " · ".join(dict.fromkeys(each.name for each in pages))
    shared = replace(pages[0].head("", name), description=" · ".join(each.title for each in pages))
    return fill("choose.html.j2", "choose.js", language=pages[0].language, name=name, choices=choices, shared=shared)


class _Site:
    """The pages of one language."""

    def __init__(
        self,
        manifest: Manifest,
        found: IndexFindings,
        language: str,
        languages: Sequence[str],
        results: Results,
        site: Site,
    ) -> None:
        self.language, self._languages, self._site = language, languages, site
        self._manifest, self._found, self._words, self._results = manifest, found, Words(language), results
        self._editions = found.editions["edition"].tolist()
        self._label = index_words.labels(self._words, len(found.regions), self._editions)
        self._shared = {
            "language": language,
            "languages": {each: language_name(Language(each)) for each in languages},
            "label": self._label,
        }
        page = IndexPage(found, self._words)
        self._page, self._rows = page, rows_of(manifest, page)
        self.title, self.name = self._label["title"], self._label["name"]

    def head(self, file: str, title: str, description: str = "") -> Head:
        """Tell in the head of a page what it is; what it is about, where nobody says otherwise, is what all is about."""
        about = description or self._label["lead"]
        return sharing.head(file, title, about, self._words, self._languages, self._site)

    def card(self) -> bytes:
        """Draw the card that a shared link to any of these pages shows: how many names of each edition are known."""
        squares = index_words.squares(self._found.editions, self._words)
        facts = {"title": self.title, "description": self._label["lead"], "author": self.name, "dated": ""}
        return card([{"kind": "strip", "squares": squares}], facts)

    def _fill(self, template: str, file: str, title: str, *scripts: str, about: str = "", **shown: Any) -> str:
        shared = self.head(file, title if file == INDEX else f"{title} · {self.name}", about)
        return fill(template, *scripts, file=file, title=title, shared=shared, **shown, **self._shared)

    def files(self) -> dict[str, str]:
        """Give the text of every page by its place in the reports folder."""
        language = self._words.language
        lists = self._lists()
        pages = {"index.html": self._index(lists), "changes.html": self._changes(), GUIDE: self._guide()}
        pages[DATA] = self._tables()
        pages |= {file: self._list(file, title, rows) for file, (title, rows) in lists.items()}
        return {f"{language}/{file}": text for file, text in pages.items()}

    def _lists(self) -> dict[str, tuple[str, list[Row]]]:
        """Give the title and rows of each list: one a province, and one a kind of report of which there are many."""
        lists = {}
        for code, name in self._page.provinces.items():
            of_province = [row for row in self._rows if row.entry.province == code]
            lists[_list_file(name)] = (name, sorted(of_province, key=_as_in_a_list))
        for notebook, rows in self._of_the_country().items():
            if len(rows) > SHOWN_AT_MOST:
                lists[_list_file(notebook)] = (heading(notebook, self._words), rows)
        return lists

    def _of_the_country(self) -> dict[str, list[Row]]:
        """Give the rows that belong to no province by notebook."""
        rows = [row for row in self._rows if not row.entry.province]
        others = sorted({row.notebook for row in rows} - set(FIRST))
        notebooks = [each for each in (*FIRST, *others) if any(row.notebook == each for row in rows)]
        return {notebook: [row for row in rows if row.notebook == notebook] for notebook in notebooks}

    def _index(self, lists: Mapping[str, Any]) -> str:
        country, whole = [], []
        for notebook, rows in self._of_the_country().items():
            if notebook in FIRST:
                whole += [row for row in rows if row.href]
            file, named = _list_file(notebook), heading(notebook, self._words)
            if file in lists:
                country.append({"name": named, "href": file, "answer": str(len(rows))})
            else:
                country += [{"name": row.name, "href": row.href, "answer": row.entry.answer} for row in rows]
        failed = any(
            each.outcome == "failed" and each.language == self._words.language
            for each in self._manifest.records.values()
        )
        return self._fill(
            "index.html.j2",
            INDEX,
            self.title,
            "search.js",
            "index.js",
            failed=failed,
            provinces=[self._province(row) for row in self._found.provinces.itertuples()],
            kinds=index_words.kinds(self._words)
            | {row.entry.kind: heading(row.notebook, self._words) for row in self._rows if row.notebook},
            editions=self._editions,
            outcomes=index_words.outcomes(self._words),
            country=country,
            whole=whole,
            said=changes.differences(self._manifest, self._words, CHANGES)[0],
            data=embedded(self._data()),
        )

    def _province(self, row: Any) -> dict[str, Any]:
        return {
            "code": row.region_code,
            "name": row.name,
            "iso": row.iso,
            "row": row.tile_row,
            "column": row.tile_col,
            "number": int(row.governments_placed),
            "step": sum(row.governments_placed >= step for step in STEPS),
            "said": self._page.of_tile(row),
            "list": _list_file(row.name),
        }

    def _data(self) -> dict[str, Any]:
        """Give all that the script of the index makes its rows of."""
        signs: dict[Sign, int] = {}
        return {
            "rows": [_as_data(row, signs) for row in self._rows],
            "signs": [vars(each) for each in signs],
            "provinces": {row.region_code: [row.name, *row.aliases] for row in self._found.provinces.itertuples()},
            "kinds": SPELLINGS_OF_KINDS,
            "labels": {
                each: self._label[each]
                for each in (
                    "no_report",
                    "older",
                    "order",
                    "none",
                    "none_advice",
                    "similar",
                    "result",
                    "results_counted",
                )
            },
        }

    def _list(self, file: str, title: str, rows: Sequence[Row]) -> str:
        return self._fill("list.html.j2", file, title, rows=rows)

    def _tables(self) -> str:
        rows = [
            {"name": name, "title": self._words.say(title_of(name)), "rows": self._words.number(len(frame))}
            for name, frame in self._results.items()
        ]
        text = index_words.data(self._words)
        shown: dict[str, Any] = {"folder": FOLDER, "descriptor": DESCRIPTOR, "rows": rows, "text": text}
        return self._fill("data.html.j2", DATA, text["title"], about=text["lead"], **shown)

    def _guide(self) -> str:
        shown: dict[str, Any] = {
            "sections": reading_guide.sections(self._words),
            "glossary": reading_guide.glossary(self._words),
            "glossary_title": reading_guide.glossary_title(self._words),
        }
        return self._fill("guide.html.j2", GUIDE, reading_guide.title(self._words), **shown)

    def _changes(self) -> str:
        groups = changes.groups(self._manifest, self._words)
        said, left_out = changes.differences(self._manifest, self._words)
        text = index_words.changes(self._words, self._manifest.build, self._manifest.finished)
        shown: dict[str, Any] = {"groups": groups, "said": said, "left_out": left_out, "text": text}
        return self._fill("changes.html.j2", "changes.html", text["title"], **shown)


def _list_file(name: str) -> str:
    return f"list-{slug(name)}.html"


def _as_in_a_list(row: Row) -> tuple[bool, str]:
    """Sort reports before the governments of a province, which stand by code."""
    return not row.notebook, row.entry.code


def _as_data(row: Row, signs: dict[Sign, int]) -> dict[str, Any]:
    entry: Entry = row.entry
    return {
        "name": row.name,
        "href": row.href,
        "older": row.older,
        "kind": entry.kind,
        "where": entry.where,
        "code": entry.code,
        "province": entry.province,
        "answer": entry.answer,
        "firm": entry.firm,
        "terms": entry.terms,
        "signs": [signs.setdefault(each, len(signs)) for each in entry.signs],
    }
