"""What must hold across rows and tables: the rules, a module for each kind, and how they are applied.

Each rule is a function whose docstring is the rule and whose messages are the mend. Its parameters are named after
the tables it reads, with the line numbers of the files as their index; it yields faults for what can't be, warnings
for what is improbable. A rule is left out when one of its tables could not be read. What concerns a single cell, a
key or a foreign key belongs to `analysis.facts.schemas`.
"""

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping

import pandas as pd

from analysis.errors import Fault, Severity, fault
from analysis.facts.rules import acceptance, editions, figures, institutions, lists, regions, scores, sources, texts

RULES: tuple[Callable[..., Iterator[Fault]], ...] = (
    editions.something_to_tell,
    editions.editions_in_order,
    editions.dates_are_dates,
    editions.dates_within_their_edition,
    editions.dates_in_their_order,
    editions.lists_of_earlier_editions,
    editions.claims_of_editions_with_lists,
    editions.claims_say_enough,
    lists.parents_of_lists,
    lists.lists_for_all_governments,
    lists.winners_of_each_list,
    lists.identifiers_of_lists,
    lists.sizes_as_they_are_called,
    lists.sizes_of_lists,
    lists.winners_are_finalists,
    lists.one_list_a_stage,
    lists.tracks_take_their_kind,
    lists.outstanding_won_before,
    lists.placed_were_eligible,
    lists.evidence_for_each_placement,
    lists.open_slots_are_open,
    lists.aspects_of_winners,
    figures.one_preferred_figure,
    figures.registered_for_all_places,
    figures.parts_of_figures,
    institutions.governments_and_regions,
    institutions.governments_named_after_their_region,
    institutions.governments_have_their_region,
    institutions.names_fit_their_region,
    institutions.one_identifier_each,
    institutions.successions,
    regions.codes_of_regions,
    regions.names_of_regions,
    regions.regions_on_their_island,
    regions.regions_before_the_division,
    regions.tiles_of_provinces,
    regions.aliases_are_free,
    scores.one_unit_a_series,
    scores.scores_in_the_years_of_their_series,
    scores.scores_on_their_scale,
    scores.scores_near_their_neighbours,
    sources.pages_stand_once,
    sources.publishers_have_one_name,
    sources.publishers_own_their_sites,
    sources.sources_are_used,
    sources.evidence_is_not_older,
    texts.texts_in_both_languages,
)


def faults(tables: Mapping[str, pd.DataFrame], unread: Collection[str], blamed: Collection[str] = ()) -> list[Fault]:
    """Find all faults across the tables, and the warnings that are not accepted.

    `unread` are the tables that could not be read, `blamed` the files with a cell that is wrong by itself: what is accepted of
    them may be warned of again when that is corrected.
    """
    found: list[Fault] = []
    accepted = tables["accepted"]
    accepts = set(accepted[["file", "row", "rule"]].dropna().itertuples(index=False, name=None))
    told: set[acceptance.Named] = set()
    ran = []
    for rule in RULES:
        needed = inspect.signature(rule).parameters
        if any(name in unread for name in needed):
            continue
        ran.append(rule.__name__)
        for each in rule(**{name: tables[name] for name in needed}):
            if each.severity is Severity.FAULT:
                found.append(each)
                continue
            named = acceptance.name_of(each, rule.__name__, tables)
            told.add(named)
            if named not in accepts:
                found.append(acceptance.with_advice(each, named))
    return [
        *found,
        *acceptance.stale(accepted[~accepted["file"].isin(list(blamed))], told, ran),
        *_unknown_rules(accepted),
    ]


def _unknown_rules(accepted: pd.DataFrame) -> Iterator[Fault]:
    names = {rule.__name__ for rule in RULES}
    for line, rule in accepted["rule"].dropna().items():
        if rule not in names:
            yield fault(
                "accepted.csv", line, "{column} '{value}' is no rule: correct it, or remove the row", "rule", value=rule
            )
