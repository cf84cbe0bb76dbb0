"""What a published site tells search engines, and a page for lost readers."""

import re
from urllib.parse import urlsplit

from qantar.book.references.template import render
from qantar.common.language import SOURCE
from qantar.flow.names import named_for

_LINK = re.compile(r'\b(href|src)="(?![a-z]+:|/|#)([^"]*)"')


# The edition that lies at `site_url`; the others claim no address.
PUBLISHED = "kazakhstan"


def folder_of(code: str) -> str:
    """The folder of a language in the published site, with its slash; empty for the source's."""
    return "" if code == SOURCE else f"{code}/"


def published(site_url: str, edition: str, code: str) -> str:
    """Where the book of an edition (by name) in a language is published, ending in a slash.

    Empty where no address is set, and for a country edition, which does not know where it will lie.
    """
    if not site_url or edition != named_for(PUBLISHED, code):
        return ""
    return f"{site_url.rstrip('/')}/{folder_of(code)}"


def site_map(address: str, pages: list[str]) -> str:
    """sitemap.xml of `pages` (relative addresses) below `address`."""
    return render("sitemap.xml", address=address, pages=pages) + "\n"


def robots(*addresses: str) -> str:
    """robots.txt: everything may be read, and the site maps lie there."""
    maps = "".join(f"Sitemap: {address}sitemap.xml\n" for address in addresses)
    return f"User-agent: *\nAllow: /\n{maps}"


def absolute_links(page: str, address: str) -> str:
    """The HTML of a page with its relative links made absolute, to be shown at any address."""
    base = urlsplit(address).path
    return _LINK.sub(lambda found: f'{found[1]}="{base}{found[2]}"', page)
