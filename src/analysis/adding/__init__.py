"""Additions to the raw tables: yearly scores from a file of an office, a name that turned up, a new edition.

Each is worked out as rows, tried on a copy that is checked as `trends check` does it, and written only if the check
passes: all of it or nothing. What the tables hold and how they are checked belongs to `analysis.facts`; what is asked on
a command line to `analysis.cli.adding`.
"""
