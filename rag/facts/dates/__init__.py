"""Dates that articles and questions speak of: read in text, compared where partial, meant as days."""
