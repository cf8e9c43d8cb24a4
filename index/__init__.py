"""Articles in, passages out: read, tidy, split, embed and keep them."""
