"""How a thing is said in each language: sentences, numbers, ranges, and the closed words.

Here belong the catalogue of translations and what every language writes in a way of its own. Which sentence is said,
and when, belongs to `analysis.pages`; the words of the domain themselves to `analysis.vocabulary`.
"""
