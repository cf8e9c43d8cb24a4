"""Text to vectors: the bundled e5, its other engine, and any OpenAI-compatible endpoint."""
