"""Reports: how notebooks are run, rendered and kept."""
