"""What a page shows: for each notebook a class whose methods give its sections, in the reader's language.

Findings in, headings, paragraphs, tables and charts out. Words and numbers follow the findings; nothing is worked
out here that a reader could ask for as data: that belongs to `analysis.findings`.
"""
