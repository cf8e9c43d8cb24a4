"""The vectors: Chroma, in a process of its own, derived from the catalog."""
