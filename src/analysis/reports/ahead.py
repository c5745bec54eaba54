"""Begin what making reports needs while it is not yet known which are to be made.

What is done ahead in the process of the notebooks belongs to `analysis.reports.preload`.
"""

PRELOAD = ("analysis.reports.preload",)
"""What the process of the notebooks imports besides libraries."""


def warm_up() -> None:
    """Let the process of the notebooks start; it takes seconds, as does preparing the tables meanwhile."""
    from analysis.engine import forks  # here, as a build with nothing to do does without

    forks.warm_up(PRELOAD)
