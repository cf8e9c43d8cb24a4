"""An excerpt against an article: where its words stand, and what differs."""
