"""A question in, a checked answer out: retrieve, quote, refuse."""
