"""What a browser shows: the page of a report, the index of all.

Here belong templates, styles and scripts: in `report_page/` nbconvert's, for a report; in `index_pages/` those of the pages
that lead to reports: index, lists, guide, data, changes. Which reports there are and what they are made from belongs to the rest of
`analysis.reports`.
"""
