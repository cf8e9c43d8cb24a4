"""One case and what came of it to a record with its measures."""
