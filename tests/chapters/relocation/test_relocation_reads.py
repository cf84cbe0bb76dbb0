"""The notebook reads as English at edges of its parameters, and its charts are never empty."""

import ast
import re

import nbformat
import pytest

from qantar.charting.chart import Chart, Note
from qantar.common.paths import NOTEBOOKS

EDGES = {
    "defaults": {},
    "another country": {"country": "UZB"},
    "one old machine": {"machines": 1, "machine_efficiency_j_th": 98.0},
    "a day in 2021": {"start_day": "2021-03-15"},
    "Russia as the place": {"destination": "Russia", "import_duty": 0.0},
    "no cut, one month": {"cut_months": 0, "horizon_months": 1},
    "beyond the tables": {"start_day": "2022-08-01", "horizon_months": 48},
    "no power at home": {f"uptime_stay{end}": 0.0 for end in ("_low", "", "_high")},
    "power that never pays": {"tariff_stay_usd_kwh": 1.0, "night_tariff_kzt_kwh": 1000.0},
    "assumed falls": {
        "decay_source": "assumption", "decay_low": -0.1, "decay": 0.5, "decay_high": 0.9,
    },
    "a sale for nothing": {f"haircut{end}": 1.0 for end in ("_low", "", "_high")},
    "a site abroad that loses all": {
        "billed_on": "site", "pue": 2.0, "loss": 1.0, "loss_high": 1.0,
        "tariff_leave_usd_kwh": 1.0, "tariff_leave_usd_kwh_high": 1.0,
    },
}  # fmt: skip


def shown(values):
    """What the notebook's cells show, run in one namespace with other parameters."""
    notebook, namespace, found = nbformat.read(NOTEBOOKS / "relocation.ipynb", 4), {}, []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, cell.id, "exec"), namespace)
        if "parameters" in cell.metadata.get("tags", []):
            namespace.update({"draws": 100, **values})
        if last:
            found.append(eval(compile(ast.Expression(last.value), cell.id, "eval"), namespace))
    return found


def words_of(output):
    if isinstance(output, Chart):
        return f"{output.title}\n{output.measure}\n{output.description}"
    return getattr(output, "text", "")


@pytest.fixture(scope="module", params=EDGES.values(), ids=EDGES)
def outputs(request):
    return shown(request.param)


def test_no_sentence_holds_what_is_no_number(outputs):
    for output in outputs:
        assert not re.search(r"\b(nan|None|inf|NaN)\b|(?<!:::)\{", words_of(output)), words_of(
            output
        )


def test_counts_agree_with_their_nouns(outputs):
    for output in outputs:
        assert not re.search(r"(?<![\d,.])1 (machines|months|draws)\b", words_of(output))


def test_every_chart_has_marks_or_a_note(outputs):
    drawn = [output for output in outputs if isinstance(output, Chart | Note)]
    assert len(drawn) == 5
    assert all(isinstance(one, Note) or len(one.data.dropna(how="all")) for one in drawn)


def test_the_title_of_what_decides_counts_its_coloured_bars(outputs):
    (chart,) = [
        one for one in outputs if isinstance(one, Chart) and one.origin.function == "deciding"
    ]
    count = int(chart.data["turns"].sum())
    if count:
        assert chart.title.startswith(f"{count} of {len(chart.data)} assumption")
    else:
        assert chart.title.startswith("No assumption turns")
