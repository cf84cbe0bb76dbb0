"""One benchmark that fails stops no other, and is named."""

import shutil
import subprocess
import sys

from qantar.common.paths import ROOT

BENCH = ROOT / "tests" / "bench"


def test_every_benchmark_runs_and_those_that_fail_are_named(tmp_path):
    shutil.copy(BENCH / "__main__.py", tmp_path)
    for name, status in {"a": 1, "b": 0, "c_times": 2}.items():
        (tmp_path / f"{name}.py").write_text(f"print('ran {name}')\nraise SystemExit({status})\n")
    done = subprocess.run([sys.executable, tmp_path], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == "benchmarks failed: a.py, c_times.py; the lines above say why\n"
    assert [line for line in done.stdout.splitlines() if "ran" in line] == [
        *("ran a", "ran b", "ran c_times")
    ]


def test_a_build_that_fails_is_one_line_of_the_build_times(tmp_path, monkeypatch, capfd):
    monkeypatch.syspath_prepend(BENCH)
    import build_times

    (tmp_path / "qantar").mkdir()
    (tmp_path / "qantar" / "__init__.py").touch()
    (tmp_path / "qantar" / "__main__.py").write_text("import sys\nsys.exit('no disk')\n")
    clone = object.__new__(build_times.Clone)
    clone.repository, clone.python = tmp_path, sys.executable
    assert (clone.book(), clone.jupyter_book()) == (None, None)
    assert "no disk" in capfd.readouterr().err
