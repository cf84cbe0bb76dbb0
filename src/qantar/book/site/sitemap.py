"""What a published site tells search engines, and a page for lost readers."""

import re
from urllib.parse import urlsplit

from qantar.book.references.template import render

_LINK = re.compile(r'\b(href|src)="(?![a-z]+:|/|#)([^"]*)"')


def site_map(address: str, pages: list[str]) -> str:
    """sitemap.xml of `pages` (relative addresses) below `address`."""
    return render("sitemap.xml", address=address, pages=pages) + "\n"


def robots(address: str) -> str:
    """robots.txt: everything may be read, and the site map lies there."""
    return f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n"


def absolute_links(page: str, address: str) -> str:
    """The HTML of a page with its relative links made absolute, to be shown at any address."""
    base = urlsplit(address).path
    return _LINK.sub(lambda found: f'{found[1]}="{base}{found[2]}"', page)
