"""Pages → their article: HTML as a browser lays it out, with what it says about itself, and Markdown."""
