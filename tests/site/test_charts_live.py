"""Charts on the built pages, the network cut: drawn, usable, in place, light and dark, at every
width.
"""

import browsing
import charting
import pytest

from qantar.charting.colours import DARK, MUTED, PAPER, TEXT

PAGES = charting.chart_pages()
# Largest sum of layout shifts on a page (a good page has up to 0.1).
MOST_SHIFT = 0.02
# Charts that a list replaces on a phone, and where the list stands.
LISTED_ON_A_PHONE = {"fig-timeline-day-strip": ".qantar-phone"}


@pytest.fixture(scope="module")
def home():
    """The address of the built book on a local server."""
    with browsing.served(browsing.SITE) as address:
        yield address


@pytest.fixture
def view(chromium, home):
    """A tab that can reach the local server only, as wide as a desktop, on light paper."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.route(
        "**/*",
        lambda route: route.continue_() if route.request.url.startswith(home) else route.abort(),
    )
    yield page
    context.close()


def test_there_are_charts_to_test():
    assert PAGES, f"no chart on any page of {browsing.SITE}: run make book"


def dark_problems(view, label):
    seen = charting.state(view, label)
    inks = (TEXT, MUTED)
    light = any(colour in seen["html"] for colour in inks)
    light = light or not any(DARK[colour] in seen["html"] for colour in inks)
    words = [f"{label}: light words on the dark page"] if light else []
    return charting.problems_of(f"dark: {label}", seen) + words


@pytest.mark.parametrize("page", PAGES)
def test_charts_draw_answer_and_change_with_the_page(page, home, view):
    problems = browsing.listen(view, home)
    for label in charting.go(view, home + page):
        problems += charting.problems_of(label, charting.draw(view, label))
        if charting.has_tooltips(charting.payload(label)["vega"]):
            problems += (
                [] if charting.points_at_something(view, label) else [f"{label}: no tooltip"]
            )
        problems += charting.unmoved_controls(view, label)
    shifts = view.evaluate("() => qantarCharts.shifts()")
    if sum(float(line.split()[0]) for line in shifts) > MOST_SHIFT:
        problems += [f"layout shifts {line}" for line in shifts]

    view.emulate_media(color_scheme="dark")
    view.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")
    labels = view.evaluate("() => qantarCharts.labels()")
    for label in labels:
        problems += browsing.lasting(view, lambda label=label: dark_problems(view, label))

    view.set_viewport_size({"width": 360, "height": 800})
    for label in labels:
        if label in LISTED_ON_A_PHONE:
            listed = view.locator(LISTED_ON_A_PHONE[label]).first.is_visible()
            problems += [] if listed else [f"360 px: {label} has no list in its place"]
            continue
        problems += browsing.lasting(
            view,
            lambda label=label: charting.problems_of(
                f"360 px: {label}", charting.state(view, label)
            ),
        )
    problems += browsing.lasting(view, lambda: browsing.violations(view))

    view.emulate_media(media="print")
    for label in labels:
        seen = charting.state(view, label)
        if seen["live"] or seen["pictures"] != 1:
            problems.append(f"print: {label} is not the picture alone")
    assert problems == []


@pytest.mark.parametrize("page", PAGES)
def test_without_scripts_each_chart_is_a_picture_with_words(page, chromium, home):
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 900}
    )
    view = context.new_page()
    view.goto(home + page, wait_until="load")
    pictures = view.query_selector_all(".q-chart .q-light img")
    assert pictures
    for picture in pictures:
        picture.scroll_into_view_if_needed()
        assert picture.is_visible()
        assert picture.get_attribute("alt").strip()
        picture.evaluate("one => one.decode()")
        assert picture.bounding_box()["width"] > 300
        assert picture.evaluate("one => one.naturalWidth") > 300
    assert not any(one.is_visible() for one in view.query_selector_all(".q-chart .q-dark img"))
    context.close()


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize("page", PAGES)
def test_no_words_of_a_live_chart_are_cut_off(page, home, view):
    problems = []
    for width in (1280, 360):
        view.set_viewport_size({"width": width, "height": 900})
        for label in charting.go(view, home + page):
            if width == 360 and label in LISTED_ON_A_PHONE:
                continue
            charting.draw(view, label)
            cut = browsing.lasting(view, lambda name=label: charting.state(view, name)["cut"])
            problems += [f"{label} at {width} px: {cut}"] if cut else []
    assert problems == []


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize("page", PAGES)
def test_all_words_of_a_picture_are_whole_and_apart(page, view):
    folder, problems = browsing.SITE / "_charts", []
    for label in charting.labels(page):
        for kind in charting.WIDTHS:
            problems += charting.faults_of(view, folder / f"{label}-{kind}.svg")
    assert problems == []


@pytest.mark.parametrize("page", PAGES)
def test_a_tap_shows_the_words_and_leaves_nothing(page, chromium, home):
    context = chromium.new_context(
        viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True
    )
    view = context.new_page()
    silent = []
    for label in charting.go(view, home + page):
        if label in LISTED_ON_A_PHONE:
            continue
        charting.draw(view, label)
        if charting.has_tooltips(charting.payload(label)["vega"]):
            silent += [] if charting.answers_a_tap(view, label) else [label]
    assert view.url == home + page
    context.close()
    assert silent == []


def test_charts_work_from_a_folder(chromium):
    page = PAGES[-1]
    folder = browsing.SITE.resolve().as_uri()
    view = chromium.new_context(offline=True, viewport={"width": 1280, "height": 900}).new_page()
    problems = browsing.listen(view, folder)
    for label in charting.go(view, f"{folder}/{page}"):
        problems += charting.problems_of(label, charting.draw(view, label))
    view.context.close()
    assert problems == []


def test_colours_are_measured_against_the_pages_own_paper(home, view):
    view.goto(home + PAGES[0])
    for scheme, paper in (("light", PAPER), ("dark", DARK[PAPER])):
        view.emulate_media(color_scheme=scheme)
        view.wait_for_function(
            "scheme => document.documentElement.dataset.theme === scheme", arg=scheme
        )
        seen = view.evaluate("() => getComputedStyle(document.body).backgroundColor")
        assert [int(part) for part in seen.removeprefix("rgb(").removesuffix(")").split(",")] == [
            int(paper[at : at + 2], 16) for at in (1, 3, 5)
        ]


def test_other_pages_do_not_load_the_chart_script(home, view):
    plain = next(
        page for page in browsing.pages() if page.startswith("book/") and page not in PAGES
    )
    asked = []
    view.on("request", lambda request: asked.append(request.url))
    view.goto(home + plain, wait_until="networkidle")
    assert asked
    assert [url for url in asked if "charts.js" in url or "/_charts/" in url] == []


@pytest.mark.parametrize("page", browsing.pages())
def test_mathjax_is_on_pages_with_formulas_only(page):
    text = charting.text_of(page)
    assert ("tex-chtml.js" in text) == ('class="math' in text)


def test_formulas_are_set_from_a_folder_without_network(chromium):
    folder = browsing.SITE.resolve().as_uri()
    view = chromium.new_context(offline=True).new_page()
    problems = browsing.listen(view, folder)
    page = next(page for page in browsing.pages() if 'class="math' in charting.text_of(page))
    view.goto(f"{folder}/{page}")
    view.wait_for_selector("mjx-container", timeout=browsing.HANGS_MS)
    assert view.locator("mjx-container").count() == charting.text_of(page).count('class="math')
    view.context.close()
    assert problems == []


@pytest.mark.parametrize("page", browsing.pages())
def test_every_page_carries_the_policy(page):
    text = charting.text_of(page)
    head = text[: text.index("</head>")]
    assert head.count("Content-Security-Policy") == 1
    assert head.index("Content-Security-Policy") < head.index("<script")
    assert "thebe" not in text.lower()
    assert "unsafe-eval" not in text
