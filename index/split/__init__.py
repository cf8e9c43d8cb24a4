"""Article to sentences and passages, as offsets."""
