"""What a page is made of: headings, paragraphs, tables and charts, as a notebook shows them.

Here belongs how a thing looks, as HTML, picture and plain text. What it says, and which thing follows which, belongs
to `analysis.pages`; the style of a whole page to `analysis.reports.site`.
"""
