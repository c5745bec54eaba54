"""What a browser shows: the page of a report, the index of all."""
