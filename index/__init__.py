"""Articles in, searchable passages out: read, tidy, split, embed, store.

`library.open_library` opens what is kept in a home; `read.files.read_all` yields what is added to it,
`web.adding.WebAdder` adds from the web.
"""
