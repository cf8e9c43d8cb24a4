"""What a question asks: follow-ups made to stand alone, parts, times, the kind of answer."""
