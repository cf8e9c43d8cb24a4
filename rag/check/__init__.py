"""Is a statement supported by what it cites: facts, polarity, hedges, nearness; the injection guard."""
