"""A run as one page to read, filter and print."""
