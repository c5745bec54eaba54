"""A package, since some of its modules are named as others in `tests/`."""
