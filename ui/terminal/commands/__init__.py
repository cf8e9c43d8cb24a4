"""The commands; heavy imports stand inside them, so that `--help` is instant."""
