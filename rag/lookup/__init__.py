"""An excerpt against the articles: where its words stand, and what differs."""
