"""A set and an engine to a run: every case asked, scored and written down."""
