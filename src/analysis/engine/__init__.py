"""A papermill engine whose notebooks start warm, as forks of a helper that has imported everything.

It knows notebooks and kernels, but nothing of regions, pages or reports, and could serve another project as it is.
Which notebooks run, and what becomes of them, belongs to `analysis.reports`.
"""
