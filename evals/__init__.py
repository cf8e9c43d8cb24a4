"""How good are the answers, and how fast."""
