"""In the pseudo-language no word stays in plain letters, for all are in a catalogue, and no page
and no picture of a chart is too narrow for longer words.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import browsing
import charting
import escapes
import pseudo
import pytest

from qantar.common.paths import CHAPTERS, ROOT
from tests.trial.build import Build

PROGRAM = ROOT / "tests" / "support" / "escapes.py"
WIDTHS = (360, 768, 1440)
# Longer words may take room from what is drawn, but no more than this part of it.
TAKEN = 0.5
# Names of places stand where the places lie: in letters as long and tall as these they meet on a
# phone, whose list below tells them again.
MEETING = "fig-timeline-place-map-narrow.svg over each other"
CUT = "() => [...document.querySelectorAll('.q-live svg')].flatMap(qantarCharts.cut)"


@pytest.fixture(scope="module")
def locales(tmp_path_factory) -> Path:
    return pseudo.write(tmp_path_factory.mktemp("locales"))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_word_of_a_chapter_escapes_its_catalogue(chapter, locales):
    own = {"QANTAR_LOCALES": str(locales), "QANTAR_LANGUAGE": pseudo.CODE}
    command = [sys.executable, str(PROGRAM), chapter]
    run = subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == []


def _too_narrow(view, address):
    for width in WIDTHS:
        view.set_viewport_size({"width": width, "height": 900})
        if width == WIDTHS[0]:
            browsing.open_whole(view, address)
            view.evaluate(charting.CHECKS)
        wrong = browsing.lasting(view, lambda: browsing.layout(view) + view.evaluate(CUT))
        yield from (f"{width} px: {one}" for one in wrong)


@pytest.fixture(scope="module")
def site(locales, tmp_path_factory) -> Path:
    """The book in the pseudo-language."""
    folder = tmp_path_factory.mktemp("book")
    book = Build(folder, QANTAR_LOCALES=str(locales), QANTAR_UNTRANSLATED="allow")
    status, said = book.run("book", "kazakhstan", "--language", pseudo.CODE)
    assert status == 0, said
    return book.build / f"kazakhstan-{pseudo.CODE}" / "html"


def test_no_word_of_a_page_escapes_and_none_is_cut_off(site, chromium):
    known, problems = escapes.names_on_pages(), []
    view = chromium.new_page(reduced_motion="reduce")
    with browsing.served(site) as home:
        for page in browsing.pages(site):
            if page.startswith("_code/"):
                continue
            found = escapes.of_page((site / page).read_text(encoding="utf-8"), known)
            problems += [f"{page}: {words} in {text!r}" for text, words in found]
            problems += [f"{page} at {wrong}" for wrong in _too_narrow(view, home + page)]
    assert problems == []


def test_pictures_of_charts_have_room_for_longer_words(site, chromium):
    view = chromium.new_page()
    pictures = charting.pictures(site)
    faults = [fault for one in pictures for fault in charting.faults_of(view, one)]
    problems = [fault for fault in faults if not fault.startswith(MEETING)]
    for one in pictures:
        english = charting.drawn_width(view, browsing.SITE / "_charts" / one.name)
        if charting.drawn_width(view, one) < TAKEN * english:
            problems.append(f"{one.name}: words take the room of what is drawn")
    assert pictures and problems == []
