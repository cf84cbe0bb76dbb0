"""The search of Arabic books: one set of rules, where pages are indexed and are searched."""

import shutil
import subprocess
import sys
from itertools import product

import browsing
import pytest

from qantar.book.languages.search import SearchArabic
from qantar.book.pages.assets import STATIC

ARABIC = SearchArabic({})
BARE = (
    *("تعدين", "شبكة", "معدِّن", "كهرباء", "انقطاع"),
    *("كازاخستان", "أستانا", "إنترنت", "قول", "ألماتي"),
)
BEFORE = ("", "ال", "وال", "بال", "لل", "و", "ب", "ل", "ك", "وبال")
AFTER = ("", "ها", "ات", "ون", "ي")
TEXT = "بالمُعَدِّنين في 2022؛ S19 Pro، 18.3\u202f٪ و«KEGOC» (المشفّرة)، مـــا _x"


@pytest.fixture(scope="module")
def script(chromium):
    """A page with the splitter and stemmer that the search page gets."""
    page = chromium.new_page()
    page.add_script_tag(content=ARABIC.js_splitter_code + ARABIC.js_stemmer_code)
    yield page
    page.close()


def test_pages_and_readers_words_are_cut_alike(script):
    words = ["".join(parts) for parts in product(BEFORE, BARE, AFTER)] + TEXT.split()
    assert len(words) > 500
    cut = script.evaluate("all => all.map(one => new Stemmer().stemWord(one))", words)
    assert cut == [ARABIC.stem(word) for word in words]


def test_pages_and_queries_are_split_alike(script):
    assert script.evaluate("text => splitQuery(text)", TEXT) == ARABIC.split(TEXT)
    assert ARABIC.split("المشفّرة 18.3") == ["المشفّرة", "18", "3"]


@pytest.mark.parametrize(
    "forms",
    [
        ("تعدين", "التعدين", "بالتعدين", "وللتعدين", "تَعدين"),
        ("معدن", "المُعَدِّن", "معدِّنون", "بالمعدنين"),
        ("شبكة", "الشبكات", "شبكه", "للشبكة"),
        ("ألماتي", "الماتي", "بألماتي", "ألماتى"),
        ("مشفرة", "المشفّرة", "المشفـــرة"),
        ("2022",),
        ("KEGOC", "kegoc"),
    ],
)
def test_forms_of_a_word_are_found_by_each_other(forms):
    assert len({ARABIC.stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("تعدين", "تعديل"), ("قول", "قولنا"), ("غاز", "غزو")])
def test_other_words_stay_apart(one, other):
    assert ARABIC.stem(one) != ARABIC.stem(other)


PAGES = {
    "index": "عنوان\n=====\n\n.. toctree::\n\n   mining\n",
    "mining": "التعدين\n=======\n\nقال مراقب إن بالمُعَدِّنين حاجة إلى الكهرباء في 2022.\n",
}
SETTINGS = """
extensions = ["qantar.book.languages.search"]
language, html_theme = "ar", "basic"
html_static_path, html_js_files = ["static"], ["site.js"]
"""


@pytest.fixture(scope="module")
def search(chromium, tmp_path_factory):
    """Searches a small Arabic book: its pages and their excerpts."""
    source = tmp_path_factory.mktemp("book")
    (source / "static").mkdir()
    shutil.copy(STATIC / "site.js", source / "static")
    (source / "conf.py").write_text(SETTINGS, encoding="utf-8")
    for name, text in PAGES.items():
        (source / f"{name}.rst").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", source, source / "html"]
    subprocess.run(command, check=True, capture_output=True)
    page = chromium.new_page()

    def found(words):
        page.goto(f"{home}search.html?q={words}")
        page.wait_for_selector("#search-results li p.context")
        return page.locator("#search-results li").all_inner_texts()

    with browsing.served(source / "html") as home:
        yield found
    page.close()


@pytest.mark.parametrize("words", ["معدن", "المعدنون", "بالمُعَدِّنين", "2022 معدن", "تعدين"])
def test_a_word_is_found_with_and_without_prefixes_and_marks(search, words):
    assert any(text.startswith("التعدين") for text in search(words))


def test_an_excerpt_shows_the_word_as_it_stands(search):
    assert "بالمُعَدِّنين" in search("معدن")[0]
