"""The HTTP API, who may talk to it, and the one process that serves a home."""
