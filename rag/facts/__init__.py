"""The checkable facts of a sentence, in English, Filipino and Spanish: figures, dates, names, negations."""
