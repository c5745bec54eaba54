"""Facts as found: schemas, reading and checking of the raw tables, names of regions and institutions, citations."""
