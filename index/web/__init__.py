"""Web addresses → articles: guarded requests, polite ones, and what their replies hold.

`adding.WebAdder` adds what a user names: a page, a file, a feed or a sitemap. Every request goes through
`fetch.Fetcher`, which connects to public addresses only.
"""
