"""A build in a folder of its own, started, watched and interrupted by the trials."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from qantar.common.paths import ROOT

EDITION = """title: A small book
country: UZB
language: en
chapters: [energy]
"""


class Build:
    """One edition of one chapter, built below `folder` with the repository's own code and data."""

    def __init__(self, folder: Path, *prefix: str, **variables: str) -> None:
        self.folder, self.prefix = folder, prefix
        self.file = folder / "small.yml"
        self.file.write_text(EDITION, encoding="utf-8")
        self.build = folder / "build"
        self.python = sys.executable
        self.environment = {**os.environ, "QANTAR_BUILD": str(self.build), **variables}
        self.environment.pop("QANTAR_RENDERER", None)

    def start(self, *command: str) -> subprocess.Popen:
        """The build, or another command, started in a process group of its own."""
        return subprocess.Popen(
            [
                *self.prefix,
                self.python,
                "-m",
                "qantar",
                *(command or ("book", str(self.file))),
            ],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *command: str) -> tuple[int, str]:
        """Exit status of the build, or of another command, and what it said."""
        process = self.start(*command)
        said = process.communicate(timeout=600)[0]
        return process.returncode, said

    def good(self) -> str:
        """Build, insist that it worked, and return the site's digest."""
        status, said = self.run()
        assert status == 0, said
        return self.digest()

    def digest(self) -> str:
        """SHA-256 over names and bytes of the site's files."""
        site = self.build / "small" / "html"
        total = hashlib.sha256()
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            total.update(f"{path.relative_to(site)}\0".encode() + path.read_bytes())
        return total.hexdigest()

    def wait_for(self, process: subprocess.Popen, condition) -> None:
        """Wait until `condition()` holds; fails where the build ends before."""
        while not condition():
            assert process.poll() is None, process.stdout.read()
            time.sleep(0.02)


def say_lines(text: str) -> list[str]:
    """The error lines of what a build said; a traceback among them is a failure of its own."""
    assert "Traceback" not in text, text
    return [line for line in text.splitlines() if line.startswith("error: ")]


def linked_root(folder: Path) -> Path:
    """A repository of links to this one, with notebooks of its own that a trial may edit."""
    folder.mkdir(parents=True)
    for path in ROOT.iterdir():
        if path.name not in ("notebooks", "build") and not path.name.startswith("."):
            (folder / path.name).symlink_to(path)
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    return folder
