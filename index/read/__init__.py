"""Files and folders → drafts.

`files.read_all` reads what a user names; a further format is a module with a reader and a row in `formats.READERS`.
"""
