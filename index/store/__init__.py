"""What is kept in a home.

`catalog.Catalog` is the truth (SQLite), `vectors.Vectors` is derived from it (Chroma), `lock.lock` keeps a second
process out of both. SQL and Chroma are spoken in here only.
"""
