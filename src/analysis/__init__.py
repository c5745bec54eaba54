"""Analytics of the national competition on handling public complaints, edition after edition.

A notebook takes its `findings` and shows them as `pages`; the way of the data leads from `tables` by `prepare`
to both. The package imports nothing by itself, so that the command line starts quickly.
"""
