"""Earlier turns of a conversation: what they named, and what a new one leaves out."""
