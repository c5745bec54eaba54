"""The rules by which results are worked out, each in a sentence or two for who reads an explanation.

The formulas with their assumptions and references belong to the docstrings of `analysis.statistics`.
"""

from analysis.words.language import Words


def in_words(result: str, words: Words) -> str:
    """Say how a derived table is worked out; '' for one that there is no rule of."""
    say = words.say
    of_areas = say(
        "At least the governments known to have been placed; at most also those that the missing names may be. The best rank is "
        "the one with its most and the others' fewest, the worst the one with its fewest and the others' most. A government counts "
        "for the province that it was of in 2022."
    )
    return {
        "known_names": say("A name is known if a page states or implies that it stands on the list."),
        "slots": say("As many names of a list are missing as it is longer than those known."),
        "status": say(
            "Placed is who stands on a list, not placed whose own no missing name can be; else it is unknown."
        ),
        "selectivity": say(
            "The names on the finalists' lists, out of all who registered; where sources print several numbers, the share lies "
            "between the highest and the lowest."
        ),
        "retention": say(
            "At least the names of the earlier edition that are known to be on the later lists; at most also those that the missing "
            "names may be. By lot: as many as would come back if names were drawn from all who registered."
        ),
        "newcomers": say(
            "The names of an edition beside those of the editions before it: at least what the known names give, at most what the "
            "missing ones allow."
        ),
        "level_mix": say(
            "At least the known names of the level, as they were named then, and the missing names that can only be of it; at "
            "most also those that may be of it."
        ),
        "runs": say(
            "At least those known to be on the lists of every edition of the row; at most also those that the missing names may be. "
            "By lot: as many as would be if names were drawn each time from all who registered."
        ),
        "provinces": of_areas,
        "island_groups": of_areas,
        "reached": say(
            "At least those with a government known to have been placed; at most also those that the missing names could reach "
            "together."
        ),
        "places_and_wins": say(
            "At least the editions in which it is known to stand on a list; at most also those in which a missing name may be its own."
        ),
        "claims": say(
            "Supported is what is true whatever the missing names are, refuted what is false whatever they are; the page that makes "
            "the claim is left out."
        ),
        "next_finds": say(
            "Counted are the unknown statuses that would be settled if all missing names of the list were found, or a second "
            "publisher for every name that has one."
        ),
    }.get(result, "")
