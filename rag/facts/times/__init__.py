"""Times that articles and questions speak of: found in text, read as days, compared."""
