"""A sweep runs as jobs of a real Slurm of one node, and gives the same table as on this machine."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from qantar.common.paths import ROOT

PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "srun", "squeue")
SWEEP = "notebook: energy\ngrid:\n  country: [KAZ, UZB]\n"


@pytest.fixture
def slurm(tmp_path):
    """The environment of a running Slurm; skips, saying why, where none can be started."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not run: needs {', '.join(missing)} (Debian packages slurm-wlm and munge)")
    folder = tmp_path / "slurm"
    started = subprocess.run(
        ["bash", str(Path(__file__).with_name("slurm.sh")), str(folder)],
        capture_output=True,
        text=True,
    )
    try:
        if started.returncode:
            pytest.skip(f"not run: Slurm did not start here: {started.stderr.strip()[-200:]}")
        path = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
        yield {**os.environ, "SLURM_CONF": started.stdout.strip(), "PATH": path}
    finally:
        for name in ("slurmd.pid", "slurmctld.pid", "munge/pid"):
            if (folder / name).is_file():
                os.kill(int((folder / name).read_text()), signal.SIGTERM)


def sweep(folder, environment, *options):
    path = folder / "countries.yml"
    path.write_text(SWEEP)
    done = subprocess.run(
        [sys.executable, "-m", "qantar", "sweep", str(path), *options],
        env={**environment, "QANTAR_BUILD": str(folder / "build")},
        capture_output=True,
        text=True,
    )
    log = folder / "build" / "sweeps" / "countries" / "log" / "flow.log"
    assert done.returncode == 0, (
        done.stdout + done.stderr + (log.read_text() if log.is_file() else "")
    )
    return (folder / "build" / "sweeps" / "countries" / "figures.csv").read_bytes()


def test_a_sweep_on_slurm_gives_the_table_of_a_local_one(slurm, tmp_path):
    for name in ("far", "near"):
        (tmp_path / name).mkdir()
    far = sweep(tmp_path / "far", slurm, "--profile", str(ROOT / "profiles" / "slurm"))
    assert b"KAZ" in far and b"UZB" in far
    assert far == sweep(tmp_path / "near", dict(os.environ))
