"""Draft to article: characters folded, page furniture dropped, title, publisher, date and language found."""
