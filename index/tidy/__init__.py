"""Draft → article: `tidy.tidy`.

Characters are folded, page furniture is dropped, and what a page says about itself is found.
"""
