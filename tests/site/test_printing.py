"""A page read in the dark is printed as one read by day: light, whole, with its title and
address.
"""

import browsing
import pytest

PAGES = ("notebooks/energy.html", "notebooks/claims.html", "book/data.html", "404.html")
LOOKS = """() => [...document.querySelectorAll('body, .bd-main *')]
    .filter(one => one.checkVisibility() && !one.closest('button, svg, mjx-container'))
    .map(one => {
        const style = getComputedStyle(one);
        const names = ['color', 'backgroundColor', 'filter', 'textShadow', 'colorScheme'];
        return [one.tagName, one.id, ...names.map(name => style[name])].join('; ');
    })"""
CUT = """() => [...document.querySelectorAll('.bd-article *')]
    .filter(one => one.checkVisibility() && !one.closest('svg, mjx-container, .math'))
    .filter(one => {
        const {overflowX, overflowY} = getComputedStyle(one);
        return (overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 2)
            || (overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 2);
    })
    .map(one => `${one.tagName} ${one.className}`)"""
COLOURS = """() => ["body", ".bd-article p a", ".q-takeaways", ".q-source"]
    .map(one => getComputedStyle(document.querySelector(one)))
    .map(look => [look.color, look.backgroundColor])"""
A4_WIDTH_PX = 673  # 178 mm of text between the margins


@pytest.fixture(scope="module")
def home():
    """The address of the built book."""
    with browsing.served(browsing.SITE) as address:
        yield address


def printed(chromium, address, scheme):
    """The page as it is laid out on paper by somebody whose screen is of the given colour
    scheme.
    """
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": A4_WIDTH_PX, "height": 950}
    )
    view = context.new_page()
    view.goto(address, wait_until="load")
    view.wait_for_function(
        "scheme => document.documentElement.dataset.theme === scheme", arg=scheme
    )
    view.add_style_tag(content="* { transition: none !important }")
    view.emulate_media(media="print", color_scheme=scheme)
    return view


@pytest.mark.parametrize("page", PAGES)
def test_a_dark_page_is_printed_like_a_light_one(page, chromium, home):
    looks = []
    for scheme in ("dark", "light"):
        view = printed(chromium, home + page, scheme)
        looks.append(view.evaluate(LOOKS))
        view.context.close()
    dark, light = looks
    assert len(light) > 10
    assert [pair for pair in zip(dark, light, strict=True) if pair[0] != pair[1]][:5] == []


@pytest.mark.parametrize("page", PAGES)
def test_what_is_printed_is_whole_and_has_its_title(page, chromium, home):
    view = printed(chromium, home + page, "dark")
    assert view.evaluate(CUT) == []
    titles = view.locator("h1:visible")
    assert titles.count() == 1 and titles.inner_text().strip(" #")
    if page != "404.html":
        assert view.locator(".qantar-provenance").is_visible()
    (sheet,) = view.locator("style[media=print]").all_inner_texts()
    view.context.close()
    assert f'"kazakhstan/html/{page}"' in sheet and "@top-left" in sheet


def test_reading_goes_on_in_the_dark_after_printing(chromium, home):
    view = printed(chromium, home + PAGES[0], "dark")
    view.pdf()
    view.emulate_media(media="screen", color_scheme="dark")
    colour = view.evaluate("() => getComputedStyle(document.body).backgroundColor")
    view.context.close()
    assert colour == "rgb(20, 24, 30)"


def test_without_scripts_a_page_has_the_colours_of_the_light_theme(chromium, home):
    colours = []
    for scripts in (True, False):
        context = chromium.new_context(color_scheme="light", java_script_enabled=scripts)
        view = context.new_page()
        view.goto(home + "notebooks/energy.html", wait_until="load")
        colours.append(view.evaluate(COLOURS))
        context.close()
    assert colours[0] == colours[1]
    assert len({colour for pair in colours[1] for colour in pair}) > 3
