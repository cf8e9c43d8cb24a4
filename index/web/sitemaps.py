"""Sitemaps (sitemaps.org) → the pages and the further sitemaps that they name."""

from index.web.listing import Element, Entry, Listing, local_name, newest_first, text_of


def read_sitemap(root: Element) -> Listing:
    """Return what a urlset or a sitemapindex names, newest first; a page of news comes with its title and date."""
    is_index = local_name(root) == "sitemapindex"
    named = map(_read_entry, root.iterfind("{*}sitemap" if is_index else "{*}url"))
    entries = tuple(newest_first(entry for entry in named if entry is not None))
    return Listing(sitemaps=entries) if is_index else Listing(entries)


def _read_entry(element: Element) -> Entry | None:
    link = text_of(element, "loc")
    news = next((one for one in element if local_name(one) == "news"), element)
    published = text_of(news, "publication_date")
    changed = text_of(element, "lastmod") or published or ""
    return Entry(link, text_of(news, "title"), published, changed) if link else None
