"""Documents as people exchange them: PDF, Word, books."""
