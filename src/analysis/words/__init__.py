"""How a thing is said in each language: sentences, numbers, ranges."""
