"""What a sweep adds to its cells' own time: ``sweep_times.py [CELLS]``, 100 cells unless said.

The cells run one at a time, so that their own time is known. Reported, never asserted.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from qantar.__main__ import main
from qantar.common.paths import NOTEBOOKS
from qantar.flow import warm

OWN_RUNS = 5


def own_seconds(folder: Path) -> float:
    """Seconds of one cell's run in a warm process; the median of OWN_RUNS after the first."""
    values = folder / "values.json"
    values.write_text(json.dumps({"draws": 1000}))
    arguments = ["run", f"{NOTEBOOKS}/relocation.ipynb", str(folder / "own.ipynb")]
    times = []
    os.environ["QANTAR_STEP"] = "1"  # as the flow runs it: no comparison with the defaults
    for _run in range(OWN_RUNS + 1):
        start = time.perf_counter()
        warm.call(main, [*arguments, "--parameters", str(values)])
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def sweep_seconds(folder: Path, cells: int) -> float:
    """Seconds of a sweep of so many cells, one at a time."""
    grid = folder / "grid.yml"
    shares = [round(0.3 + 0.6 * cell / cells, 6) for cell in range(cells)]
    grid.write_text(
        f"notebook: relocation\nfixed: {{draws: 1000}}\ngrid:\n  uptime_stay: {shares}\n"
    )
    known = {**os.environ, "QANTAR_BUILD": str(folder / "build")}
    known.pop("QANTAR_STEP", None)
    command = [sys.executable, "-m", "qantar", "sweep", str(grid), "--cores", "1"]
    start = time.perf_counter()
    subprocess.run(command, env=known, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as name:
        own = own_seconds(Path(name))
        each = sweep_seconds(Path(name), count) / count
    print(f"a cell alone, s                               {own:8.2f}")
    print(f"a cell of a sweep of {count:<6}, s                 {each:8.2f}")
    print(f"added by the sweep, share of a cell's own time {each / own - 1:7.2f}")
