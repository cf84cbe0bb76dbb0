"""Every chart is a valid specification in readers' words: tests see to it, builds do not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import altair as alt
import pytest
from altair.utils import schemapi
from chapter_run import run

from qantar import data
from qantar.charting.chart import Chart
from qantar.common.paths import CHAPTERS


@cache
def charts_of(chapter: str) -> list[Chart]:
    """The charts that a chapter shows at its defaults."""
    return [one for one in run(chapter).shown if isinstance(one, Chart)]


def tooltips(part: Any) -> Iterator[dict[str, Any]]:
    """The lines of every tooltip of a specification."""
    if isinstance(part, dict):
        yield from part.get("encoding", {}).get("tooltip", [])
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from tooltips(inner)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_tooltip_or_table_names_a_raw_column(chapter):
    for one in charts_of(chapter):
        raw = {line["field"] for line in tooltips(one.vega_lite) if line["title"] == line["field"]}
        raw |= {name for name in one.data.columns if one.labels.get(name, name) == name}
        assert not raw, f"{one.origin.function} needs a reader's name, with its unit, for {raw}"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chart_names_publishers_of_its_tables(chapter):
    for one in charts_of(chapter):
        resources = map(data.resource, one.origin.tables)
        known = {item["publisher"] for resource in resources for item in resource["sources"]}
        assert known.issuperset(one.origin.publishers), one.origin.function


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_charts_of_a_chapter_keep_to_the_schema(chapter):
    assert charts_of(chapter)
    for one in charts_of(chapter):
        specification = one.vega_lite
        del specification["config"]  # Vega takes a background of null, its schema does not
        schemapi.validate_jsonschema(specification, alt.load_schema())


@pytest.mark.parametrize(("renderer", "fails"), [("book", False), ("digest", True), ("", True)])
def test_only_a_build_takes_a_chart_unseen(renderer, fails):
    code = (
        "import altair as alt; from altair.utils import schemapi\n"
        "from qantar.charting import render\n"
        "with schemapi.debug_mode(render.is_validated()):\n"
        "    chart = alt.Chart('data.csv').mark_line(opacity='half')\n"
        "    render.vega_lite(chart, 'Coal falls', 'Falls')\n"
    )
    environment = {**os.environ, "QANTAR_RENDERER": renderer}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert ("SchemaValidationError" in done.stderr) == fails == bool(done.returncode)
