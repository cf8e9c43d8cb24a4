"""Passages to quotes: which sentences answer, whether they do, and how far their sources agree."""
