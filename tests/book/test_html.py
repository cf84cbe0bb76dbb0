"""A new site takes the place of the old one, an interrupted exchange is ended, broken links are
told.
"""

import json

from qantar.book.site import html


def site(folder, text):
    folder.mkdir()
    (folder / "index.html").write_text(text)
    return folder


def test_a_new_site_takes_the_place_of_the_old_one(tmp_path):
    target = site(tmp_path / "html", "old")
    html.swap(site(tmp_path / "new", "new"), target)
    assert (target / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_a_site_left_aside_by_a_kill_is_put_back(tmp_path):
    site(tmp_path / ".html-before", "old")
    site(tmp_path / ".html-half", "half")
    html.restore(tmp_path / "html")
    assert (tmp_path / "html" / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_only_addresses_that_do_not_answer_are_told(tmp_path):
    rows = [
        {"filename": "book/data.md", "uri": "https://a.example", "status": "working", "info": ""},
        {
            "filename": "book/data.md",
            "uri": "https://b.example",
            "status": "broken",
            "info": "404 Not Found",
        },
        {"filename": "index.md", "uri": "https://c.example", "status": "timeout", "info": ""},
        {
            "filename": "index.md",
            "uri": "https://d.example",
            "status": "redirected",
            "info": "https://e",
        },
    ]
    (tmp_path / "output.json").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    assert html.broken_links(tmp_path / "output.json") == [
        "book/data.md: https://b.example: 404 Not Found",
        "index.md: https://c.example: timeout",
    ]
