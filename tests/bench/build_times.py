"""How long a build takes beside Jupyter Book's own and the first edition's, and how much memory
it needs: clean, unchanged, after one page, after one notebook, for many editions.

Run by `make bench`; the figures are reported, never asserted. Works in clones of commits, each with
an environment that shares this one's packages.
"""

import json
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

import yaml

from qantar.common import environment
from qantar.common.paths import ROOT

FIRST_EDITION = "67fa031"
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"
# Countries for whom no edition is stored, so that there are sixteen.
FURTHER = {"france": "FRA", "poland": "POL", "turkey": "TUR", "ukraine": "UKR"}


class Clone:
    """A commit of this repository below `folder`, and a Python that imports its package."""

    def __init__(self, folder: Path, commit: str = "HEAD") -> None:
        self.repository = folder / commit
        subprocess.run(["git", "clone", "-q", "-n", str(ROOT), str(self.repository)], check=True)
        subprocess.run(["git", "checkout", "-q", commit], cwd=self.repository, check=True)
        venv = self.repository / ".venv"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
        self.python = str(venv / "bin" / "python")
        (packages,) = venv.glob("lib/python*/site-packages")
        (packages / "shared.pth").write_text(sysconfig.get_path("purelib"))
        pip = [sys.executable, "-m", "pip", "--python", self.python, "install", "-q", "--no-deps"]
        subprocess.run([*pip, "--no-build-isolation", "-e", str(self.repository)], check=True)

    def variables(self, **given: str) -> dict[str, str]:
        """The environment of a command in the clone, in which this repository is not named."""
        known = environment.clean(QANTAR_BUILD=str(self.repository / "build"), **given)
        for name in ("QANTAR_ROOT", "QANTAR_DATA", "PYTHONPATH"):
            known.pop(name, None)
        return known

    def seconds(self, *command: str, **given: str) -> float | None:
        """Seconds that Python takes with these arguments; None where it failed, after its
        errors.
        """
        start = time.perf_counter()
        done = subprocess.run(
            [self.python, *command],
            cwd=self.repository,
            env=self.variables(**given),
            stdout=subprocess.DEVNULL,
        )
        return None if done.returncode else time.perf_counter() - start

    def book(self, *editions: str) -> float | None:
        """Seconds of one `python -m qantar book`."""
        return self.seconds("-m", "qantar", "book", *editions)

    def jupyter_book(self) -> float | None:
        """Seconds of `jupyter-book build` that runs the notebooks of the built book itself; None
        too where no book was built.
        """
        build, source = self.repository / "build", self.repository / "build" / "forced"
        if not (build / "kazakhstan" / "src" / "_config.yml").is_file():
            return None
        shutil.copytree(build / "kazakhstan" / "src", source)
        for kept in (build / "kazakhstan" / "pictures").glob("c*-*"):
            kept.unlink()  # of code and cards a clean build has kept none
        settings = yaml.safe_load((source / "_config.yml").read_text())
        settings["execute"] = {"execute_notebooks": "force", "timeout": 300}
        (source / "_config.yml").write_text(yaml.safe_dump(settings))
        return self.seconds(
            *("-c", JUPYTER_BOOK, "build", "-q", str(source)),
            QANTAR_RENDERER="book",
        )


def change_notebook(path: Path) -> None:
    """Add a sentence to the notebook's first cell."""
    notebook = json.loads(path.read_text())
    notebook["cells"][0]["source"] = [
        "".join(notebook["cells"][0]["source"]) + "\n\nOne more sentence."
    ]
    path.write_text(json.dumps(notebook))


def country_editions(repository: Path) -> list[str]:
    """The names of sixteen editions of one country each, some of them written now."""
    text = (repository / "editions" / "norway.yml").read_text()
    for name, country in FURTHER.items():
        (repository / "editions" / f"{name}.yml").write_text(text.replace("NOR", country))
    names = sorted(path.stem for path in (repository / "editions").glob("*.yml"))
    return [name for name in names if name != "kazakhstan"]


def measure() -> dict[str, float | None]:
    """Seconds by case (None: the build failed), and the largest resident memory of any process
    in MiB.
    """
    with tempfile.TemporaryDirectory() as folder:
        clone = Clone(Path(folder))
        times = {"clean": clone.book(), "nothing changed": clone.book()}
        times["jupyter-book build, running the notebooks"] = clone.jupyter_book()
        times[f"first edition ({FIRST_EDITION}), clean"] = Clone(Path(folder), FIRST_EDITION).book()
        page = clone.repository / "book" / "method.md"
        page.write_text(page.read_text() + "\nOne more sentence.\n")
        times["one page changed"] = clone.book()
        change_notebook(clone.repository / "notebooks" / "energy.ipynb")
        times["one notebook changed"] = clone.book()
        names = country_editions(clone.repository)
        for count in (1, 2, 4, 8, 16):
            for name in names:
                shutil.rmtree(clone.repository / "build" / name, ignore_errors=True)
            seconds = clone.book(*names[:count])
            times[f"{count} country editions, each"] = seconds and seconds / count
    peak_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {**times, "peak memory of a process, MiB": peak_mib}


if __name__ == "__main__":
    measured = measure()
    for name, value in measured.items():
        print(f"{name:45} {'  failed' if value is None else f'{value:8.1f}'}")
    clean = measured["clean"]
    for name in (
        "jupyter-book build, running the notebooks",
        f"first edition ({FIRST_EDITION}), clean",
    ):
        if clean and (other := measured[name]):
            print(f"clean, as a share of {name:45} {clean / other:8.2f}")
    sys.exit(None in measured.values())
