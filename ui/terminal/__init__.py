"""The command line, and what people read in a terminal."""
