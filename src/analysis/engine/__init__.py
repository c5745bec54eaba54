"""A papermill engine whose notebooks start warm."""
