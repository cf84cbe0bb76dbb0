"""The pages of a built site as one HTML document: what is printed, with every inner link kept."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from qantar.common.errors import BuildError

# Nothing that can only be clicked belongs on paper: code to unfold, tools below figures, filters,
# menus. A chapter's list of key figures would be there twice.
_SCREEN_ONLY = (
    "script, noscript, style, button, form, dialog, a.headerlink, details.hide, .cell_input, "
    ".toctree-wrapper, .qantar-key-figures, .q-links, .q-controls, .q-live, .q-dark, "
    ".claims-filter, .q-label, .q-heard, .qantar-phone"
)
_HEADINGS = {"h1", "h2", "h3"}
_ID_LISTS = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")


@dataclass(frozen=True)
class Heading:
    """An entry of the contents: depth 1 for a page, 2 for a section; `target` is its id."""

    depth: int
    text: str
    target: str


def name_of(page: str) -> str:
    """The id at which `page` begins: ``notebooks/energy`` -> ``notebooks-energy``."""
    return page.replace("/", "-")


def _article(site: Path, page: str) -> Tag:
    path = site / f"{page}.html"
    if not path.is_file():
        raise BuildError(f"{path}: no such page; run make book")
    article = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select_one(
        "article.bd-article"
    )
    if article is None:
        raise BuildError(f"{path}: no article on the page; run make book")
    return article


def _strip(article: Tag) -> None:
    """Leave what is read: no tools, one light picture a figure, nothing folded."""
    for element in article.select(_SCREEN_ONLY):
        element.decompose()
    for picture in article.find_all("picture"):
        if image := picture.find("img"):
            picture.replace_with(image)
    for image in article.find_all("img"):
        del image["loading"]
    for folded in article.find_all("details"):
        folded["open"] = ""
    for section in reversed(article.find_all("section")):
        kept = [
            child
            for child in section.find_all(True, recursive=False)
            if child.name not in _HEADINGS
        ]
        if not any(child.get_text(strip=True) or child.find("img") for child in kept):
            section.decompose()  # a heading alone: all below it was for the screen


def _rename(article: Tag, page: str) -> None:
    """Make the page's ids its own, so that equal ones on several pages stay apart."""
    for element in article.find_all(id=True):
        element["id"] = f"{name_of(page)}--{element['id']}"
    for attribute in _ID_LISTS:
        for element in article.select(f"[{attribute}]"):
            value = element[attribute]
            names = value if isinstance(value, list) else value.split()
            element[attribute] = " ".join(f"{name_of(page)}--{name}" for name in names)


def _inner(href: str, page: str, pages: Iterable[str]) -> str | None:
    """Where a link of `page` leads inside the document; None where its target is not in it."""
    parts = urlsplit(href)
    if not parts.path:
        return f"{name_of(page)}--{unquote(parts.fragment)}"
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    target = path.removesuffix(".html")
    if target not in pages or target == path:
        return None
    return f"{name_of(target)}--{unquote(parts.fragment)}" if parts.fragment else name_of(target)


def _link(article: Tag, page: str, pages: Iterable[str]) -> None:
    """Point links to places in the document; a link to what is not in it becomes plain text."""
    for anchor in article.find_all("a", href=True):
        address = str(anchor["href"])
        if urlsplit(address).scheme:
            continue
        inner = _inner(address, page, pages)
        if inner is None:
            anchor.unwrap()
        else:
            anchor["href"] = f"#{inner}"


def _place(article: Tag, site: Path, page: str) -> None:
    """Name pictures by where they lie, since the document lies elsewhere."""
    for image in article.find_all("img", src=True):
        source = urlsplit(str(image["src"]))
        if not source.scheme:
            image["src"] = (site / page).parent.joinpath(unquote(source.path)).resolve().as_uri()


def _settle(document: Tag) -> None:
    """A link to a place that the paper lacks leads to the start of its page instead."""
    ids = {element["id"] for element in document.find_all(id=True)}
    for anchor in document.find_all("a", href=True):
        target = str(anchor["href"]).removeprefix("#")
        if target != anchor["href"] and target not in ids:
            anchor["href"] = f"#{target.partition('--')[0]}"


def merge(site: Path, pages: list[str]) -> tuple[str, list[Heading]]:
    """The HTML of `pages` (names, in order) as one body, and its headings for the contents.

    Raises BuildError where a page is missing.
    """
    body = BeautifulSoup("", "html.parser")
    main = body.new_tag("main")
    body.append(main)
    headings = []
    for page in pages:
        article = _article(site, page)
        _strip(article)
        _rename(article, page)
        _link(article, page, pages)
        _place(article, site, page)
        article["id"] = name_of(page)
        article["class"] = "chapter"
        main.append(article)
        for number, found in enumerate(article.find_all(["h1", "h2"])):
            found["id"] = found.get("id") or f"{name_of(page)}--heading-{number}"
            depth = 1 if found.name == "h1" else 2
            headings.append(Heading(depth, found.get_text(" ", strip=True), str(found["id"])))
    _settle(body)
    return str(body), headings
