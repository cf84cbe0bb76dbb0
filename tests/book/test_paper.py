"""What is printed is light, and each sheet says which page it is from."""

import pytest

from qantar.book.print import paper
from qantar.book.references import template

DARK = 'html[data-theme="dark"] p:not(.a,.b), html[data-theme=dark] b { color: white }'
LIGHT = "html[data-theme=light]{--text:#000;--ground:#fff}"
BOTH = "html[data-theme=dark],html[data-theme=light]{--size:1rem}"


def test_dark_rules_are_for_screens_alone():
    assert paper.light_on_paper(DARK) == f"@media screen{{{DARK}}}"
    nested = "@media (min-width:9rem){" + DARK + "}"
    assert paper.light_on_paper(nested) == "@media (min-width:9rem){@media screen{" + DARK + "}}"


def test_light_rules_hold_for_every_printed_page():
    printed = "@media print{html[data-theme=dark]{--text:#000;--ground:#fff}}"
    assert paper.light_on_paper(LIGHT).endswith(printed)


def test_light_rules_hold_where_no_script_has_chosen():
    chosen = LIGHT.replace("[data-theme=light]", ":is([data-theme=light],[data-theme=auto])")
    assert chosen != LIGHT and paper.light_on_paper(LIGHT).startswith(chosen)


@pytest.mark.parametrize("style", [BOTH, "p{color:red}", "p{color:red}a::after{content:'{'}"])
def test_rules_of_no_one_theme_stay(style):
    assert paper.light_on_paper(style) == style


def test_a_system_that_prefers_dark_prints_light():
    found = paper.light_on_paper("@media (prefers-color-scheme: dark) {:root{--a:1}}")
    assert found == "@media screen and (prefers-color-scheme:dark) {:root{--a:1}}"


def test_a_title_cannot_end_the_style_of_the_sheet():
    title = paper.in_quotes('A "quote" \\ and\n</style><b>')
    where = paper.in_quotes("x/html/index.html")
    head = template.render("head.html", words="", shared={}, title=title, where=where)
    style = head[head.index("<style") :]
    assert style.count("<") == 2 and style.count('"') == 2 * 3, style
    assert r"\000022quote\000022" in style and "x/html/index.html" in style
