"""Facts as found: the raw tables with their schemas, reading and checking, and what they say of names and sources.

Here belongs what holds for a row or a table whatever the competition means: form, keys, regions, institutions and
their lineages, citations, the tables in memory. Who was placed, and every conclusion from several tables, belongs to
`analysis.competition` and the rooms above it.
"""
