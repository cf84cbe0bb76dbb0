"""The charts of the built book in a real browser, for the tests that use them as readers do."""

import json
import re
from pathlib import Path
from typing import Any

import browsing
from playwright.sync_api import Page

from qantar.charting import style

WIDTHS = {"wide": style.WIDE, "narrow": style.NARROW}
CHECKS = (Path(__file__).parent / "charting.js").read_text(encoding="utf-8")


def chart_pages() -> list[str]:
    """Every page of the built book with a chart, as an address below its folder."""
    return [page for page in browsing.pages() if 'class="q-chart"' in text_of(page)]


def text_of(page: str) -> str:
    """The HTML of a page."""
    return (browsing.SITE / page).read_text(encoding="utf-8")


def labels(page: str) -> list[str]:
    """The labels of the charts of a page, without opening it."""
    return re.findall(r'class="q-chart" data-label="([^"]+)"', text_of(page))


def payload(label: str) -> dict[str, Any]:
    """What the live chart is drawn from."""
    text = (browsing.SITE / "_charts" / f"{label}.js").read_text(encoding="utf-8")
    arguments = text.strip().removeprefix("qantarChart(").removesuffix(");")
    return json.loads(f"[{arguments}]")[1]


def go(page: Page, address: str) -> list[str]:
    """Open a page of charts; returns the labels of its charts."""
    page.goto(address, wait_until="load")
    page.evaluate(CHECKS)
    return page.evaluate("() => qantarCharts.labels()")


def draw(page: Page, label: str) -> dict[str, Any]:
    """Look at a chart until it is live; returns its state."""
    page.evaluate("label => qantarCharts.look(label)", label)
    page.wait_for_function(
        "label => qantarCharts.ready(label)", arg=label, timeout=browsing.HANGS_MS
    )
    return state(page, label)


def state(page: Page, label: str) -> dict[str, Any]:
    """What of a chart is seen, its words, its size against its place."""
    return page.evaluate("label => qantarCharts.state(label)", label)


def changes(page: Page, label: str, before: str) -> bool:
    """Whether the chart becomes another than its HTML `before` within some frames."""
    return page.evaluate("([label, html]) => qantarCharts.changed(label, html)", [label, before])


def problems_of(label: str, seen: dict[str, Any]) -> list[str]:
    """What is wrong with a live chart."""
    wrong = {
        "is not shown": not seen["live"],
        "shows its picture as well": seen["pictures"] > 0,
        "has no marks": seen["marks"] == 0,
        "has no description": not seen["name"] or seen["role"] != "img",
        f"is {seen['over']} px wider than its place": seen["over"] > 1,
        f"leaves {seen['short']} px of its place": seen["short"] > 2,
        "has a control without a name": seen["unnamed"] > 0,
    }
    return [f"{label} {words}" for words, found in wrong.items() if found]


def points_at_something(page: Page, label: str) -> bool:
    """Whether moving the pointer over the chart's marks brings up a tooltip with words."""
    for x, y in page.evaluate("label => qantarCharts.targets(label)", label):
        page.mouse.move(x, y)
        if page.evaluate("() => qantarCharts.pointed()"):
            page.mouse.move(0, 0)
            return True
    return False


def answers_a_tap(page: Page, label: str) -> bool:
    """Whether a finger's tap on one of the chart's marks brings up a tooltip with words."""
    for x, y in page.evaluate("label => qantarCharts.targets(label)", label):
        page.touchscreen.tap(x, y)
        if page.evaluate("() => qantarCharts.pointed()"):
            return True
    return False


def tooltips(page: Page, label: str, most: int = 12) -> list[str]:
    """The words of the tooltips at up to `most` points of the chart."""
    points = page.evaluate("label => qantarCharts.targets(label)", label)
    found = []
    for x, y in points[:: max(1, len(points) // most)]:
        page.mouse.move(x, y)
        found.append(page.evaluate("() => qantarCharts.pointed()"))
        page.mouse.move(0, 0)
    return [words for words in found if words]


def words(page: Page, label: str) -> list[str]:
    """The words of a live chart and of its caption."""
    return page.eval_on_selector_all(
        f'figure:has(.q-chart[data-label="{label}"]) :is(figcaption, .q-live text)',
        "found => found.map(one => one.textContent)",
    )


def pictures(site: Path) -> list[Path]:
    """The still pictures of every chart of a book, wide and narrow."""
    return [path for kind in WIDTHS for path in sorted(site.glob(f"_charts/fig-*-{kind}.svg"))]


def faults_of(page: Page, picture: Path) -> list[str]:
    """What is wrong with a still picture: its width, words cut off, shortened, over others."""
    page.set_content(picture.read_text(encoding="utf-8"))
    page.evaluate(CHECKS)
    width = WIDTHS[picture.stem.rpartition("-")[2]]
    asked = "width => qantarCharts.faults(document.querySelector('svg'), width)"
    return [f"{picture.name} {fault}" for fault in page.evaluate(asked, width)]


def drawn_width(page: Page, picture: Path) -> float:
    """How wide what is drawn in a still picture stands [px], words aside."""
    page.set_content(picture.read_text(encoding="utf-8"))
    page.evaluate(CHECKS)
    return page.evaluate("() => qantarCharts.drawn(document.querySelector('svg'))")


def has_tooltips(specification: dict[str, Any]) -> bool:
    """Whether any mark of the specification has a tooltip."""
    return '"tooltip":' in json.dumps(specification.get("marks", []))


def unmoved_controls(page: Page, label: str) -> list[str]:
    """Sliders and lists of the chart that change nothing when they are moved by keyboard."""
    found = []
    scope = f'.q-chart[data-label="{label}"]'
    for control in page.query_selector_all(
        f"{scope} .q-controls :is(input:not([type=radio]), select)"
    ):
        name = control.get_attribute("aria-label")
        before = state(page, label)["html"]
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowLeft"):
            control.focus()
            page.keyboard.press(key)
            if changes(page, label, before):
                break
        else:
            found.append(f"{label}: control {name!r} changes nothing")
    return found
