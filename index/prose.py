"""What tells running text from the other lines of a page."""


def is_prose(line: str) -> bool:
    """Tell whether a line is running text, and not a headline, menu or byline."""
    words = len(line.split())
    return words > 24 or (words > 8 and line.rstrip("\"'”’)»").endswith((".", "!", "?")))
