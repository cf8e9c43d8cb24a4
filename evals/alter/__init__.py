"""Altered sentences: one figure, date, name or negation changed, to see whether a check notices."""
