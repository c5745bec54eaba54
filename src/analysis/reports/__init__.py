"""The reports: which there are, which of them are stale, how they are made, published and recorded.

Here belongs everything between a notebook and the folder that a reader opens. What a page says belongs to
`analysis.pages`, how a notebook runs to `analysis.engine`, and the words of the command line to `analysis.cli`.
"""
