"""Text → vectors: `provider.open_embedder` returns the `embedder.Embedder` that the settings name.

That is the bundled e5 on ONNX Runtime, the same on the engine that its weights come with, or any endpoint.
"""
