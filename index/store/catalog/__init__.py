"""The catalog: one SQLite file that is the truth, and all SQL there is."""
