"""Analytics of the national competition on handling public complaints, edition after edition."""
