"""What a browser shows: the page of a report, the index of all.

Here belong templates, styles and scripts. Which reports there are and what they are made from belongs to the rest of
`analysis.reports`.
"""
