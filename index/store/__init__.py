"""What is kept: the catalog (the truth), the vectors (derived from it), and the lock on both."""
