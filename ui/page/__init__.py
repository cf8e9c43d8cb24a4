"""The chat page: its views, and what a reader's session remembers."""
