"""Text in tables and editions that would be code on a page: it is shown as text, and nothing of
it runs.
"""

import re
import shutil

import browsing
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from qantar.common.paths import CHAPTERS, DATA
from qantar.data.description import with_hash
from qantar.data.reading import digest
from tests.trial.build import Build

BAIT = "<script>hacked=1</script><img src=x onerror=hacked=1><a href=javascript:hacked=1>&amp;</a>"
EDITION = f"title: '{BAIT}'\ncountry: KAZ\nchapters: [{', '.join(CHAPTERS)}]\n"
COLUMNS = {
    "events": ["title", "detail", "place", "source_publisher"],
    "claims": ["restatement"],
    "claim_sources": ["source_publisher", "source_title"],
}


def poisoned(folder):
    """A copy of the tables, accepted with bait in every title and text of events and claims, and
    in the description.
    """
    shutil.copytree(DATA, folder)
    path = folder / "datapackage.yaml"
    text = path.read_text(encoding="utf-8")
    for table, columns in COLUMNS.items():
        (file,) = folder.rglob(f"{table}.csv")
        frame = pd.read_csv(file, dtype="str", keep_default_na=False)
        frame[columns] = frame[columns].apply(lambda texts: texts + BAIT)
        frame.to_csv(file, index=False, lineterminator="\n")
        text = with_hash(text, table, digest(file.read_bytes()))
    path.write_text(re.sub(r"(?m)^(  *title: [A-Z][a-z ]+)$", rf"\1{BAIT}", text), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The book built from the poisoned tables, by the whole flow."""
    folder = tmp_path_factory.mktemp("hostile")
    build = Build(folder, QANTAR_DATA=str(poisoned(folder / "data")))
    build.file.write_text(EDITION, encoding="utf-8")
    build.good()
    return build.build / "small" / "html"


def test_bait_is_text_on_every_page(site):
    live, shown = [], 0
    for path in site.rglob("*.html"):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        shown += "hacked=1" in soup.get_text()
        live += [
            f"{path.name}: {tag}"
            for tag in soup.select("script, style")
            if "hacked=1</" in str(tag)
        ]
        live += [
            f"{path.name}: {tag}" for tag in soup.select("[onerror], a[href^='javascript:' i]")
        ]
    assert shown >= 3, "the bait did not reach the pages"
    assert live == []


def test_nothing_of_it_runs_in_a_browser(site, chromium):
    with browsing.served(site) as home:
        for page in (
            "index.html",
            "notebooks/timeline.html",
            "notebooks/claims.html",
            "book/data.html",
        ):
            view = chromium.new_page()
            problems = browsing.listen(view, home)
            browsing.open_whole(view, home + page)
            assert view.evaluate("() => typeof hacked") == "undefined", page
            assert problems == [], page
            view.close()
