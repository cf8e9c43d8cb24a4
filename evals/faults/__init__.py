"""Can a library be hurt: writers killed at any moment, and two at once, with nothing lost."""
