"""What charts cost a reader: bytes, time to the first picture and live chart, beside the default of
Altair.

Run by `make bench` on the built book; the figures are reported, never asserted. The phone is
Chromium with a window of 360 × 800 px and a processor slowed down four times; it goes to the first
chart at once. The default way is the same chapter with the book's own styles and scripts and each
chart as the HTML that Altair writes itself; what it loads from another host is answered by the
local server from the copy in vl-convert, which flatters it.
"""

import gzip
import os
import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from qantar.charting.chart import Chart
from qantar.common.paths import ROOT

sys.path.insert(0, str(ROOT / "tests" / "support"))
import browsing
from chapter_run import run

CHAPTER = "energy"
RUNS = 5
SLOWDOWN = 4
PHONE = {"width": 360, "height": 800}
# When the first picture is whole and when the first chart is live, in ms since the page was asked
# for.
_WATCH = """
const seen = window.qantarSeen = {};
const note = (name, found) => { if (found && !(name in seen)) seen[name] = performance.now(); };
let asked = false;
const look = () => {
  const first = document.readyState !== 'loading' && document.querySelector('.q-chart, [id^=vis]');
  if (first && !asked) { first.scrollIntoView({behavior: 'instant'}); asked = true; }
  const img = document.querySelector('.q-chart .q-light img');
  const live = document.querySelector('.q-chart[data-ready] .q-live svg, '
    + '.vega-embed :is(svg, canvas).marks, '
    + '.vega-embed canvas');
  note('live', live);
  note('picture', live || (img && img.complete && img.naturalWidth));
  if (!('live' in seen)) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def default_way(site: Path, chapter: str) -> str:
    """Put a page beside the chapter's whose charts are Altair's own HTML; returns its address in
    the site.
    """
    text = (site / "notebooks" / f"{chapter}.html").read_text(encoding="utf-8")
    text = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", text)
    text = re.sub(r'<link rel="preload"[^>]*>| data-charts="[^"]*"', "", text)
    parts = re.split(
        r'<div class="q-chart".*?<div class="q-controls"></div></div>', text, flags=re.DOTALL
    )
    drawn = [one for one in run(chapter).shown if isinstance(one, Chart)]
    html = [
        one.altair.to_html(fullhtml=False, output_div=f"vis{place}")
        for place, one in enumerate(drawn)
    ]
    joined = parts[0] + "".join(one + part for one, part in zip(html, parts[1:], strict=True))
    name = f"notebooks/{chapter}-default.html"
    (site / name).write_text(joined, encoding="utf-8")
    return name


def answer_for_others(page: Any, library: str) -> None:
    """Answer requests to other hosts at once: all of Vega from `library` with the first, the
    rest empty.
    """

    def answer(route: Any) -> None:
        if route.request.url.startswith("http://127.0.0.1"):
            return route.continue_()
        body = library if "/vega@" in route.request.url else ""
        return route.fulfill(body=body, content_type="application/javascript")

    page.route("**/*", answer)


def visit(chromium: Any, address: str, library: str) -> dict[str, float]:
    """One cold visit on the phone: bytes fetched, raw and compressed; ms to the first paint, the
    first picture and the live chart.
    """
    context = chromium.new_context(
        viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    answer_for_others(page, library)
    page.add_init_script(_WATCH)
    fetched: list[Any] = []
    page.on("response", lambda response: fetched.append(response))
    page.goto(address, wait_until="load")
    page.wait_for_function("() => 'live' in window.qantarSeen", timeout=60_000)
    seen = page.evaluate("window.qantarSeen")
    page.wait_for_load_state("networkidle")
    painted = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
    )
    raw, compressed = browsing.weight(fetched)
    context.close()
    return {
        "kB": raw / 1000,
        "kB gzip": compressed / 1000,
        "first paint, ms": painted,
        "first picture, ms": seen["picture"],
        "first chart live, ms": seen["live"],
    }


def compare(chromium: Any) -> None:
    """Print our way and the default way for one chapter, medians of RUNS cold visits in turn."""
    import vl_convert

    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "html"
        shutil.copytree(browsing.SITE, site)
        ways = {"ours": f"notebooks/{CHAPTER}.html", "Altair's default": default_way(site, CHAPTER)}
        library = vl_convert.javascript_bundle()
        seen: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
        with browsing.served(site) as home:
            for _run in range(RUNS):
                for way, page in ways.items():
                    seen[way].append(visit(chromium, home + page, library))
        medians = {
            way: {name: statistics.median(one[name] for one in visits) for name in visits[0]}
            for way, visits in seen.items()
        }
    print(f"{CHAPTER}, phone ({SLOWDOWN}x slower), medians of {RUNS} cold visits from localhost:")
    print(f"{'':22}" + "".join(f"{way:>18}" for way in medians))
    for name in medians["ours"]:
        print(f"  {name:20}" + "".join(f"{median[name]:18,.0f}" for median in medians.values()))


def sizes() -> None:
    """Print the weight of what all pages share and of the pages."""
    for name in ("charts/charts.js", "charts/maps.js", "book.css"):
        content = (browsing.SITE / "_static" / name).read_bytes()
        compressed = len(gzip.compress(content, 9)) / 1000
        print(f"{name}: {len(content) / 1000:.0f} kB, gzip {compressed:.0f} kB")
    pages = {name: (browsing.SITE / name).stat().st_size / 1000 for name in browsing.pages()}
    heavy = max(pages, key=pages.get)
    middle = statistics.median(pages.values())
    print(f"pages: {len(pages)}, median {middle:.0f} kB, largest {pages[heavy]:.0f} kB ({heavy})")


def without_scripts(chromium: Any) -> None:
    """Print whether the first picture is there with scripts off, and how long its fetch took."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    with browsing.served(browsing.SITE) as home:
        with page.expect_response(re.compile(r"_charts/.*\.svg")) as found:
            page.goto(f"{home}notebooks/{CHAPTER}.html", wait_until="commit")
            page.locator(".q-chart .q-light img").first.scroll_into_view_if_needed()
        found.value.finished()
        timing = found.value.request.timing
        shown = page.locator(".q-chart .q-light img").first.is_visible()
    context.close()
    words = "visible" if shown else "NOT visible"
    print(f"scripts off: first picture {words}, {timing['responseEnd']:.0f} ms to fetch")


if __name__ == "__main__":
    os.environ.pop("QANTAR_RENDERER", None)
    if not browsing.SITE.is_dir():
        sys.exit(f"no built book in {browsing.SITE}: run make book")
    sizes()
    with browsing.chromium() as found:
        without_scripts(found)
        compare(found)
