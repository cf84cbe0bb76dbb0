"""What a reader can check on every page: where it comes from, where its figures lead, nothing
foreign.
"""

import json
import posixpath
import re
from functools import cache
from urllib.parse import unquote, urlsplit

import browsing
import pytest
from bs4 import BeautifulSoup

from qantar import data
from qantar.book.references.links import anchor
from qantar.book.site import finish

LOADING = (
    ("script", "src"),
    ("img", "src"),
    ("source", "srcset"),
    ("iframe", "src"),
    ("object", "data"),
)


@cache
def soup(page, site=browsing.SITE):
    return BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser")


def target(page, address):
    """The page of this book that a link on `page` leads to, and the element there; None for one
    out of it.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    return (path if parts.path else page), unquote(parts.fragment)


def test_there_is_a_book_to_look_at():
    assert len(browsing.pages()) > 10, "run make book"


def test_every_page_names_version_commit_data_and_parameters():
    known = json.loads((browsing.SITE / "provenance.json").read_text(encoding="utf-8"))
    expected = (
        f"Qantar {known['version']} · commit {known['commit']} · "
        f"data {known['data'][:12]} · parameters {known['parameters'][:12]}"
    )
    wrong = []
    for page in browsing.pages():
        (line,) = soup(page).select("p.qantar-provenance") or [None]
        if (
            line is None
            or line.get_text() != expected
            or not target(page, line.a["href"])[0].endswith("book/provenance.html")
        ):
            wrong.append(page)
    assert wrong == []
    told = soup("book/provenance.html").get_text()
    assert [name for name, value in known.items() if value not in told] == []


def test_every_chart_leads_to_its_function_tables_and_sources_in_two_clicks():
    wrong, figures = [], 0
    for page in browsing.pages():
        for figure in soup(page).select("figure.q-figure:has(.q-about)"):
            figures += 1
            links = [target(page, link["href"]) for link in figure.select(".q-about a[href]")]
            code = [one for one in links if one and one[0].startswith("_code/")]
            tables = [one for one in links if one and one[0] == "book/data.html"]
            if not code or not tables:
                wrong.append(f"{page} {figure['id']}: no link to code or table")
            for path, place in [*code, *tables]:
                if soup(path).find(id=place) is None:
                    wrong.append(f"{page} {figure['id']}: {path}#{place} is not there")
            if code and not _defines(*code[0], figure["id"]):
                wrong.append(f"{page} {figure['id']}: its function is not at {code[0]}")
    assert figures > 20
    assert wrong == []


def _defines(path, place, label):
    """Whether the function that `label` names (``fig-energy-coal-share``) begins at `place`
    there.
    """
    return f"-{_function_at(path, place).replace('_', '-')}" in label


def _function_at(path, place):
    """The function that begins at `place` of a code page; a name that nothing has where none
    does.
    """
    start = re.search(rf"(?m)^\s*{place.removeprefix('L')}\s*(?=@|def )", _listing(path))
    name = re.search(r"def (\w+)\(", _listing(path)[start.start() :]) if start else None
    return name[1] if name else "none"


@cache
def _listing(path):
    return soup(path).select_one(".q-code").get_text()


@cache
def _functions(row):
    """The functions that the `row` of the key figures leads to, as ``module:function``."""
    links = soup("book/figures.html").find(id=row).find_parent("tr").select("a[href]")
    targets = [target("book/figures.html", link["href"]) for link in links]
    return [
        f"{one[0].removesuffix('.html').removeprefix('_code/')}:{_function_at(*one)}"
        for one in targets
        if one and one[0].startswith("_code/")
    ]


def _plain(figure):
    """``made_by`` of `figure` as a listing names it: without the class that a property is of."""
    module, _colon, function = figure["made_by"].partition(":")
    return f"{module}:{function.rpartition('.')[2]}"


def test_every_key_figure_leads_to_the_function_that_computes_it():
    known = json.loads((browsing.SITE.parent / "figures.json").read_text(encoding="utf-8"))
    assert len(known) > 200
    lost = [one for one in known if _functions(anchor(f"figure:{one['id']}")) != [_plain(one)]]
    assert lost == []


def test_a_number_in_the_text_leads_to_its_function_in_two_clicks():
    lost, numbers = set(), 0
    for page in browsing.pages():
        for link in soup(page).select("a.qantar-number"):
            path, row = target(page, link["href"])
            if row.startswith("figure-"):
                numbers += 1
                lost |= {row} if path != "book/figures.html" or not _functions(row) else set()
    assert numbers > 200
    assert lost == set()


def test_every_table_on_the_data_page_leads_to_its_publisher():
    page = soup("book/data.html")
    addresses = {link["href"] for link in page.select("a[href]")}
    lost = [
        f"{entry['name']}: {source['path']}"
        for entry in data.package()["resources"]
        for source in entry["sources"]
        if source.get("path") and source["path"] not in addresses
    ]
    assert lost == []


@pytest.mark.parametrize("page", browsing.pages(browsing.WHOLE))
def test_a_page_loads_nothing_foreign_and_its_policy_allows_what_it_has(page):
    found = soup(page, browsing.WHOLE)
    loaded = [
        tag[name] for kind, name in LOADING for tag in found.find_all(kind, attrs={name: True})
    ]
    loaded += [
        tag["href"] for tag in found.find_all("link", href=True) if "canonical" not in tag["rel"]
    ]
    foreign = [
        one for one in loaded if urlsplit(one).netloc or urlsplit(one).scheme not in ("", "data")
    ]
    assert foreign == []
    text = (browsing.WHOLE / page).read_text(encoding="utf-8")
    stated = found.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert stated == finish.policy(text)
    handlers = [
        f"{tag.name} {name}"
        for tag in found.find_all(True)
        for name in tag.attrs
        if name.startswith("on")
    ]
    assert handlers == [], "inline handlers are code that the policy forbids"


def test_every_link_out_of_the_book_is_an_address():
    odd = set()
    for page in browsing.pages():
        for link in soup(page).find_all("a", href=True):
            parts = urlsplit(link["href"])
            outside = parts.scheme or parts.netloc
            address = parts.scheme in ("https", "http") and parts.netloc
            if outside and not address and parts.scheme != "mailto":
                odd.add(f"{page}: {link['href']}")
    assert sorted(odd) == []
