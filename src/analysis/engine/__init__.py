"""The warm engine: papermill runs each notebook in a fork of a helper that has imported everything.

`warm` is the engine as papermill knows it, `forks` starts and keeps the helpers, `fork` is the caller's side of a fork,
`helper` the process that forks, `kernel` what runs in a fork: ipykernel's own kernel on another wire. The room knows
nothing of regions, pages or reports, and could serve another project as it is. Which notebooks run, with what parameters,
and what becomes of them belongs to its callers, such as `analysis.reports`; they also say what is imported ahead beyond
some well-known libraries. `docs/engine.md` tells what differs from papermill's own engine.
"""
