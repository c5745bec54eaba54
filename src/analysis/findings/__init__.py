"""One function a notebook: all that its page will say, as a pure function of the processed tables.

Findings are frames with the ids of their sources, never sentences or pictures: those belong to `analysis.pages`
and `analysis.charts`. So they are tested without a notebook, and hashed to know whether a report is stale.
"""
