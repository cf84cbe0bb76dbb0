"""The part of the extension for the site as a whole: heads, feet, 404, feed, cards, site map."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup
from sphinx.errors import ConfigError

from qantar.book.pages import assets
from qantar.book.pages.decorate import chapter_of
from qantar.book.print import paper
from qantar.book.references.code import repository
from qantar.book.references.template import TEMPLATES, render
from qantar.book.site import card, changes
from qantar.book.site.sitemap import absolute_links, published, robots, site_map
from qantar.book.site.summary import summary
from qantar.common import language
from qantar.common.text import _
from qantar.report.sentences import day

SITE = _("Qantar")
_NOT_FOUND = "404"
_BEFORE_FINISH = 400
# What the themes bring and no page asks for: whole style sheets (pages have theme.css), icon fonts
# and script, maps for their makers, translations.
_UNUSED = (
    *("basic.css", "pygments.css", "styles", "togglebutton.css", "copybutton.css", "mystnb*.css"),
    *("sphinx-design.min.css", "scripts/bootstrap*", "scripts/fontawesome*", "vendor", "**/*.map"),
    *("locales", "images/logo_*", "sphinx-thebe.*", "*-macros.html"),
)


def _check_address(app: Any, config: Any) -> None:
    """Take the book's own templates and styles; `site_url` must be an address or empty."""
    address = config.site_url
    if address and not address.startswith(("https://", "http://")):
        raise ConfigError(
            f"_config.yml: site_url: {address!r} is no address; write https://… or leave it empty"
        )
    config.templates_path.insert(0, str(TEMPLATES))  # before the theme's
    config.html_static_path.append(str(assets.STATIC))


def address_of(app: Any) -> str:
    """Where the book is published, ending in a slash; empty where it claims no address."""
    known = app.config
    return published(known.site_url, known.qantar_edition, language.current().code)


def page_address(app: Any, page: str) -> str:
    """The address of `page`, relative to the site's; the front page is the folder itself."""
    return "" if page == app.config.root_doc else app.builder.get_target_uri(page)


def published_at(app: Any, page: str) -> str:
    """Where `page` is published; empty where the book claims no address."""
    address = address_of(app)
    return address + page_address(app, page) if address else ""


def _title(context: dict[str, Any]) -> str:
    """The page's title as plain text (Sphinx holds it as HTML)."""
    return Markup(context.get("title") or SITE).striptags()


def _head(app: Any, page: str, context: dict[str, Any], words: str) -> str:
    """What a page's head says: description, what a shared link shows, title on printed sheets."""
    address, title = published_at(app, page), _title(context)
    shared = {
        "og:site_name": SITE,
        "og:type": "article" if chapter_of(page) else "website",
        "og:title": title,
        "og:description": words,
    }
    if address:
        shared["og:url"] = address
    if page in app.env.found_docs:
        path, shared["og:image:alt"] = card.place(app, page, title, words)
        shared["og:image"] = address_of(app) + path if address else context["pathto"](path, 1)
        shared |= {"og:image:width": str(card.WIDTH), "og:image:height": str(card.HEIGHT)}
    where = address or f"{app.config.qantar_edition}/html/{page}.html"
    sheet = {"title": paper.in_quotes(f"{SITE}: {title}"), "where": paper.in_quotes(where)}
    return render("head.html", words=words, shared=shared, **sheet)


def _footer(app: Any, page: str, context: dict[str, Any]) -> str:
    return render(
        "footer.html",
        day=day(changes.read()[0].day.isoformat()),
        provenance=Markup(context.get("theme_extra_footer") or ""),
        repository=repository(app),
        file=f"{page}.html",
        changes=context["pathto"](changes.PAGE),
        feed_title=context["feed_title"],
    )


def _decorate_page(
    app: Any, page: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give a page its short title, its head and its footer."""
    whole = app.config.html_title
    context["book_title"], _colon, subtitle = whole.partition(": ")
    context["book_subtitle"] = subtitle[:1].upper() + subtitle[1:]
    words = summary(doctree) or _("{title}: a page of {book}.").format(
        title=_title(context), book=whole.rstrip("?.!")
    )
    context["feed"], context["feed_title"] = changes.FEED, _("Changes of data and method")
    context["author_line"] = _("By {author}").format(author=app.config.author)
    context["docstitle"], context["root_title"] = SITE, _("Front page")
    if address_of(app) and page != _NOT_FOUND:
        context["pageurl"] = published_at(app, page)
    head = _head(app, page, context, words)
    context["metatags"] = f"{context.get('metatags', '')}\n{head}"
    context["theme_extra_footer"] = _footer(app, page, context)
    if page == "search":
        app.add_js_file("site.js")


def _pages(app: Any) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages that are no documents: changes, and the one for an unknown address."""
    yield from changes.page(app)
    title = _("No such page")
    yield _NOT_FOUND, {"title": title, "body": render("not_found.html", title=title)}, "page.html"


def _drop_unused(static: Path) -> None:
    patterns = (*_UNUSED, *assets.UNUSED)
    for found in [path for pattern in patterns for path in static.glob(pattern)]:
        if found.is_dir():
            shutil.rmtree(found)
        else:
            found.unlink(missing_ok=True)


def _finish(app: Any, error: Exception | None) -> None:
    """Write what is no page: the feed; with an address also site map, robots.txt and a 404."""
    if error is not None or app.builder.name != "html":
        return
    out, address = Path(app.outdir), address_of(app)
    title = _("{site}: changes of data and method").format(site=SITE)
    text = changes.feed(changes.read(), title, app.config.author, address)
    (out / changes.FEED).write_text(text, encoding="utf-8")
    _drop_unused(out / "_static")
    paper.lighten(out / "_static")
    if address:
        names = [page_address(app, page) for page in sorted(app.env.found_docs)]
        (out / "sitemap.xml").write_text(site_map(address, names), encoding="utf-8")
        (out / "robots.txt").write_text(robots(address), encoding="utf-8")
        lost = out / f"{_NOT_FOUND}.html"
        lost.write_text(absolute_links(lost.read_text(encoding="utf-8"), address), encoding="utf-8")


def setup(app: Any) -> None:
    """Register settings, pages and events."""
    app.add_config_value("site_url", "", "html", types=[str])
    app.connect("config-inited", _check_address)
    app.connect("html-page-context", _decorate_page, priority=900)
    app.connect("html-collect-pages", _pages)
    app.connect("build-finished", _finish, priority=_BEFORE_FINISH)
