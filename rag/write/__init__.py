"""A model's answer as it is written: prompt, budget, citation markers, events, the writer."""
