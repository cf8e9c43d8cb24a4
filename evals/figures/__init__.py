"""Records to figures: means with intervals, paired comparisons, the tables of the papers."""
