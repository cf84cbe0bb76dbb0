"""Every chart is a valid specification: tests see to it, and builds do not look again."""

import os
import subprocess
import sys

import altair as alt
import pytest
from altair.utils import schemapi
from chapter_run import run

from qantar.charting.chart import Chart
from qantar.common.paths import CHAPTERS


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_charts_of_a_chapter_keep_to_the_schema(chapter):
    charts = [one for one in run(chapter).shown if isinstance(one, Chart)]
    assert charts
    for one in charts:
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
