"""Analytics of the national competition on handling public complaints, edition after edition.

Each package here is a room with a charter in its first lines, and uses only rooms below it; `docs/architecture.md`
draws them all. What was found, in `facts`, leads over `competition` and `statistics`, whose results `prepare` writes, to
`findings`, and from there to `pages` and `reports`. The package imports nothing by itself, so that the command line
starts quickly.
"""
