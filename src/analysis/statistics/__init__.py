"""The statistics, one function each: the competition as it is known in, a frame out.

A docstring gives the formula, the reference and a worked example. Whatever counts placements has both ends of its
interval, from `analysis.competition.bounds`. No file is read or written here, and nothing is said to a reader: that
belongs to `analysis.prepare` and `analysis.pages`.
"""
