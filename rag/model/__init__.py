"""A language model behind an OpenAI-compatible endpoint: its client, timeouts, stream and failures."""
