"""Question to passages: the retriever, its hits, and near-copies told from originals."""
