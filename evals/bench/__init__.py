"""How fast, as ratios: adding, asking, starting, writing, the embedder, by size of the library."""
