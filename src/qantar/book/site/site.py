"""The part of the extension for the site as a whole: heads, feet, 404, feed, cards, site map."""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from sphinx.errors import ConfigError

from qantar.book.pages import assets
from qantar.book.pages.decorate import chapter_of
from qantar.book.print import paper
from qantar.book.references.code import repository
from qantar.book.site import card, changes
from qantar.book.site.sitemap import absolute_links, published, robots, site_map
from qantar.book.site.summary import summary
from qantar.common import language
from qantar.common.text import _
from qantar.report.sentences import day

HERE = Path(__file__).parents[1]
SITE = _("Qantar")
_NOT_FOUND = "404"
_BEFORE_POLICIES = 400
# What the themes bring and no page asks for: whole style sheets (pages have theme.css), icon fonts
# and script, maps for their makers, translations.
_UNUSED = (
    "basic.css",
    "pygments.css",
    "styles",
    "togglebutton.css",
    "copybutton.css",
    "mystnb*.css",
    "sphinx-design.min.css",
    "scripts/bootstrap*",
    "scripts/fontawesome*",
    "vendor",
    "**/*.map",
    "locales",
    "images/logo_*",
    "sphinx-thebe.*",
    "*-macros.html",
)


def _check_address(app: Any, config: Any) -> None:
    """Take the book's own templates and styles; `site_url` must be an address or empty."""
    address = config.site_url
    if address and not address.startswith(("https://", "http://")):
        raise ConfigError(
            f"_config.yml: site_url: {address!r} is no address; write https://… or leave it empty"
        )
    config.templates_path.insert(0, str(HERE / "templates"))  # before the theme's
    if str(HERE / "static") not in config.html_static_path:
        config.html_static_path.append(str(HERE / "static"))


def address_of(app: Any) -> str:
    """Where the book is published, ending in a slash; empty where it claims no address."""
    known = app.config
    return published(known.site_url, known.qantar_edition, language.current().code)


def page_address(app: Any, page: str) -> str:
    """The address of `page`, relative to the site's; the front page is the folder itself."""
    return "" if page == app.config.root_doc else app.builder.get_target_uri(page)


def _where(app: Any, page: str) -> str:
    """What a printed page says of its address: where it is published, else its name."""
    published = address_of(app)
    if published:
        return published + page_address(app, page)
    return f"{app.config.qantar_edition}/html/{page}.html"


def _tag(attribute: str, name: str, content: str) -> str:
    return Markup('<meta {}="{}" content="{}">').format(attribute, name, content)


def _title(context: dict[str, Any]) -> str:
    """The page's title as plain text (Sphinx holds it as HTML)."""
    return unescape(re.sub(r"<[^>]+>", "", str(context.get("title") or SITE)))


def _head(app: Any, page: str, context: dict[str, Any], words: str) -> list[str]:
    """The meta elements of a page: description, and what a shared link shows."""
    address = address_of(app)
    title = _title(context)
    tags = (
        []
        if 'name="description"' in context.get("metatags", "")
        else [_tag("name", "description", words)]
    )
    shared = {
        "og:site_name": SITE,
        "og:type": "article" if chapter_of(page) else "website",
        "og:title": title,
        "og:description": words,
    }
    if address:
        shared["og:url"] = address + page_address(app, page)
    if page in app.env.found_docs:
        path, shared["og:image:alt"] = card.place(app, page, title, words)
        shared["og:image"] = address + path if address else context["pathto"](path, 1)
        shared |= {"og:image:width": str(card.WIDTH), "og:image:height": str(card.HEIGHT)}
    tags += [_tag("property", name, value) for name, value in shared.items()]
    return [*tags, _tag("name", "twitter:card", "summary_large_image")]


def _report(app: Any, page: str, context: dict[str, Any]) -> str:
    """How to report an error on this page: a form in the repository, or what to quote."""
    name = f"{page}.html"
    address, summary_words = repository(app), _("Report an error on this page")
    if address:
        asked = _("What is wrong, and what would be right?")
        query = f"title={quote(f'{name}: ')}&body={quote(asked)}"
        link = f"{address}/issues/new?{query}"
        return Markup('<p><a href="{}">{}</a></p>').format(link, summary_words)
    words = _(
        "Write to whoever published these pages what is wrong, what would be right and how you "
        "know, and quote the line above with the page’s name, {page}. With them anyone can rebuild "
        "exactly this page."
    )
    return Markup('<details class="q-report"><summary>{}</summary><p>{}</p></details>').format(
        summary_words, Markup(words).format(page=Markup("<code>{}</code>").format(name))
    )


def _decorate_page(
    app: Any, page: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give a page its short title, its head and the links of its footer."""
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
        context["pageurl"] = address_of(app) + page_address(app, page)
    head = [
        *_head(app, page, context, words),
        paper.boxes(f"{SITE}: {_title(context)}", _where(app, page)),
    ]
    context["metatags"] = "\n".join([context.get("metatags", ""), *head])
    dated = _("Edition of {day}.").format(day=day(changes.read()[0].day.isoformat()))
    followed = f'<a href="{context["pathto"](changes.PAGE)}">{context["feed_title"]}</a>'
    context["theme_extra_footer"] = "".join(
        [
            f'<p class="qantar-dated">{dated}</p>',
            context.get("theme_extra_footer") or "",
            _report(app, page, context),
            f"<p>{followed}</p>",
        ]
    )
    if page == "search":
        app.add_js_file("site.js")


def _pages(app: Any) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages that are no documents: changes, and the one for an unknown address."""
    yield from changes.page(app)
    title, front = _("No such page"), _("start at the front page")
    words = _(
        "This book has no page at that address. Perhaps it moved: {contents}, or use the search."
    ).format(contents=f'<a href="index.html">{front}</a>')
    yield _NOT_FOUND, {"title": title, "body": f"<h1>{title}</h1><p>{words}</p>"}, "page.html"


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
    app.add_css_file("site.css", priority=900)
    app.connect("config-inited", _check_address)
    app.connect("html-page-context", _decorate_page, priority=900)
    app.connect("html-collect-pages", _pages)
    app.connect("build-finished", _finish, priority=_BEFORE_POLICIES)
