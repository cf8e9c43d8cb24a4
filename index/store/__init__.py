"""What is kept in a home; SQL and Chroma are spoken in here only.

`catalog.Catalog` is the truth (SQLite), `vectors.Vectors` is derived from it (Chroma), `lock.lock` keeps a second
process from writing either.
"""
