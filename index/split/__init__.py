"""Article → passages of whole sentences, as offsets.

`passages.split_article` makes what is indexed; `sentences.split_paragraphs` cuts any text into sentences.
"""
