"""Hostile files of every format, read as `add` reads them: none may bring the reading down, or go unnamed."""
